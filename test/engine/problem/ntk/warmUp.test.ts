import { expect, test } from 'vitest';
import { planNtk } from '../../../../src/engine/problem/ntk/plan.ts';
import { SMALL, warmUpNtk } from '../../../../src/engine/problem/ntk/warmUp.ts';

test('warming up takes the whole way of a run, to a verdict', () => {
  const planned = planNtk(SMALL);
  if (!planned.ok) throw new Error(planned.faults[0]!.message);
  const run = planned.value.start();
  let step = run.next();
  while (step.done !== true) step = run.next();
  expect(step.value.verdict).toBe('global');
  expect(step.value.counts['hessianProducts']).toBeGreaterThan(0);
  expect(warmUpNtk).not.toThrow();
});

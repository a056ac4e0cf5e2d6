import { expect, it } from 'vitest';
import { verdictInfos, type Verdict } from '../../../../src/engine/problem/ntk/verdicts.ts';

it('every verdict is explained once', () => {
  const every: Record<Verdict, true> = { global: true, localMinimum: true, saddle: true, unfinished: true };
  expect(verdictInfos.map(({ key }) => key)).toEqual(Object.keys(every));
  for (const { label, help } of verdictInfos) {
    expect(label).not.toBe('');
    expect(help).toMatch(/\.$/);
  }
});

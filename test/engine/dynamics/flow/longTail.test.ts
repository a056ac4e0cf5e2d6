import { expect, test } from 'vitest';
import { buildSystem } from '../../../../src/engine/problem/matrixFactorization/build.ts';
import { runFlow } from '../runs.ts';

/** Weights whose slowest direction is 150 times slower than the fastest: most of the run are steps of RKC2 on a falling loss. */
function stiffSystem() {
  const built = buildSystem({
    problem: {
      kind: 'matrixFactorization',
      pretrained: {
        kind: 'spectrum',
        dims: { m: 12, h: 12, n: 12 },
        singularValues: { from: 3, to: 0.02, count: 12, spacing: 'log' },
        imbalance: 1,
        seed: 0,
      },
      target: { kind: 'randomDirection', strength: 0.5, pair: 'top', angle: 90, seed: 1 },
      reduction: 'auto',
    },
    adapter: { rank: 2, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 3e-2, scaling: 1 },
    seed: 1,
    files: {},
    reduce: true,
  });
  if (!built.ok) throw new Error(built.faults.map(({ message }) => message).join('; '));
  return built.value;
}

test('the errors of a thousand steps of one tail do not add up to the tolerance', () => {
  const system = stiffSystem();
  const options = { samples: 13, onlyAsked: true };
  const usual = runFlow(system, 800, { ...options, tolerance: 1e-6 });
  const exact = runFlow(system, 800, { ...options, tolerance: 1e-10 });
  expect(usual.outcome.counts['chebyshevSteps']).toBeGreaterThan(500);
  const loss = exact.column('loss');
  // without the bound on each step's share of the fall it is 9.6e-7
  const worst = Math.max(...usual.column('loss').map((value, i) => Math.abs(value / loss[i]! - 1)));
  expect(worst).toBeLessThan(5e-7);
});

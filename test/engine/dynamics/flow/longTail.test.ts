import { expect, test } from 'vitest';
import { buildSystem } from '../../../../src/engine/problem/matrixFactorization/build.ts';
import { runFlow } from '../runs.ts';

/** Weights whose slowest direction is 150 times slower than the fastest: most of the run are stabilised steps on a falling loss. */
function stiffSystem() {
  return systemOf(12, { from: 3, to: 0.02 }, 0.5, { rank: 2, initScale: 3e-2 });
}

function systemOf(
  size: number,
  range: { readonly from: number; readonly to: number },
  strength: number,
  adapter: { readonly rank: number; readonly initScale: number },
) {
  const built = buildSystem({
    problem: {
      kind: 'matrixFactorization',
      pretrained: {
        kind: 'spectrum',
        dims: { m: size, h: size, n: size },
        singularValues: { ...range, count: size, spacing: 'log' },
        imbalance: 1,
        seed: 0,
      },
      target: { kind: 'randomDirection', strength, pair: 'top', angle: 90, seed: 1 },
      reduction: 'auto',
    },
    adapter: { ...adapter, init: { kind: 'gaussian', randomFactor: 'A' }, scaling: 1 },
    seed: 1,
    files: {},
    reduce: true,
  });
  if (!built.ok) throw new Error(built.faults.map(({ message }) => message).join('; '));
  return built.value;
}

test('the errors of the many steps of one tail do not add up to the tolerance', () => {
  const system = stiffSystem();
  const options = { samples: 13, onlyAsked: true };
  const usual = runFlow(system, 800, { ...options, tolerance: 1e-6 });
  const exact = runFlow(system, 800, { ...options, tolerance: 1e-10 });
  expect(usual.outcome.counts['chebyshevSteps']).toBeGreaterThan(100);
  const loss = exact.column('loss');
  const worst = Math.max(...usual.column('loss').map((value, i) => Math.abs(value / loss[i]! - 1)));
  expect(worst).toBeLessThan(5e-7);
});

test('where a stabilised method would need a step that is too short it is left for DOP853', () => {
  const system = systemOf(50, { from: 4, to: 0.25 }, 1, { rank: 4, initScale: 0.1 });
  const { outcome } = runFlow(system, 50, { samples: 51, onlyAsked: true, tolerance: 1e-8 });
  // without that it makes eight steps at each try, after which costs are compared: 32 of 101
  expect(outcome.counts['chebyshevSteps']).toBeLessThan(8);
  expect(outcome.counts['rejected']).toBeGreaterThan(0);
});

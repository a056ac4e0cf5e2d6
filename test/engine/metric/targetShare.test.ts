import { expect, test } from 'vitest';
import { layoutOf, packFactors } from '../../../src/engine/kernel/layout.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { columns, frobeniusNorm, multiply, transpose } from '../../../src/engine/linalg/products.ts';
import { TrajectoryPoint } from '../../../src/engine/metric/point.ts';
import { targetShare } from '../../../src/engine/metric/targetShare.ts';
import type { System } from '../../../src/engine/system.ts';
import { randomSystem } from '../dynamics/systems.ts';

function shareOf(system: System, A1: Matrix): number {
  const layout = layoutOf(system.dims, system.rank1, system.rank2);
  const state = new Float64Array(layout.length);
  packFactors(layout, { ...system.initial, A1 }, state);
  const point = new TrajectoryPoint(system);
  point.moveTo(0, state, { loss: () => 1, squaredGradient: () => 1, residualParts: () => 1 });
  const out = new Float64Array(1);
  targetShare.prepare(point)(point, out, 0);
  return out[0]!;
}

const given = randomSystem({ random: 'both', alpha: 0.5, rank: 2, targets: 2, seed: 9 });
const right = columns(given.target.right, [0, 1]);
const system: System = {
  ...given,
  target: { left: columns(given.target.left, [0, 1]), strengths: given.target.strengths.slice(0, 2), right },
};

test('is the squared norm of A₁ after projection to the rows of the target', () => {
  const { A1 } = system.initial;
  const expected = (frobeniusNorm(multiply(A1, right)) / frobeniusNorm(A1)) ** 2;
  expect(expected).toBeGreaterThan(0.01);
  expect(expected).toBeLessThan(0.99);
  expect(shareOf(system, A1)).toBeCloseTo(expected, 12);
});

test('is 1 for rows of the target', () => {
  expect(shareOf(system, transpose(right))).toBeCloseTo(1, 12);
});

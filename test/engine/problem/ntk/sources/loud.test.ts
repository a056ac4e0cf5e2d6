import { describe, expect, it } from 'vitest';
import { ConvexObjective } from '../../../../../src/engine/problem/ntk/convexObjective.ts';
import { solveConvex } from '../../../../../src/engine/problem/ntk/convex/solve.ts';
import { productOf } from '../../../../../src/engine/problem/ntk/factors.ts';
import { FactoredObjective } from '../../../../../src/engine/problem/ntk/objective.ts';
import { smallestEigenvalue } from '../../../../../src/engine/problem/ntk/solver/smallestEigenvalue.ts';
import { loudTask } from '../../../../../src/engine/problem/ntk/sources/loud.ts';
import { finish } from '../tasks.ts';

describe.each([
  [2, 0.8, 1, 0.005],
  [3, 0.7, 1, 0.005],
  [4, 0.6, 1, 0.002],
  [3, 0.5, 0.7, 0.003],
  [2, 0.8, 0.1, 0.005],
] as const)('the constructed problem r = %i, κ = %d, w = %d, λ = %d', (r, kappa, weight, lambda) => {
  const task = loudTask({ kind: 'loud', r, kappa, weight });
  const M = r + r * (r + 1);
  const side = r + 1;
  const remaining = 1 - M * lambda;
  /** u = v = √(1 − Mλ)·(e₁ … e_r). */
  const state = new Float64Array(2 * side * r);
  for (let k = 0; k < r; k++) state[k * side + k] = state[side * r + k * side + k] = Math.sqrt(remaining);
  const objective = new FactoredObjective(task, lambda, r);
  const gradient = new Float64Array(state.length);
  const value = objective.evaluate(state, gradient);

  it('has M = r + r(r + 1) measurements', () => {
    expect(task.features).toMatchObject({ m: side, n: side, samples: M, outputs: 1 });
  });

  it('has a global minimum of rank 1 in the corner, as κ > 1/r', () => {
    const corner = (1 - (M * lambda) / (kappa * r)) / kappa;
    const solution = finish(solveConvex(task, lambda, { tolerance: 1e-9, iterations: 20_000 }));
    expect(solution.rank).toBe(1);
    expect(solution.nuclearNorm).toBeCloseTo(corner, 9);
    expect(solution.x.data[side * side - 1]).toBeCloseTo(corner, 9);
    const residual = kappa * corner - 1;
    expect(solution.objective).toBeCloseTo((r * residual * residual) / (2 * M) + lambda * corner, 12);
  });

  it('is stationary at (1 − Mλ)·diag(1, …, 1, 0), loudly: certificate rκ, nuclear norm r(1 − Mλ)', () => {
    for (const entry of gradient) expect(Math.abs(entry)).toBeLessThan(1e-15);
    const convex = new ConvexObjective(task);
    convex.evaluate(productOf(state, { m: side, n: side, rank: r }).data);
    expect(convex.steepest() / lambda).toBeCloseTo(r * kappa, 12);
    expect(value).toBeCloseTo((r * (M * lambda * lambda)) / 2 + lambda * r * remaining, 14);
  });

  it('is a local minimum there exactly where the off-diagonal curvature outweighs the corner’s pull', () => {
    const { value: eigenvalue } = finish(smallestEigenvalue(objective));
    const margin = (weight * weight * remaining) / M - (r * kappa - 1) * lambda;
    expect(eigenvalue).toBeCloseTo(Math.min(0, margin), 12);
    expect(eigenvalue < -1e-6).toBe(weight === 0.1);
  });
});

import { describe, expect, it } from 'vitest';
import { pointAt } from '../../../../src/engine/problem/ntk/angle.ts';
import { landscapeOf, onLandscape } from '../../../../src/engine/problem/ntk/landscape.ts';
import { ConvexObjective } from '../../../../src/engine/problem/ntk/convexObjective.ts';
import {
  isQuadratic,
  numbersOf,
  quadraticFrom,
  quadraticOf,
} from '../../../../src/engine/problem/ntk/quadratic.ts';
import { solveConvex } from '../../../../src/engine/problem/ntk/convex/solve.ts';
import { FactoredObjective } from '../../../../src/engine/problem/ntk/objective.ts';
import { Iterate } from '../../../../src/engine/problem/ntk/solver/iterate.ts';
import { polish } from '../../../../src/engine/problem/ntk/solver/polish.ts';
import { fixture } from './fixtures.ts';
import { finish } from './tasks.ts';

const LAMBDA = 0.05;

describe.each([
  ['angles14', 0.0739, 0.0941],
  ['angles4', 0.3555, 0.4146],
] as const)('the landscape of %s', (name, low, high) => {
  const task = fixture(name);
  const landscape = landscapeOf(quadraticOf(task), LAMBDA, 180);
  const objective = new FactoredObjective(task, LAMBDA, 1);
  /** The state of given angles and scale. */
  const state = (angleU: number, angleV: number, scale: number): Float64Array => {
    const [u, v] = [pointAt(angleU), pointAt(angleV)];
    const root = Math.sqrt(scale);
    return Float64Array.of(root * u.cosine, root * u.sine, root * v.cosine, root * v.sine);
  };

  it('has the two basins that were measured', () => {
    expect(landscape.minima).toHaveLength(2);
    // Grids of different cells come within a hundredth of the same minima.
    expect(Math.abs(landscape.minima[0]!.value / low - 1)).toBeLessThan(0.01);
    expect(Math.abs(landscape.minima[1]!.value / high - 1)).toBeLessThan(0.01);
  });

  it('is the objective at the best scale: no other scale is lower, and one is as low', () => {
    const gradient = new Float64Array(4);
    for (let i = 3; i < 180; i += 41)
      for (let j = 5; j < 180; j += 37) {
        let lowest = Infinity;
        for (let scale = 0; scale < 4; scale += 0.002) {
          const at = state(landscape.anglesU[i]!, landscape.anglesV[j]!, scale);
          lowest = Math.min(lowest, objective.evaluate(at, gradient));
        }
        const value = landscape.values[i * 180 + j]!;
        expect(lowest).toBeGreaterThanOrEqual(value - 1e-12);
        expect(lowest).toBeLessThan(value + 1e-3);
      }
  });

  it('has minima near those of the objective, the lower one global', () => {
    const optimum = finish(solveConvex(task, LAMBDA, { tolerance: 1e-9, iterations: 20_000 }));
    for (const [which, { angleU, angleV, value }] of landscape.minima.entries()) {
      const at = new Iterate(objective, state(angleU, angleV, 1));
      finish(polish(objective, at, { limit: 500, tolerance: 1e-10 }));
      expect(at.value).toBeLessThanOrEqual(value);
      expect(at.value).toBeGreaterThan(0.99 * value);
      if (which === 0) expect(at.value).toBeCloseTo(optimum.objective, 10);
      else expect(at.value).toBeGreaterThan(1.05 * optimum.objective);
    }
  });
});

it('angles of a trajectory fold onto the landscape as the same matrix', () => {
  for (let u = -3.1; u < 3.15; u += 0.37)
    for (let v = -3.1; v < 3.15; v += 0.41) {
      const folded = onLandscape(u, v);
      expect(folded.angleU).toBeGreaterThanOrEqual(0);
      expect(folded.angleU).toBeLessThan(Math.PI);
      expect(folded.angleV).toBeGreaterThanOrEqual(-Math.PI);
      expect(folded.angleV).toBeLessThan(Math.PI);
      expect(Math.cos(folded.angleU) * Math.sin(folded.angleV)).toBeCloseTo(Math.cos(u) * Math.sin(v), 12);
      expect(Math.sin(folded.angleU) * Math.cos(folded.angleV)).toBeCloseTo(Math.sin(u) * Math.cos(v), 12);
    }
});

it('only 2×2 problems have one', () => {
  expect(isQuadratic(fixture('tanh8'))).toBe(false);
  expect(() => quadraticOf(fixture('tanh8'))).toThrow(RangeError);
});

it('a problem is kept in fifteen numbers, of which its loss and gradient follow', () => {
  const task = fixture('angles14');
  const problem = quadraticOf(task);
  const numbers = numbersOf(problem);
  expect(numbers).toHaveLength(15);
  expect(quadraticFrom(numbers)).toEqual(problem);
  expect(quadraticFrom(numbers.slice(1))).toBeUndefined();
  const convex = new ConvexObjective(task);
  const x = Float64Array.of(0.3, -1.2, 0.7, 0.4);
  const linear = x.reduce((sum, entry, k) => sum + entry * problem.pull[k]!, 0);
  const square = x.reduce(
    (sum, one, k) => sum + one * x.reduce((row, other, l) => row + problem.matrix[4 * k + l]! * other, 0),
    0,
  );
  expect(problem.flat - linear + square / 2).toBeCloseTo(convex.evaluate(x), 12);
});

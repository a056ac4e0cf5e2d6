import { describe, expect, it } from 'vitest';
import { convexSolution } from '../../../../src/engine/problem/ntk/convex/known.ts';
import { solveConvex } from '../../../../src/engine/problem/ntk/convex/solve.ts';
import { ConvexObjective } from '../../../../src/engine/problem/ntk/convexObjective.ts';
import { singularValues } from '../../../../src/engine/problem/ntk/factors.ts';
import { solutionRankBound, thresholdRank } from '../../../../src/engine/problem/ntk/threshold.ts';
import { finish, normals, tasks } from './tasks.ts';

const limits = { tolerance: 1e-9, iterations: 20_000 };

describe.each(tasks)('full fine-tuning, %s', (_, task) => {
  it.each([0.003, 0.03, 0.1])('is solved to the last digits for λ = %d', lambda => {
    const solution = finish(solveConvex(task, lambda, limits));
    expect(solution.certificate).toBeLessThanOrEqual(1 + 1e-9);
    expect(solution.dualityGap).toBeLessThanOrEqual(1e-9 * solution.objective);
    expect(solution.dualityGap).toBeGreaterThanOrEqual(-1e-13);
    expect(solution.rank).toBeLessThanOrEqual(solutionRankBound(task.features.outputs, 7));
    expect(solution.iterations).toBeLessThan(2000);
  });

  it('lies below everything around it', () => {
    const lambda = 0.03;
    const { x, objective } = finish(solveConvex(task, lambda, limits));
    const convex = new ConvexObjective(task);
    for (let seed = 0; seed < 10; seed++)
      for (const size of [1e-4, 1e-2, 1]) {
        const step = normals(20, seed);
        const data = x.data.map((entry, i) => entry + size * step[i]!);
        const nuclearNorm = singularValues({ ...x, data }).reduce((sum, value) => sum + value, 0);
        expect(convex.evaluate(data) + lambda * nuclearNorm).toBeGreaterThan(objective);
      }
  });

  it('is exactly zero where λ is above the first gradient', () => {
    const convex = new ConvexObjective(task);
    const loss = convex.evaluate(new Float64Array(20));
    const { x, rank, certificate, objective } = finish(solveConvex(task, 1.01 * convex.steepest(), limits));
    expect(x.data.every(entry => entry === 0)).toBe(true);
    expect(rank).toBe(0);
    expect(certificate).toBeCloseTo(1 / 1.01, 12);
    expect(objective).toBe(loss);
  });
});

it('the work of a step is counted with its SVD, so that a run pauses often enough', () => {
  let before = 0;
  for (const { operations } of solveConvex(tasks[0]![1], 0.02, limits)) {
    expect(operations).toBeGreaterThanOrEqual(before);
    expect(operations - before).toBeLessThan(1e6);
    before = operations;
  }
  // One step has an SVD of a 5×4 matrix.
  expect(before).toBeGreaterThan(20 * 60 * 5 * 4 * 4);
});

it('a solution is kept with its task', () => {
  const task = tasks[0]![1];
  const first = finish(convexSolution(task, 0.02, limits));
  expect(finish(convexSolution(task, 0.02, limits))).toBe(first);
  expect(finish(convexSolution(task, 0.021, limits))).not.toBe(first);
});

it('the threshold is the smallest r with r(r + 1)/2 > KN', () => {
  expect(thresholdRank(2, 32)).toBe(11);
  expect(thresholdRank(1, 8)).toBe(4);
  expect(thresholdRank(10, 10)).toBe(14);
  for (let product = 1; product < 200; product++) {
    const r = thresholdRank(1, product);
    expect((r * (r + 1)) / 2).toBeGreaterThan(product);
    expect((r * (r - 1)) / 2).toBeLessThanOrEqual(product);
  }
});

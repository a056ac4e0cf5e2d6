import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromRows } from '../../../../src/engine/linalg/matrix.ts';
import { solveConvex } from '../../../../src/engine/problem/ntk/convex/solve.ts';
import { factorsOf, stateOf } from '../../../../src/engine/problem/ntk/factors.ts';
import { DenseFeatures } from '../../../../src/engine/problem/ntk/features/dense.ts';
import { FactoredObjective } from '../../../../src/engine/problem/ntk/objective.ts';
import { gradientDescent } from '../../../../src/engine/problem/ntk/solver/gradientDescent.ts';
import { Iterate } from '../../../../src/engine/problem/ntk/solver/iterate.ts';
import { polish } from '../../../../src/engine/problem/ntk/solver/polish.ts';
import type { Task } from '../../../../src/engine/problem/ntk/task.ts';
import { thresholdRank } from '../../../../src/engine/problem/ntk/threshold.ts';
import { finish } from './tasks.ts';

type Rows = readonly (readonly number[])[];

interface Case {
  readonly inputs: {
    readonly G: readonly Rows[];
    readonly t: readonly number[];
    readonly N: number;
    readonly K: number;
    readonly lam: number;
    readonly m: number;
    readonly n: number;
  };
  readonly convex: {
    readonly objective: number;
    readonly X: Rows;
    readonly singularValues: readonly number[];
    readonly rank: number;
  };
  readonly threshold: { readonly smallest_r_with_r_rp1_over2_gt_KN: number };
  readonly runs: readonly {
    readonly r: number;
    readonly init: string;
    readonly lr: number;
    readonly u0: Rows;
    readonly v0: Rows;
    readonly gd: readonly { readonly k: number; readonly objective: number }[];
    readonly gd_final: { readonly u: Rows; readonly v: Rows };
    readonly lbfgs_objective: number;
  }[];
}

const url = new URL('../../../reference/cases/09_ntk.json', import.meta.url);
const { inputs, convex, threshold, runs } = JSON.parse(readFileSync(url, 'utf8')) as Case;
const { m, n, N, K, lam } = inputs;
const task: Task = {
  features: new DenseFeatures({ m, n, samples: N, outputs: K }, Float64Array.from(inputs.G.flat(2))),
  initial: new Float64Array(N * K),
  targets: Float64Array.from(inputs.t),
  loss: 'squared',
};

const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);

describe('case 09, by an independent implementation', () => {
  it('has the same convex optimum', () => {
    const solution = finish(solveConvex(task, lam, { tolerance: 1e-9, iterations: 20_000 }));
    expect(relative(solution.objective, convex.objective)).toBeLessThan(1e-12);
    expect(solution.rank).toBe(convex.rank);
    convex.X.flat().forEach((entry, i) => expect(solution.x.data[i]).toBeCloseTo(entry, 7));
    convex.singularValues.forEach((value, i) => expect(solution.singularValues[i]).toBeCloseTo(value, 7));
  });

  it('has the same threshold', () => {
    expect(thresholdRank(K, N)).toBe(threshold.smallest_r_with_r_rp1_over2_gt_KN);
  });

  it.each(runs.map(run => [run.r, run.init, run] as const))(
    'has the same gradient descent at rank %i, %s',
    (rank, _, run) => {
      const objective = new FactoredObjective(task, lam, rank);
      const at = new Iterate(objective, stateOf(fromRows(run.u0), fromRows(run.v0)));
      for (const { k, objective: expected } of run.gd) {
        finish(gradientDescent(objective, at, { limit: k - at.steps, tolerance: 0, learningRate: run.lr }));
        expect(relative(at.value, expected)).toBeLessThan(1e-8);
      }
      const { u, v } = factorsOf(at.state, { m, n, rank });
      run.gd_final.u.flat().forEach((entry, i) => expect(u.data[i]).toBeCloseTo(entry, 8));
      run.gd_final.v.flat().forEach((entry, i) => expect(v.data[i]).toBeCloseTo(entry, 8));
      finish(polish(objective, at, { limit: 5000, tolerance: 1e-11 }));
      expect(at.gradientNorm).toBeLessThan(1e-11);
      // At rank 1 there are several minima, and the reference’s L-BFGS went to its own from the start.
      if (rank > 1 || run.init === 'zero-gauss')
        expect(relative(at.value, run.lbfgs_objective)).toBeLessThan(1e-8);
      else expect(at.value).toBeGreaterThan(run.lbfgs_objective);
    },
  );
});

import { describe, expect, it } from 'vitest';
import { planNtk, type NtkInput } from '../../../../src/engine/problem/ntk/plan.ts';
import { runNtk, type NtkRun } from '../../../../src/engine/problem/ntk/run.ts';
import { seriesInfos } from '../../../../src/engine/problem/ntk/series.ts';
import { sourceOf } from '../../../../src/engine/problem/ntk/sources/sourceOf.ts';
import { verdictInfos } from '../../../../src/engine/problem/ntk/verdicts.ts';
import type { Outcome, Simulation } from '../../../../src/engine/simulation.ts';

const tanhNetwork = { kind: 'tanhNetwork', dims: { m: 4, n: 4 }, N: 8, noise: 1, seed: 8 } as const;

const input: NtkInput = {
  problem: { kind: 'ntk', source: tanhNetwork, loss: 'squared', lambda: 0.01 },
  adapter: { rank: 3, init: 'both', initScale: 0.5 },
  dynamics: {
    ...{ kind: 'descent', iterations: 500, polishIterations: 1000, tolerance: 1e-11, escapes: 10 },
    ...{ convexIterations: 20_000, convexTolerance: 1e-9 },
  },
  metrics: [],
  seed: 1,
  files: {},
};

interface Finished {
  readonly outcome: Outcome;
  readonly rows: readonly (readonly number[])[];
  readonly fractions: readonly number[];
}

function driven(simulation: Simulation): Finished {
  const rows: number[][] = [];
  const fractions: number[] = [];
  for (let step = simulation.next(); ; step = simulation.next()) {
    if (step.done === true) return { outcome: step.value, rows, fractions };
    if (step.value.kind === 'sample') rows.push(Array.from(step.value.values));
    else fractions.push(step.value.fraction);
  }
}

function run(changes: Partial<NtkInput>): Finished & { readonly columns: readonly string[] } {
  const planned = planNtk({ ...input, ...changes });
  if (!planned.ok) throw new Error(planned.faults[0]?.message);
  return { columns: planned.value.columns, ...driven(planned.value.start()) };
}

describe('a run in the NTK regime', () => {
  const { columns, rows, outcome } = run({ metrics: ['dataLoss', 'frobeniusNorm', 'gradientNorm'] });
  const column = (key: string): number[] => rows.map(row => row[columns.indexOf(key)]!);

  it('records its series at increasing iterations, the last one included', () => {
    const t = column('t');
    expect(t.slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(t.every((value, i) => i === 0 || value > t[i - 1]!)).toBe(true);
    expect(t[t.length - 1]).toBe(outcome.counts['steps']);
    for (const row of rows) expect(row).toHaveLength(columns.length);
    for (const key of columns.slice(1)) expect(seriesInfos.some(info => info.key === key)).toBe(true);
  });

  it('lowers the objective at every step, to a stationary point', () => {
    const loss = column('loss');
    expect(loss.every((value, i) => i === 0 || value <= loss[i - 1]! * (1 + 1e-14))).toBe(true);
    expect(outcome.reason).toBe('stationary');
    expect(outcome.ends?.['gradientNorm']).toBeLessThan(1e-10);
  });

  it('is balanced where it ends, and global exactly if its certificate says so', () => {
    expect(outcome.ends?.['rank']).toBeGreaterThan(0);
    expect(column('imbalance')[rows.length - 1]).toBeLessThan(1e-8);
    expect(outcome.verdict).toBe('global');
    expect(outcome.ends?.['certificate']).toBeLessThanOrEqual(1 + 1e-6);
    expect(Math.abs(outcome.ends?.['gap'] ?? 1)).toBeLessThan(1e-12);
    expect(outcome.ends?.['smallestEigenvalue']).toBeGreaterThan(-1e-6);
    expect(outcome.ends?.['convexCertificate']).toBeLessThanOrEqual(1 + 1e-9);
    expect(outcome.spectra?.['solution']).toHaveLength(3);
    outcome.spectra?.['convex']?.slice(0, 3).forEach((value, i) => {
      expect(outcome.spectra?.['solution']?.[i]).toBeCloseTo(value, 7);
    });
  });

  it('is the same bits again, also when the problem is known already', () => {
    expect(run({ metrics: ['dataLoss', 'frobeniusNorm', 'gradientNorm'] })).toEqual({
      ...{ columns, rows, outcome, fractions: [] },
    });
  });

  it('never lies below the optimum of full fine-tuning', () => {
    for (const gap of column('gap')) expect(gap).toBeGreaterThan(-1e-12);
  });

  it('carries a known verdict and plain numbers alone', () => {
    expect(verdictInfos.some(({ key }) => key === outcome.verdict)).toBe(true);
    expect(structuredClone(outcome)).toEqual(outcome);
    expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
  });
});

describe('where a run ends', () => {
  it('is called not stationary when it had too few steps', () => {
    const { outcome } = run({
      dynamics: { ...input.dynamics, kind: 'descent', iterations: 5, polishIterations: 0 },
    });
    expect(outcome).toMatchObject({ verdict: 'unfinished', reason: 'horizon' });
    expect(outcome.ends?.['gradientNorm']).toBeGreaterThan(1e-7);
    expect(outcome.ends?.['smallestEigenvalue']).toBeNull();
  });

  it('is diverged when the learning rate is far too high', () => {
    const { outcome, rows } = run({
      dynamics: {
        ...input.dynamics,
        kind: 'descent',
        iterations: 500,
        polishIterations: 0,
        learningRate: 1e3,
      },
    });
    expect(outcome.reason).toBe('diverged');
    expect(outcome.divergence?.remedy).toMatch(/learning rate/);
    expect(rows.flat().every(Number.isFinite)).toBe(true);
  });

  it('by L-BFGS from the start is stationary too', () => {
    const { outcome } = run({ dynamics: { ...input.dynamics, kind: 'lbfgs', iterations: 2000 } });
    expect(outcome.reason).toBe('stationary');
  });

  describe('at the saddle u = v = 0', () => {
    const source = sourceOf(input.problem, {});
    if (!source.ok) throw new Error('no source');
    const from = (escapes: number): NtkRun => ({
      ...{ source: source.value, lambda: 0.01, adapter: input.adapter, series: ['loss'], seed: 1 },
      solver: { ...input.dynamics, escapes },
      start: new Float64Array(24),
    });

    it('is called a saddle, with the eigenvalue λ − σ₁', () => {
      const { outcome } = driven(runNtk(from(0)));
      expect(outcome).toMatchObject({ verdict: 'saddle', counts: { escapes: 0, steps: 0 } });
      const steepest = (outcome.ends?.['certificate'] ?? NaN) * 0.01;
      expect(outcome.ends?.['smallestEigenvalue']).toBeCloseTo(0.01 - steepest, 12);
    });

    it('goes on along the negative curvature when it may, counted', () => {
      const { outcome } = driven(runNtk(from(10)));
      expect(outcome.verdict).not.toBe('saddle');
      expect(outcome.counts['escapes']).toBeGreaterThan(0);
    });
  });
});

it('what cannot be planned says why', () => {
  const codeOf = (changes: Partial<NtkInput>): string | undefined => {
    const planned = planNtk({ ...input, ...changes });
    return planned.ok ? undefined : planned.faults[0]?.code;
  };
  const loud = { kind: 'loud', r: 2, kappa: 0.8, weight: 1 } as const;
  const digits = { kind: 'digits', N: 151, K: 1, hidden: 32, seed: 0 } as const;
  expect(codeOf({ problem: { ...input.problem, lambda: 0 } })).toBe('lambda-not-positive');
  expect(codeOf({ problem: { ...input.problem, source: loud, loss: 'crossEntropy' } })).toBe(
    'loss-needs-labels',
  );
  expect(codeOf({ problem: { ...input.problem, source: digits } })).toBe('too-many-examples');
  expect(
    codeOf({ problem: { ...input.problem, source: { kind: 'file', path: 'g.npz', G: 'G', y: 'y' } } }),
  ).toBe('file-missing');
});

/** A flow whose speed is measured: square weights, adapters of the given rank. */
export interface BenchProblem {
  readonly name: string;
  readonly size: number;
  readonly rank: number;
  /** α of the Gaussian start. */
  readonly scale: number;
  /** Singular values of the target. */
  readonly strengths: readonly number[];
  /** End of the flow; 50 samples on the way. */
  readonly end: number;
}

const SAMPLES = 50;

const small = { size: 50, rank: 4, scale: 1e-3, strengths: [1], end: 50 };
const middle = { size: 200, rank: 8, scale: 1e-5, strengths: [1], end: 50 };

/** From small to large, then the stiff ones: deep plateaus, and a long tail. */
export const benchProblems: readonly BenchProblem[] = [
  { name: 'small', ...small },
  { name: 'middle', ...middle },
  { name: 'large', size: 1000, rank: 16, scale: 1e-6, strengths: [1, 0.75, 0.5, 0.25], end: 100 },
  { name: 'plateaus', size: 200, rank: 8, scale: 1e-6, strengths: [1, 0.3, 0.1, 0.03], end: 1000 },
  { name: 'long tail', size: 50, rank: 4, scale: 1e-1, strengths: [1], end: 2000 },
];

/** The smallest of them, for a first result. */
export const smallProblem = benchProblems[0]!;

/** Growth with n at r = 8. */
export const growingSizes: readonly BenchProblem[] = [
  10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000,
].map(size => ({ ...middle, name: `n = ${size}`, size }));

/** Growth with r at n = 500. */
export const growingRanks: readonly BenchProblem[] = [1, 2, 4, 8, 16, 32, 64].map(rank => ({
  ...middle,
  name: `r = ${rank}`,
  size: 500,
  rank,
}));

/** Square weights drawn with singular values from 2 down to ½ each, and a target of these strengths; all else by default. */
export function weightsAndTarget(size: number, strengths: readonly number[]) {
  const dims = { m: size, h: size, n: size };
  // Of the product W₂W₁: squares of 2 … ½.
  const singularValues = { from: 4, to: 0.25, count: size, spacing: 'log' } as const;
  return {
    pretrained: { kind: 'spectrum', dims, singularValues, imbalance: 1 } as const,
    target:
      strengths.length === 1
        ? ({ kind: 'randomDirection', strength: strengths[0]!, angle: 90 } as const)
        : ({
            kind: 'singularPairs',
            pairs: strengths.map((strength, i) => ({ pair: 1 + Math.floor((i * size) / 8), strength })),
          } as const),
  };
}

/** An experiment file of one variant. */
export function experimentOf({ size, rank, scale, strengths, end }: BenchProblem) {
  return {
    version: 1,
    problem: { kind: 'matrixFactorization', ...weightsAndTarget(size, strengths) },
    adapter: { rank, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: scale },
    dynamics: {
      kind: 'gradientFlow',
      times: Array.from({ length: SAMPLES }, (_, i) => (end * (i + 1)) / SAMPLES),
    },
  };
}

/** Thirteen scales by thirty seeds of the small problem. */
export const sweepExperiment = {
  ...experimentOf(smallProblem),
  title: 'Scales by seeds',
  seeds: 30,
  sweep: { 'adapter.initScale': { logspace: [1e-6, 1e-1, 13] } },
};

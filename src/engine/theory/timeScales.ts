import type { AdapterSettings } from '../adapter/settings.ts';
import { applyFactor, applyTransposedFactor } from '../linalg/frozenFactor.ts';
import type { Triples } from '../linalg/lowRank.ts';
import type { Matrix } from '../linalg/matrix.ts';
import type { PreparedProblem } from '../problem/matrixFactorization/prepare.ts';
import { firstGradient, secondGradient } from '../problem/matrixFactorization/probes.ts';
import type { Mode } from './escape.ts';
import { learningTime, learningTimeSpread } from './escape.ts';
import { curvatureEstimate, learningRateLimit } from './learningRateLimit.ts';
import type { FrozenSpectra } from './spectra.ts';
import { frozenSpectra } from './spectra.ts';
import { startSize } from './startSize.ts';

/** Predictions from settings and spectrum alone, before any draw. Times are flow times t. */
export interface TimeScales {
  /** λ: rate of the fastest growing direction, the larger of μ₁ and ν₁ (times s). */
  readonly lambda: number;
  /** δ_w = ν₁/μ₁, σ_W1/σ_W2 of the leading direction in the aligned case; NaN where μ₁ = 0. */
  readonly deltaW: number;
  /** 1 where adapter 1 learns the leading direction (δ_w ≤ 1), 2 where the roles are exchanged. */
  readonly leader: 1 | 2;
  /** Singular value of the leader's frozen factor along the leading direction: σ_W2 for δ_w ≤ 1. */
  readonly sigmaW: number;
  /** Largest singular values of W2 and W1. */
  readonly norm2: number;
  readonly norm1: number;
  /** Predicted T½ of the leading direction and its standard deviation over draws; absent where nothing is predicted. */
  readonly escape?: { readonly time: number; readonly spread: number };
  /**
   * Predicted T½ of every direction that matters, in the order of the rates. In the aligned case `strength` is the
   * singular value σᵢ of the target that belongs to it.
   */
  readonly modes: readonly { readonly rate: number; readonly strength: number; readonly time?: number }[];
  /** Rate at which the loss of the signal falls after the escape where one adapter does it: 4λ. */
  readonly signalRate: number;
  /** Rate of the slow column tail of the residual, (σ/σ_W2)·σ_W2,min²; absent where there is none. */
  readonly tailRate?: number;
  /** The paper’s guaranteed rate of the local phase, (1 − δ_w)λ/32; only in its setting (aligned, rank one, δ_w < 1). */
  readonly guaranteedRate?: number;
  /** Default end time: T½ + 15/λ + min(5/ρ_tail, 200/λ), for the last direction that matters (theory.md, Numerics). */
  readonly horizon: number;
  /** Estimated λ_max(K) at the end and 2/λ_max; absent where λ = 0. */
  readonly curvature?: number;
  readonly learningRateLimit?: number;
}

/** Directions with less than this part of ‖Δ‖² do not prolong the default horizon. */
const NEGLIGIBLE = 1e-6;

export function timeScales(prepared: PreparedProblem, adapter: AdapterSettings): TimeScales {
  const { weights, target, structure, probes } = prepared;
  const { W2, W1, dims } = weights;
  const s = adapter.scaling;
  const spectra = frozenSpectra(structure, W2);
  const { mu, nu, sigma } = probes;
  const leader = mu >= nu ? 1 : 2;
  const gradients = { 1: firstGradient(W2, target), 2: secondGradient(W1, target) };
  const leading = modesOf(
    gradients[leader],
    leader === 1 ? { W: W2, transposed: false } : { W: W1, transposed: true },
  );
  const trailing = modesOf(
    gradients[leader === 1 ? 2 : 1],
    leader === 1 ? { W: W1, transposed: true } : { W: W2, transposed: false },
  );
  const top = leading[0];
  const base = {
    deltaW: nu / mu,
    leader,
    norm2: spectra.second[0] ?? 0,
    norm1: spectra.first[0] ?? 0,
  } as const;
  if (!top || top.rate === 0)
    return {
      ...base,
      lambda: 0,
      sigmaW: 0,
      modes: [],
      signalRate: 0,
      // No exponential escape: a time on which something of size one could happen.
      horizon: 100 / (sigma * s),
    };
  // With s the flow is the unscaled one for √s·A, √s·B, at s times the speed (theory.md, Initialisations).
  const lambda = s * top.rate;
  const start = startSize(adapter, leader, dims);
  const startOther = startSize(adapter, leader === 1 ? 2 : 1, dims);
  const time = (mode: Mode, size: typeof start) =>
    size ? Math.max(0, learningTime(mode, s * size.squared) / s) : undefined;
  // r directions for the leading adapter, the next r for the other one.
  const learned = [
    ...leading.slice(0, adapter.rank).map(mode => ({ mode, time: time(mode, start) })),
    ...trailing.slice(adapter.rank, 2 * adapter.rank).map(mode => ({ mode, time: time(mode, startOther) })),
  ];
  const sigmaW = Math.sqrt(top.rate / top.end);
  const tail = adapter.init.kind === 'spectral' ? undefined : tailRate(top, sigmaW, s, leader, spectra);
  const first = learned[0]?.time;
  const relevant = learned.filter((_, i) => share(target.strengths, i) > NEGLIGIBLE);
  const last = relevant.reduce((most, { time: t }) => Math.max(most, t ?? 0), 0);
  const settled = Math.min(last, (first ?? 0) + 200 / lambda);
  // Of the end that small adapters reach; one that starts large is at least as stiff.
  const curvature =
    s * curvatureEstimate(leading.slice(0, adapter.rank), leader === 1 ? base.norm2 : base.norm1);
  const rankOneTheory = probes.aligned && target.strengths.length === 1 && base.deltaW < 1;
  return {
    ...base,
    lambda,
    sigmaW,
    ...(start && first !== undefined
      ? {
          escape: {
            time: first,
            spread: start.degrees > 0 ? learningTimeSpread(top, start.degrees) / s : 0,
          },
        }
      : {}),
    modes: learned.map(({ mode, time: t }) => ({
      rate: s * mode.rate,
      strength: Math.sqrt(mode.rate * mode.end),
      ...(t !== undefined && { time: t }),
    })),
    signalRate: 4 * lambda,
    ...(tail === undefined ? {} : { tailRate: tail }),
    ...(rankOneTheory ? { guaranteedRate: ((1 - base.deltaW) * lambda) / 32 } : {}),
    horizon: settled + 15 / lambda + (tail === undefined ? 0 : Math.min(5 / tail, 200 / lambda)),
    curvature,
    learningRateLimit: learningRateLimit(curvature),
  };
}

/**
 * Rates and end sizes of an adapter's directions. Where adapter 1 alone learns Δ along (x, y), it stops when
 * xᵀW2ᵀ(Δ − p·W2x yᵀ)y = 0, that is at p = μ/‖W2x‖²: σ/σ_W2 in the aligned case. Adapter 2 likewise with ‖W1ᵀy′‖².
 */
function modesOf(
  gradient: Triples,
  seen: { readonly W: Parameters<typeof applyFactor>[0]; readonly transposed: boolean },
): Mode[] {
  const directions = seen.transposed ? gradient.right : gradient.left;
  const images = seen.transposed
    ? applyTransposedFactor(seen.W, directions)
    : applyFactor(seen.W, directions);
  return Array.from(gradient.strengths, (rate, j) => ({ rate, end: rate / squaredColumn(images, j) }));
}

function squaredColumn(a: Matrix, j: number): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) sum += a.data[i * a.cols + j]! * a.data[i * a.cols + j]!;
  return sum;
}

/** Part of ‖Δ‖² in its i-th direction. */
function share(strengths: Float64Array, i: number): number {
  let sum = 0;
  for (const strength of strengths) sum += strength * strength;
  const own = strengths[i] ?? 0;
  return (own * own) / sum;
}

/** The slowest other direction of the leader's frozen factor: none where there is but one direction. */
function tailRate(
  top: Mode,
  sigmaW: number,
  scaling: number,
  leader: 1 | 2,
  spectra: FrozenSpectra,
): number | undefined {
  const values = leader === 1 ? spectra.second : spectra.first;
  // The target's own direction does not trail behind itself.
  let own = -1;
  values.forEach((value, i) => {
    if (own < 0 && Math.abs(value - sigmaW) <= 1e-9 * sigmaW) own = i;
  });
  const others = Array.from(values).filter((_, i) => i !== own);
  const least = others.at(-1);
  return least === undefined ? undefined : scaling * top.end * least * least;
}

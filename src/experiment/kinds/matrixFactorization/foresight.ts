import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import { firstGradient } from '../../../engine/problem/matrixFactorization/probes.ts';
import { typicalShare } from '../../../engine/theory/escape.ts';
import { signalEnd, type SignalEnd, type SignalMode } from '../../../engine/theory/signalFlow.ts';
import { frozenSpectra } from '../../../engine/theory/spectra.ts';
import { startSize, type StartSize } from '../../../engine/theory/startSize.ts';
import { scalesOf } from './facts.ts';
import type { Settings } from './settings.ts';

/**
 * What the two-variable equations of the typical draw add to the time scales: both adapters at once, where the target
 * has one direction that it shares with the weights. Times are flow times t, rates per unit of it.
 */
export interface Foresight {
  /** μ₁ and μ₂ (0 where there is none), per unit of flow time without s. */
  readonly mu: readonly [number, number];
  /** Rank of the pre-trained model. */
  readonly pretrainedRank: number;
  /** The target has rank one and shares its singular bases with the weights. */
  readonly rankOne: boolean;
  /** The typical draw along the target’s direction, in the adapters’ own scale; null without a formula for the start. */
  readonly mode: SignalMode | null;
  readonly end: SignalEnd | null;
  /** Predicted T½ and its standard deviation over draws; absent where nothing is predicted. */
  readonly escape?: { readonly time: number; readonly spread: number };
  /** Rate of the slow column tail, σ²_W2,min·‖A₁v‖² + ‖A₂M₁v‖²; absent where there is none. */
  readonly tailRate?: number;
  /**
   * s·σ that decides where steps of descent round to nothing: σ the larger singular value of the adapted weights along the
   * target, or σ_W of the frozen ones where the end is not known; 0 where λ = 0.
   */
  readonly stagnationSigma: number;
}

const known = new WeakMap<PreparedProblem, Map<string, Foresight>>();

/** The foresight for a variant, computed once for all seeds. */
export function foresightOf({ adapter }: Pick<Settings, 'adapter'>, prepared: PreparedProblem): Foresight {
  const of = known.get(prepared) ?? new Map<string, Foresight>();
  known.set(prepared, of);
  const key = JSON.stringify(adapter);
  const found = of.get(key) ?? foresee({ adapter }, prepared);
  of.set(key, found);
  return found;
}

function foresee({ adapter }: Pick<Settings, 'adapter'>, prepared: PreparedProblem): Foresight {
  const { weights, target, structure, probes } = prepared;
  const { strengths } = firstGradient(weights.W2, target);
  const scales = scalesOf({ adapter }, prepared);
  const sizes = [startSize(adapter, 1, weights.dims), startSize(adapter, 2, weights.dims)] as const;
  const s = adapter.scaling;
  const mode =
    sizes[0] && sizes[1] && probes.aligned
      ? {
          sigma: probes.sigma,
          sigmaW2: probes.mu / probes.sigma,
          sigmaW1: probes.nu / probes.sigma,
          start1: s * typical(sizes[0]),
          start2: s * typical(sizes[1]),
        }
      : null;
  const end = mode && signalEnd(mode);
  const rankOne = probes.aligned && target.strengths.length === 1;
  const one = rankOne ? end : null;
  const tailRate =
    one && mode && scales.leader === 1 ? bothTails(scales.tailRate, mode, one, s) : scales.tailRate;
  return {
    mu: [strengths[0] ?? 0, strengths[1] ?? 0],
    pretrainedRank: frozenSpectra(structure, weights.W2).second.length,
    rankOne,
    mode,
    end,
    ...(scales.escape && { escape: { ...scales.escape, ...(one && { time: one.half / s }) } }),
    ...(tailRate !== undefined && { tailRate }),
    stagnationSigma: s * (one?.adapted ?? scales.sigmaW),
  };
}

/** The tail rate of adapter 1 alone is s·(σ/σ_W2)·σ²_W2,min; here with ‖A₁v‖² as it ends, and with what adapter 2 adds. */
function bothTails(
  alone: number | undefined,
  { sigma, sigmaW2 }: SignalMode,
  { size1, feedback }: SignalEnd,
  s: number,
): number | undefined {
  return alone === undefined ? undefined : (alone * size1 * sigmaW2) / sigma + s * feedback;
}

/** ‖a₀‖² of the draw whose time is the mean time. */
function typical({ squared, degrees }: StartSize): number {
  return degrees > 0 ? squared * typicalShare(degrees) : squared;
}

import type { PreparedProblem } from '../../../../engine/problem/matrixFactorization/prepare.ts';
import { firstGradient } from '../../../../engine/problem/matrixFactorization/probes.ts';
import { typicalShare } from '../../../../engine/theory/escape.ts';
import { signalEnd, type SignalEnd, type SignalMode } from '../../../../engine/theory/signalFlow.ts';
import { frozenSpectra } from '../../../../engine/theory/spectra.ts';
import type { StartSize } from '../../../../engine/theory/startSize.ts';
import { startSize } from '../../../../engine/theory/startSize.ts';
import type { TimeScales } from '../../../../engine/theory/timeScales.ts';
import type { Measured, Overlay } from '../../contract.ts';
import { scalesOf } from '../facts.ts';
import type { Settings } from '../settings.ts';
import { clockOf, notSmall, notTheFlow } from './assumptions.ts';

/** What theory needs to know of a problem and its adapters, whatever has been measured. */
interface Foresight {
  /** μ₁ and μ₂ (0 where there is none), per unit of flow time without s. */
  readonly mu: readonly [number, number];
  /** Rank of the pre-trained model. */
  readonly pretrainedRank: number;
  /** The typical draw along the target’s direction, in the adapters’ own scale; null without a formula for the start. */
  readonly mode: SignalMode | null;
  readonly end: SignalEnd | null;
}

/** A variant as theory sees it. Rates and times are per unit of plotted time. */
export interface Theorist extends Foresight {
  readonly settings: Settings;
  readonly prepared: PreparedProblem;
  readonly scales: TimeScales;
  readonly measured: Measured;
  /** Flow time without s that passes in a unit of plotted time: s, and faster with momentum. */
  readonly speed: number;
  readonly lambda: number;
  /** The target has rank one and shares its singular bases with the weights. */
  readonly rankOne: boolean;
  /** Why the flow’s theory does not apply, and why the start is not the small random one; null where all is well. */
  readonly notTheFlow: string | null;
  readonly notSmall: string | null;
  /** Predicted T½ and its spread over seeds; null where nothing is predicted. */
  readonly escape: { readonly time: number; readonly spread: number } | null;
}

export function theorist(settings: Settings, prepared: PreparedProblem, measured: Measured): Theorist {
  const { adapter, dynamics } = settings;
  const scales = scalesOf(settings, prepared);
  const clock = clockOf(dynamics);
  const { escape } = scales;
  const foreseen = foresight(settings, prepared);
  const rankOne = prepared.probes.aligned && prepared.target.strengths.length === 1;
  // with one direction both adapters are known to help
  const time = rankOne && foreseen.end ? (foreseen.end.half * clock) / adapter.scaling : undefined;
  return {
    ...foreseen,
    settings,
    prepared,
    scales,
    measured,
    speed: adapter.scaling / clock,
    lambda: scales.lambda / clock,
    rankOne,
    notTheFlow: notTheFlow(dynamics, scales),
    notSmall: notSmall(adapter, prepared.weights.dims),
    escape: escape ? { time: time ?? escape.time * clock, spread: escape.spread * clock } : null,
  };
}

const known = new WeakMap<PreparedProblem, Map<string, Foresight>>();

function foresight({ adapter }: Settings, prepared: PreparedProblem): Foresight {
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
  const sizes = [startSize(adapter, 1, weights.dims), startSize(adapter, 2, weights.dims)] as const;
  const mode =
    sizes[0] && sizes[1] && probes.aligned
      ? {
          sigma: probes.sigma,
          sigmaW2: probes.mu / probes.sigma,
          sigmaW1: probes.nu / probes.sigma,
          start1: adapter.scaling * typical(sizes[0]),
          start2: adapter.scaling * typical(sizes[1]),
        }
      : null;
  return {
    mu: [strengths[0] ?? 0, strengths[1] ?? 0],
    pretrainedRank: frozenSpectra(structure, weights.W2).second.length,
    mode,
    end: mode && signalEnd(mode),
  };
}

/** ‖a₀‖² of the draw whose time is the mean time. */
function typical({ squared, degrees }: StartSize): number {
  return degrees > 0 ? squared * typicalShare(degrees) : squared;
}

/** What an overlay says, but for where it is drawn and holds. */
export type Wording = Omit<Overlay, 'shape' | 'validity'>;

export function withheld(wording: Wording, reason: string): Overlay {
  return { ...wording, validity: reason, shape: { kind: 'withheld' } };
}

/** A rate of ln as the slope of log₁₀. */
export function decades(rate: number): number {
  return rate / Math.LN10;
}

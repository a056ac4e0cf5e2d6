import type { PreparedProblem } from '../../../../engine/problem/matrixFactorization/prepare.ts';
import type { TimeScales } from '../../../../engine/theory/timeScales.ts';
import type { Measured, Overlay } from '../../contract.ts';
import { scalesOf } from '../facts.ts';
import { foresightOf, type Foresight } from '../foresight.ts';
import type { Settings } from '../settings.ts';
import { clockOf, notSmall, notTheFlow } from './assumptions.ts';

/** A variant as theory sees it. Rates and times are per unit of plotted time. */
export interface Theorist extends Omit<Foresight, 'escape' | 'tailRate'> {
  readonly settings: Settings;
  readonly prepared: PreparedProblem;
  readonly scales: TimeScales;
  readonly measured: Measured;
  /** Flow time without s that passes in a unit of plotted time: s, and faster with momentum. */
  readonly speed: number;
  readonly lambda: number;
  /** Why the flow’s theory does not apply, and why the start is not the small random one; null where all is well. */
  readonly notTheFlow: string | null;
  readonly notSmall: string | null;
  /** Predicted T½ and its spread over seeds; null where nothing is predicted. */
  readonly escape: { readonly time: number; readonly spread: number } | null;
  /** Rate of the slow column tail; null where there is none. */
  readonly tailRate: number | null;
}

export function theorist(settings: Settings, prepared: PreparedProblem, measured: Measured): Theorist {
  const { adapter, dynamics } = settings;
  const scales = scalesOf(settings, prepared);
  const clock = clockOf(dynamics);
  const { escape, tailRate, ...foreseen } = foresightOf(settings, prepared);
  return {
    ...foreseen,
    settings,
    prepared,
    scales,
    measured,
    speed: adapter.scaling / clock,
    lambda: scales.lambda / clock,
    notTheFlow: notTheFlow(dynamics, scales),
    notSmall: notSmall(adapter, prepared.weights.dims),
    escape: escape ? { time: escape.time * clock, spread: escape.spread * clock } : null,
    tailRate: tailRate === undefined ? null : tailRate / clock,
  };
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

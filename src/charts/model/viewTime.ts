import type { PanelView, VariantView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import type { PlotSize } from '../layout.ts';
import { exponentTicks, linearTicks, type Ticks } from '../ticks.ts';
import type { AxisModel } from './chartModel.ts';

/**
 * How time is drawn: flow time t of a variant, in the chosen unit, on a linear or log axis. "Shown" is in the
 * unit, "drawn" is what the scale gets: the exponent on a log axis.
 */
export interface TimeScale {
  readonly unit: ViewState['time'];
  readonly log: boolean;
  /** Shown units per unit of flow time. */
  factor(variant: VariantView): number;
  draw(shown: number): number;
  show(drawn: number): number;
}

/** Which units make sense: steps for discrete dynamics with known η, λt where every λ is known. */
export function timeUnits(view: PanelView): readonly ViewState['time'][] {
  const units: ViewState['time'][] = ['t'];
  const all = view.variants;
  if (view.discrete && all.length > 0 && all.every(v => v.learningRate !== null && v.learningRate > 0))
    units.push('steps');
  if (all.length > 0 && all.every(v => Number.isFinite(v.lambda) && v.lambda > 0)) units.push('lambda');
  return units;
}

/** The chosen scale of time, or the one that is usual for the kind of problem. */
export function timeAxisScale({ curvePage }: PanelView, { x }: ViewState): 'linear' | 'log' {
  return x ?? curvePage.x;
}

/** The chosen unit where it applies, flow time otherwise. */
export function timeScale(view: PanelView, state: ViewState): TimeScale {
  const unit = timeUnits(view).includes(state.time) ? state.time : 't';
  const log = timeAxisScale(view, state) === 'log';
  return {
    unit,
    log,
    factor: variant => unitFactor(unit, variant),
    draw: shown => (log ? Math.log10(shown) : shown),
    show: drawn => (log ? 10 ** drawn : drawn),
  };
}

export function unitFactor(unit: ViewState['time'], variant: VariantView): number {
  if (unit === 'steps') return 1 / (variant.learningRate ?? 1);
  return unit === 'lambda' ? variant.lambda : 1;
}

/** What stands at the time axis: `time t`, or what a kind’s own clock counts. */
export function timeTitle(unit: ViewState['time'], { clock = 'time t' }: Pick<PanelView, 'clock'>): string {
  return { t: clock, steps: 'step', lambda: 'time λt' }[unit];
}

/** The same in a chart of half the width: a symbol, `t`, or the word of a kind’s own clock where it has room. */
export function timeSymbol(
  unit: ViewState['time'],
  { clock = 't' }: Pick<PanelView, 'clock'>,
  { narrow }: Pick<PlotSize, 'narrow'>,
): string {
  return { t: narrow ? 't' : clock, steps: 'step', lambda: 'λt' }[unit];
}

/** The end of the time axis in shown units: the horizon in the unit of the slowest clock among the variants. */
export function shownHorizon(view: PanelView, time: TimeScale): number {
  const factors = view.variants.map(v => time.factor(v));
  return view.horizon * (factors.length > 0 ? Math.max(...factors) : 1);
}

/** The first positive time that any curve has, in shown units: where a log axis begins. */
export function firstShownTime(view: PanelView, time: TimeScale): number {
  const horizon = shownHorizon(view, time);
  let first = horizon;
  for (const variant of view.variants) {
    for (const curve of Object.values(variant.curves)) {
      const t = curve.t.find(value => value > 0);
      if (t !== undefined) first = Math.min(first, t * time.factor(variant));
    }
  }
  return first < horizon ? Math.max(first, horizon * 1e-6) : horizon * 1e-3;
}

/** The axis for [from, to] in shown units. */
export function timeAxis(time: TimeScale, from: number, to: number, pixels: number): AxisModel {
  const domain = [time.draw(from), time.draw(to)] as const;
  const minimum = Math.max(60, pixels / 9);
  const ticks: Ticks = time.log
    ? exponentTicks(domain[0], domain[1], pixels, 34, 4)
    : linearTicks(domain[0], domain[1], pixels, minimum);
  return { domain, ticks };
}

/** What part of time the first chart shows, in shown units. */
export function lossWindow(view: PanelView, state: ViewState, time: TimeScale): readonly [number, number] {
  const horizon = shownHorizon(view, time);
  const start = time.log ? firstShownTime(view, time) : 0;
  return zoomed(state.zoom.x, start, horizon, time.log);
}

/**
 * What part of time the lower pair shows: [0, 1.5 T½ of the selected variant], rounded up to a tick, or all of it
 * while T½ is unknown; the reader's zoom where there is one.
 */
export function pairWindow(
  view: PanelView,
  state: ViewState,
  time: TimeScale,
  selected: VariantView | null,
  pixels: number,
): readonly [number, number] {
  const [start, horizon] = lossWindow(view, { ...state, zoom: { ...state.zoom, x: null } }, time);
  const escape = selected?.events['escape']?.mean;
  let end = horizon;
  if (selected && escape !== undefined && escape > 0) {
    const wanted = 1.5 * escape * time.factor(selected);
    const ticks = linearTicks(0, wanted, pixels, Math.max(60, pixels / 9)).values;
    const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : wanted;
    end = Math.min(horizon, Math.ceil(wanted / step - 1e-9) * step);
  }
  return zoomed(state.zoom.x, Math.min(start, end / 10), end, time.log);
}

function zoomed(
  zoom: readonly [number, number] | null,
  start: number,
  end: number,
  log: boolean,
): readonly [number, number] {
  if (!zoom || !(zoom[1] > zoom[0])) return [start, end];
  const low = log ? Math.max(zoom[0], Math.min(start, zoom[1] / 10)) : zoom[0];
  return [low, zoom[1]];
}

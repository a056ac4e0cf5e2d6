import type { OverlayKind, OverlayView } from '../../protocol/overlay.ts';
import type { PanelView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import type { IntervalView, RateView } from '../../protocol/rates.ts';
import { lastDefined, valueAt } from '../curveAt.ts';
import { plain } from '../numbers.ts';
import { comparedSeries, selectedVariant } from './chartInput.ts';
import { ON_DEMAND, overlaysFor } from './overlayChoice.ts';

/** What a theory line says of a rate in an interval. */
export interface TheoryRate {
  readonly kind: OverlayKind;
  readonly label: string;
  /** d ln y/dt per unit of flow time. */
  readonly rate: number;
  /** Whether it takes a second look: drawn on demand only. */
  readonly onDemand: boolean;
}

const ORDER: readonly OverlayKind[] = ['prediction', 'reference', 'bound', 'fit'];
/** Part of the interval that a line has to cover to say something of it. */
const LEAST_SHARE = 0.5;
const POINTS = 32;

/**
 * The rates that theory gives for a series of a variant between two flow times, predictions first. Levels say nothing
 * of rates; of a curve it is the least-squares slope in the interval.
 */
export function theoryRates(
  view: PanelView,
  variant: string,
  series: string,
  interval: readonly [number, number],
): readonly TheoryRate[] {
  const owner = view.variants.find(({ id }) => id === variant) ?? null;
  const found = overlaysFor(view, owner).flatMap((overlay): TheoryRate[] => {
    if (overlay.on !== series) return [];
    const slope = slopeIn(overlay, interval);
    const { kind, label } = overlay;
    const onDemand = ON_DEMAND.includes(overlay.id);
    return slope === null ? [] : [{ kind, label, onDemand, rate: slope * Math.LN10 }];
  });
  const place = ({ kind, onDemand }: TheoryRate) => 2 * ORDER.indexOf(kind) + Number(onDemand);
  return found.sort((a, b) => place(a) - place(b));
}

/** Decades per unit of flow time; null where the line does not run through the interval. */
function slopeIn({ shape }: OverlayView, [from, to]: readonly [number, number]): number | null {
  const covers = (first: number, last: number) =>
    Math.min(to, last) - Math.max(from, first) >= LEAST_SHARE * (to - from);
  if (shape.kind === 'slope') return covers(shape.from, shape.to) ? shape.rate : null;
  if (shape.kind !== 'curve') return null;
  const first = shape.value.findIndex(Number.isFinite);
  const last = lastDefined(shape.value);
  if (first < 0 || last <= first || !covers(shape.t[first]!, shape.t[last]!)) return null;
  const low = Math.max(from, shape.t[first]!);
  const high = Math.min(to, shape.t[last]!);
  return meanSlope(time => valueAt(shape.t, shape.value, time), low, high);
}

/** Least-squares slope of a function over an interval. */
function meanSlope(value: (time: number) => number, low: number, high: number): number | null {
  const points = Array.from({ length: POINTS + 1 }, (_, i) => low + ((high - low) * i) / POINTS)
    .map(time => ({ time, y: value(time) }))
    .filter(({ y }) => Number.isFinite(y));
  const middle = points.reduce((sum, { time }) => sum + time, 0) / points.length;
  const xx = points.reduce((sum, { time }) => sum + (time - middle) ** 2, 0);
  const xy = points.reduce((sum, { time, y }) => sum + (time - middle) * y, 0);
  return xx > 0 ? xy / xx : null;
}

const FIT = 'interval-fit';

/** The view and the reader's choices with the fitted exponential of the selected variant drawn over its interval. */
export function withIntervalFit(
  view: PanelView,
  state: ViewState,
  rates: Readonly<Record<string, RateView>> | null,
  intervals: readonly IntervalView[],
): { readonly view: PanelView; readonly state: ViewState } {
  const selected = selectedVariant(view, state);
  const interval = intervals.find(({ variant }) => variant === selected?.id);
  if (!state.measure || !rates || !selected || !interval) return { view, state };
  const lines = comparedSeries(view).flatMap((on): OverlayView[] => {
    const found = rates[`${selected.id}/${on}`];
    if (!found?.rate || !Number.isFinite(found.start)) return [];
    const multiple =
      selected.lambda > 0 ? `${plain(found.rate.mean / selected.lambda)}λ` : plain(found.rate.mean);
    return [
      {
        ...{ id: FIT, variant: selected.id, on, kind: 'fit', formula: '', validity: '' },
        label: `slope ${multiple}`,
        shape: {
          ...{ kind: 'slope', from: interval.from, to: interval.to },
          ...{ rate: found.rate.mean / Math.LN10, start: found.start },
        },
      },
    ];
  });
  return {
    view: { ...view, overlays: [...view.overlays, ...lines] },
    state: { ...state, overlays: [...state.overlays, `+${FIT}`] },
  };
}

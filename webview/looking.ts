/** How the reader's choices change the way a batch is looked at. Pure: state in, state out. */
import type { DiagnosisView } from '../src/protocol/diagnosis.ts';
import type { NoteView, PanelView } from '../src/protocol/panel.ts';
import type { ShownView, ViewState } from '../src/protocol/viewState.ts';
import { hasStarted, selectedVariant, visibleVariants } from '../src/charts/model/chartInput.ts';
import { openedFacet } from '../src/charts/model/facets.ts';
import { shownView } from '../src/charts/model/shownView.ts';
import { unitFactor } from '../src/charts/model/viewTime.ts';

type Range = readonly [number, number];

export function withY(state: ViewState, y: ViewState['y']): ViewState {
  return y === state.y ? state : { ...state, y, zoom: { x: state.zoom.x, y: {} } };
}

export function withX(state: ViewState, x: NonNullable<ViewState['x']>): ViewState {
  return { ...state, x };
}

/** Changes the unit of time; a zoom and a measured interval keep showing the same stretch of the selected variant's run. */
export function withTime(state: ViewState, time: ViewState['time'], view: PanelView): ViewState {
  const selected = selectedVariant(view, state);
  if (!selected) return { ...state, time };
  const ratio = unitFactor(time, selected) / unitFactor(state.time, selected);
  const scaled = (range: Range | null): Range | null => range && [range[0] * ratio, range[1] * ratio];
  const { measure, pins } = state;
  return {
    ...state,
    time,
    ...(pins && { pins: pins.map(pin => pin * ratio) }),
    zoom: { ...state.zoom, x: scaled(state.zoom.x) },
    ...(measure && { measure: { interval: scaled(measure.interval) } }),
  };
}

export function withMode(state: ViewState, mode: ViewState['mode']): ViewState {
  return { ...state, mode };
}

export function withTable(state: ViewState, table: boolean): ViewState {
  return { ...state, table };
}

/** Shows or hides the notes that only inform. */
export function withExplained(state: ViewState, explain: boolean): ViewState {
  return { ...state, explain };
}

/** Whether notes that only inform are shown: as the reader chose, else where something else needs a note anyway. */
export function areExplained(
  notes: readonly NoteView[],
  diagnosis: DiagnosisView,
  { explain }: ViewState,
): boolean {
  return explain ?? [...notes, ...diagnosis.notes].some(({ severity }) => severity !== 'info');
}

export function withShow(state: ViewState, show: ShownView): ViewState {
  return { ...state, show };
}

/** Chooses the flow time of the matrix. */
export function withMatrixTime(state: ViewState, matrixTime: number): ViewState {
  return { ...state, matrixTime };
}

/** Turns measuring on or off; the interval goes with it. */
export function withMeasuring(state: ViewState, on: boolean): ViewState {
  const { measure, ...others } = state;
  return on ? { ...others, measure: measure ?? { interval: null } } : others;
}

/** Opens the sliders of *What if?*, or closes them. */
export function withWhatIf(state: ViewState, whatIf: boolean): ViewState {
  return { ...state, whatIf };
}

/** Whether the sliders are open: they belong to a variant’s curves over time in a batch of one file. */
export function asksWhatIf(view: PanelView, state: ViewState): boolean {
  if (view.comparison || view.grouping) return false;
  return state.whatIf === true && hasStarted(view) && shownView(view, state) === 'curves' && !state.table;
}

/** What Escape leaves: measuring and the sliders, one of small multiples, then a view other than the curves; null where there is nothing to leave. */
export function withoutMode(view: PanelView, state: ViewState): ViewState | null {
  const shown = shownView(view, state);
  if (shown === 'multiples' && openedFacet(view, state)) return withFacet(state, null);
  if (shown !== 'curves') return withShow(state, 'curves');
  if (state.measure) return withMeasuring(state, false);
  return asksWhatIf(view, state) ? withWhatIf(state, false) : null;
}

/** Measures in an interval of shown time. */
export function withInterval(state: ViewState, interval: Range): ViewState {
  return { ...state, measure: { interval } };
}

export function withSweepSeries(state: ViewState, sweepSeries: string): ViewState {
  return { ...state, sweepSeries };
}

export function withSweepAxis(state: ViewState, sweepAxis: string): ViewState {
  return { ...state, sweepAxis };
}

/** Makes small multiples of another field. */
export function withFacetBy(state: ViewState, facetBy: string): ViewState {
  const { facet: _, ...others } = state;
  return { ...others, facetBy };
}

/** Opens the chart of a value, or shows all. */
export function withFacet(state: ViewState, value: string | null): ViewState {
  const { facet: _, ...others } = state;
  return value === null ? others : { ...others, facet: value };
}

/** Selects a variant; the charts below the first follow it, and their values are zoomed no more. */
export function withSelected(state: ViewState, variant: string, { curvePage }: PanelView): ViewState {
  const follow = curvePage.charts.slice(1).map(({ key }) => key);
  const y = Object.fromEntries(Object.entries(state.zoom.y).filter(([key]) => !follow.includes(key)));
  return { ...state, selected: variant, zoom: { ...state.zoom, y } };
}

export function toggled(state: ViewState, variant: string): ViewState {
  const hidden = state.hidden.includes(variant)
    ? state.hidden.filter(id => id !== variant)
    : [...state.hidden, variant];
  return { ...state, hidden };
}

/** Shows this variant alone; all again where it was alone already. */
export function isolated(state: ViewState, variant: string, view: PanelView): ViewState {
  const visible = visibleVariants(view, state);
  const alone = visible.length === 1 && visible[0]?.id === variant;
  const others = view.variants.map(({ id }) => id).filter(id => id !== variant);
  return { ...state, selected: variant, hidden: alone ? [] : others };
}

/** Pools the variants that share the value of a field, or none; what was said of single ones no longer applies. */
export function withGrouping(state: ViewState, groupBy: string | null): ViewState {
  const { groupBy: _, measure: __, ...others } = state;
  const zoom = { x: state.zoom.x, y: {} };
  return {
    ...{ ...others, hidden: [], selected: null, whatIf: false, zoom },
    ...(groupBy !== null && { groupBy }),
  };
}

export function allShown(state: ViewState): ViewState {
  return { ...state, hidden: [] };
}

/** Draws an overlay or leaves it out, whatever is usual. */
export function withOverlay(state: ViewState, id: string, on: boolean): ViewState {
  const others = state.overlays.filter(entry => entry.slice(1) !== id);
  return { ...state, overlays: [...others, `${on ? '+' : '-'}${id}`] };
}

/** Draws the overlays that are usual. */
export function withUsualOverlays(state: ViewState): ViewState {
  return { ...state, overlays: [] };
}

/** Zooms time in all charts; `null` shows all of it. */
export function withTimeZoom(state: ViewState, x: Range | null): ViewState {
  return { ...state, zoom: { ...state.zoom, x } };
}

/** Zooms the values of one chart; `null` shows all of them. */
export function withValueZoom(state: ViewState, chart: string, range: Range | null): ViewState {
  const { [chart]: _, ...others } = state.zoom.y;
  return { ...state, zoom: { ...state.zoom, y: range ? { ...others, [chart]: range } : others } };
}

/** What dragging over a chart does; `time` is what it does without a choice. */
export function withDrag(state: ViewState, drag: NonNullable<ViewState['drag']> | 'time'): ViewState {
  const { drag: _, ...others } = state;
  return drag === 'time' ? others : { ...others, drag };
}

/** Smooths curves, or not. */
export function withSmoothing(state: ViewState, smooth: ViewState['smooth'] | null): ViewState {
  const { smooth: _, ...others } = state;
  return smooth ? { ...others, smooth } : others;
}

/** Read-outs that are kept at most: more have no room in the table. */
const MOST_PINS = 4;

/** Pins a shown time, the oldest giving way to a fifth; takes it out where it was pinned. */
export function withPin(state: ViewState, shown: number): ViewState {
  const { pins = [] } = state;
  const others = pins.filter(pin => pin !== shown);
  return { ...state, pins: others.length < pins.length ? others : [...pins, shown].slice(-MOST_PINS) };
}

export function withoutPins(state: ViewState): ViewState {
  return { ...state, pins: [] };
}

export function withoutZoom(state: ViewState): ViewState {
  return { ...state, zoom: { x: null, y: {} } };
}

export function isZoomed({ zoom }: ViewState): boolean {
  return zoom.x !== null || Object.keys(zoom.y).length > 0;
}

/**
 * [low, high] scaled about `centre` by `factor` (< 1 zooms in), kept within `limits`; null where that is everything.
 */
export function scaledRange(range: Range, centre: number, factor: number, limits: Range): Range | null {
  const whole = limits[1] - limits[0];
  const least = whole * 1e-4;
  const span = Math.max(least, (range[1] - range[0]) * factor);
  // what was moved has its length but for rounding
  if (span >= whole * (1 - 1e-9)) return null;
  const share = (centre - range[0]) / (range[1] - range[0]);
  const low = Math.min(Math.max(limits[0], centre - share * span), limits[1] - span);
  return [low, low + span];
}

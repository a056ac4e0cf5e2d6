import type { LineView, PanelView, SeriesView, VariantView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import type { PanelLayout } from '../layout.ts';
import type { ChartTokens } from '../tokens.ts';
import type { PhaseSpan } from './chartModel.ts';
import type { TimeScale } from './viewTime.ts';

/** Single seeds by `variantId/seriesKey`. */
export type SeedLines = Readonly<Record<string, readonly LineView[]>>;

/** All that the chart models are made from. */
export interface ChartInput {
  readonly view: PanelView;
  readonly state: ViewState;
  readonly seeds: SeedLines;
  /** The view whose variants the axes of the first chart have room for; absent: those that are drawn. */
  readonly among?: PanelView;
  /** The variant that is pointed at: its single seeds are drawn also where the others' are not. */
  readonly pointed?: string | null;
  readonly layout: PanelLayout;
  readonly tokens: ChartTokens;
}

/** Series keys of the chart of the phases. */
export const LOSS = 'loss';
export const ALIGNMENT = 'alignment';
export const NORM = 'normZ1';

/** The series of a key, if the batch has it. */
export function seriesOf(view: PanelView, key: string): SeriesView | null {
  return view.series.find(series => series.key === key) ?? null;
}

/** Key of the series that the first chart shows, over the whole width; empty where there are no charts. */
export function mainSeries({ curvePage }: Pick<PanelView, 'curvePage'>): string {
  return curvePage.charts[0]?.series[0] ?? '';
}

/** Keys of the series that have a chart with all variants: rates are measured of them. */
export function comparedSeries({ curvePage }: Pick<PanelView, 'curvePage'>): readonly string[] {
  return curvePage.charts.filter(({ kind }) => kind === 'variants').flatMap(({ series }) => series);
}

/** Keys of all series that have a chart. */
export function chartedSeries({ curvePage }: Pick<PanelView, 'curvePage'>): readonly string[] {
  return [...new Set(curvePage.charts.flatMap(({ series }) => series))];
}

/** The variant the phases belong to: the reader's choice, or the last of those drawn solid that did not diverge. */
export function selectedVariant(view: PanelView, state: ViewState): VariantView | null {
  const chosen = view.variants.find(variant => variant.id === state.selected);
  if (chosen) return chosen;
  const solid = view.variants.filter(variant => variant.dash === 0);
  return solid.findLast(variant => !variant.divergence) ?? solid.at(-1) ?? view.variants.at(-1) ?? null;
}

export function visibleVariants(view: PanelView, state: ViewState): readonly VariantView[] {
  const hidden = new Set(state.hidden);
  return view.variants.filter(variant => !hidden.has(variant.id));
}

/** Visible variants that share the selected one's second differing field: what the charts below the first compare. */
export function alignmentGroup(view: PanelView, state: ViewState): readonly VariantView[] {
  const selected = selectedVariant(view, state);
  const visible = visibleVariants(view, state);
  if (view.fields.length < 2 || !selected) return visible;
  return visible.filter(variant => variant.dash === selected.dash);
}

/** The selected variant's phases on the drawn time axis. */
export function phaseSpans(
  view: PanelView,
  selected: VariantView | null,
  time: TimeScale,
  domain: readonly [number, number],
): PhaseSpan[] {
  if (!selected) return [];
  const factor = time.factor(selected);
  return view.phases
    .filter(phase => phase.variant === selected.id)
    .map((phase, index) => ({
      label: phase.label,
      shortLabel: phase.shortLabel,
      from: Math.max(domain[0], time.draw(phase.from * factor)),
      to: Math.min(domain[1], time.draw(phase.to * factor)),
      shaded: index % 2 === 0,
    }))
    .filter(span => span.to > span.from);
}

/** Whether there is a sample to draw; before, the loss is what theory predicts. */
export function hasStarted(view: PanelView): boolean {
  return view.variants.some(variant => Object.keys(variant.curves).length > 0);
}

/** Of what curves are made: `30 seeds`, `all runs of each init`. */
export function sampleWords({ runs: { seeds }, grouping }: PanelView): string {
  if (grouping) return `all runs of each ${grouping.field}`;
  return seeds === 1 ? 'one seed' : `${seeds} seeds`;
}

/** Whether all runs of a variant have ended: its curves reach their ends. */
export function isComplete(variant: VariantView): boolean {
  return variant.runs.done + variant.runs.failed >= variant.runs.total;
}

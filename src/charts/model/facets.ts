import type { PanelView, VariantView } from '../../protocol/panel.ts';
import { distinctWords, labelWords } from '../../protocol/labelWords.ts';
import { variantStyle } from '../../protocol/variantStyle.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import type { PlotSize } from '../layout.ts';
import { hasStarted, selectedVariant, type ChartInput } from './chartInput.ts';
import type { ChartModel } from './chartModel.ts';
import { lossModel } from './lossModel.ts';
import { shownView } from './shownView.ts';
import { facetFields, groupsBy } from './valueGroups.ts';
import { timeScale, timeSymbol } from './viewTime.ts';

/** The variants that share one value of a field: they have a chart of their own. */
export interface Facet {
  readonly value: string;
  /** `rank 4`, `gaussian`. */
  readonly title: string;
  readonly variants: readonly VariantView[];
}

/** The field that the reader chose; else the third, as the first two have colour and dash, or what comes nearest to it. */
export function facetField(view: PanelView, { facetBy }: ViewState): string | null {
  const offered = facetFields(view);
  if (facetBy !== undefined && offered.includes(facetBy)) return facetBy;
  return view.fields.slice(0, 3).findLast(field => offered.includes(field)) ?? offered[0] ?? null;
}

/** The charts there are, in the order in which the values come. */
export function facets(view: PanelView, state: ViewState): readonly Facet[] {
  const field = facetField(view, state);
  if (field === null) return [];
  return [...groupsBy(view.variants, view.fields.indexOf(field))].map(([value, variants]) => ({
    ...{ value, variants },
    title: labelWords([field], [value])[0] ?? value,
  }));
}

/** The one that is looked at alone; null where all are. */
export function openedFacet(view: PanelView, state: ViewState): Facet | null {
  return facets(view, state).find(({ value }) => value === state.facet) ?? null;
}

/** The last view that was coloured anew, and by what. */
const known = new WeakMap<PanelView, { readonly field: string; readonly view: PanelView }>();

/**
 * The view with colours and dashes by the fields that differ within a chart, where small multiples are looked at; else
 * the view itself.
 */
export function facetedView(view: PanelView, state: ViewState): PanelView {
  const field = shownView(view, state) === 'multiples' && hasStarted(view) ? facetField(view, state) : null;
  if (field === null) return view;
  const before = known.get(view);
  if (before?.field === field) return before.view;
  const values = view.fields
    .flatMap((each, i) => (each === field ? [] : [i]))
    .map(i => ({ i, of: [...groupsBy(view.variants, i).keys()] }));
  const counts = values.map(({ of }) => of.length);
  const variants = view.variants.map(variant => {
    const place = values.map(({ i, of }) => of.indexOf(variant.labels[i] ?? ''));
    return { ...variant, ...variantStyle(place, counts) };
  });
  const coloured = { ...view, variants };
  known.set(view, { field, view: coloured });
  return coloured;
}

/**
 * Small multiples: the first chart once for each value of a field, all on the same axes, with theory and phases left out;
 * or, as `main`, the one that the reader opened, with theory and phases where the selected variant is in it.
 */
export function facetModels(input: ChartInput): {
  readonly main: ChartModel | null;
  readonly lower: readonly ChartModel[];
} {
  const { view, state, layout } = input;
  const field = facetField(view, state);
  const opened = openedFacet(view, state);
  const among = { ...view, ghosts: [] };
  const modelOf = (facet: Facet, loss: PlotSize, bare: boolean): ChartModel | null => {
    const shown = { ...among, ...within(view, facet, field), ...(bare && { phases: [], overlays: [] }) };
    const model = lossModel({ ...input, layout: { ...layout, loss }, view: shown, among });
    return model && { ...model, title: facet.title };
  };
  if (opened) {
    const selected = selectedVariant(view, state);
    const isIn = opened.variants.some(({ id }) => id === selected?.id);
    return { main: modelOf(opened, layout.loss, !isIn), lower: [] };
  }
  const lower = facets(view, state).flatMap(facet => modelOf(facet, layout.alignment, true) ?? []);
  const xTitle = timeSymbol(timeScale(view, state).unit, view, layout.alignment);
  return { main: null, lower: lower.map(model => ({ ...model, xTitle })) };
}

/** A chart's variants, called by what differs among them. */
function within(
  view: PanelView,
  { variants }: Facet,
  field: string | null,
): Pick<PanelView, 'fields' | 'variants'> {
  const fields = view.fields.filter(each => each !== field);
  return {
    fields,
    variants: variants.map(variant => {
      const labels = variant.labels.filter((_, i) => view.fields[i] !== field);
      const words = distinctWords(fields, labels);
      return { ...variant, labels, name: words.join(words === labels ? ' ' : ', ') };
    }),
  };
}

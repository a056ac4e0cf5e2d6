/** The charts over time that the panel shows, and when they are made anew. */
import { facetLayout, shownLayout, type PanelLayout } from '../src/charts/layout.ts';
import { hasStarted, type ChartInput } from '../src/charts/model/chartInput.ts';
import { curveModels } from '../src/charts/model/curveModels.ts';
import { facetModels, facets } from '../src/charts/model/facets.ts';
import { predictedModel } from '../src/charts/model/predictedModel.ts';
import { shownView } from '../src/charts/model/shownView.ts';
import { staircaseModel } from '../src/charts/model/staircaseModel.ts';
import type { PanelView } from '../src/protocol/panel.ts';
import type { ViewState } from '../src/protocol/viewState.ts';
import { asksWhatIf } from './looking.ts';

export type Charts = ReturnType<typeof curveModels>;

/** Properties of the panel that change many times a second and that no chart is made of. */
const LIGHT: ReadonlySet<PropertyKey> = new Set(
  'cross message preview whatIf values allFields pointed legendTop'.split(' '),
);

/** Whether charts are made anew where these properties of the panel have changed. */
export function changesCharts(properties: Iterable<PropertyKey>): boolean {
  return [...properties].some(name => !LIGHT.has(name));
}

/** The sizes of charts in a panel of this width. */
export function layoutOf(view: PanelView, look: ViewState, width: number): PanelLayout {
  const shown = hasStarted(view) ? shownView(view, look) : 'curves';
  const layout = shownLayout(width, shown, asksWhatIf(view, look));
  if (shown !== 'multiples') return layout;
  return { ...layout, alignment: facetLayout(width, facets(view, look).length).size };
}

/** Before the first sample what is foreseen, then the staircase or small multiples where they are looked at, else the curves. */
export function chartsOf(input: ChartInput): Charts {
  const { view, state } = input;
  if (!hasStarted(view)) return { main: predictedModel(input), lower: [] };
  if (shownView(view, state) === 'staircase') return { main: staircaseModel(input), lower: [] };
  if (shownView(view, state) === 'multiples') return facetModels(input);
  return curveModels(input);
}

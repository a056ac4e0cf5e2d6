/** The charts over time that the panel shows, and when they are made anew. */
import { hasStarted, type ChartInput } from '../src/charts/model/chartInput.ts';
import { curveModels } from '../src/charts/model/curveModels.ts';
import { predictedModel } from '../src/charts/model/predictedModel.ts';
import { shownView } from '../src/charts/model/shownView.ts';
import { staircaseModel } from '../src/charts/model/staircaseModel.ts';

export type Charts = ReturnType<typeof curveModels>;

/** Properties of the panel that change many times a second and that no chart is made of. */
const LIGHT: ReadonlySet<PropertyKey> = new Set(
  'cross message preview whatIf values allFields pointed legendTop'.split(' '),
);

/** Whether charts are made anew where these properties of the panel have changed. */
export function changesCharts(properties: Iterable<PropertyKey>): boolean {
  return [...properties].some(name => !LIGHT.has(name));
}

/** Before the first sample what is foreseen, then the staircase where it is looked at, else the curves. */
export function chartsOf(input: ChartInput): Charts {
  const { view, state } = input;
  if (!hasStarted(view)) return { main: predictedModel(input), lower: [] };
  if (shownView(view, state) === 'staircase') return { main: staircaseModel(input), lower: [] };
  return curveModels(input);
}

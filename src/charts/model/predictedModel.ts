import type { PanelView, SeriesView, VariantView } from '../../protocol/panel.ts';
import { LOSS, mainSeries, type ChartInput } from './chartInput.ts';
import type { ChartModel } from './chartModel.ts';
import { leaderNames } from './leaderNames.ts';
import { lossModel } from './lossModel.ts';
import { ESCAPE } from './overlayChoice.ts';
import { polylines, THEORY_STYLES } from './theory.ts';

/** Key of the loss that theory foresees from beginning to end. */
const COURSE = 'course';

const SERIES: SeriesView = { key: LOSS, label: 'Loss', symbol: 'L', scale: 'log' };

/**
 * The loss chart of a file that has not run: for every variant what theory predicts, in the dots of a prediction and the
 * variant's colour, with the predicted T½ and the file's own lines. Null where nothing is predicted.
 */
export function predictedModel(input: ChartInput): ChartModel | null {
  const { view } = input;
  if (mainSeries(view) !== LOSS) return null;
  const variants = view.variants.map(variant => foreseen(variant, view));
  if (!variants.some(variant => LOSS in variant.curves)) return null;
  const shown = view.overlays.filter(
    ({ id, kind }) => id === ESCAPE || id.startsWith('own:') || kind === 'reference',
  );
  const model = lossModel({
    ...input,
    view: { ...view, variants, series: [SERIES], overlays: shown, ghosts: [], phases: [] },
    state: { ...input.state, mode: 'bands' },
  });
  if (!model) return null;
  const names = leaderNames(
    model.labels,
    polylines(model.lines, { x: model.x, y: model.y, size: model.size }),
    model,
    input.tokens,
  );
  return {
    ...model,
    caption: 'prediction only',
    bands: [],
    lines: [],
    // its dots need the round caps that theory's lines have
    theory: [
      ...model.lines.map(point => ({ ...point, ...THEORY_STYLES.prediction, cap: 'round' as const })),
      ...model.theory,
      ...names.leaders,
    ],
    diamonds: [],
    heads: [],
    labels: names.labels,
  };
}

/** How many variants have a predicted loss. */
export function countForeseen({ overlays, variants }: PanelView): number {
  return variants.filter(({ id }) => courseOf(overlays, id) !== null).length;
}

function courseOf(overlays: PanelView['overlays'], variant: string) {
  const shape = overlays.find(({ id, variant: of }) => id === COURSE && of === variant)?.shape;
  return shape?.kind === 'curve' ? shape : null;
}

/** A variant whose loss is the predicted one. */
function foreseen(variant: VariantView, { overlays }: PanelView): VariantView {
  const course = courseOf(overlays, variant.id);
  if (course === null) return { ...variant, curves: {} };
  const { t, value } = course;
  const none = { sd: t.map(() => Number.NaN), count: new Uint16Array(t.length) };
  return { ...variant, paper: null, curves: { [LOSS]: { t, mean: value, ...none } } };
}

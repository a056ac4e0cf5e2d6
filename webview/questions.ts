/** What the panel asks the host for, besides the view: only what is looked at. */
import {
  comparedSeries,
  mainSeries,
  selectedVariant,
  visibleVariants,
} from '../src/charts/model/chartInput.ts';
import { membersOf } from '../src/charts/model/grouping.ts';
import { shownView } from '../src/charts/model/shownView.ts';
import { timeScale } from '../src/charts/model/viewTime.ts';
import type { PanelView } from '../src/protocol/panel.ts';
import type { ViewState } from '../src/protocol/viewState.ts';
import type { IntervalView } from '../src/protocol/rates.ts';
import type { Question } from './inquiry.ts';

/** Single seeds of the variants that are shown, while the reader looks at lines. */
export function seedQuestion(view: PanelView, look: ViewState): Question | null {
  if (look.mode !== 'lines' || view.runs.seeds <= 1) return null;
  const visible = visibleVariants(view, look);
  const shown =
    visible.length * view.runs.seeds > MOST_LINES ? [selectedVariant(view, look) ?? visible[0]] : visible;
  const wanted = shown.flatMap(variant => variant?.id ?? []);
  if (wanted.length === 0) return null;
  const variants = membersOf(view, wanted);
  return {
    key: keyOf(view, wanted),
    message: request => ({ type: 'lines', request, variants, series: comparedSeries(view) }),
  };
}

/** More single seeds than these are not drawn together: of all variants; the selected one's still are. */
const MOST_LINES = 2000;

/** Single seeds of the variant that is pointed at, where those of all are not drawn. */
export function pointedQuestion(view: PanelView, look: ViewState, pointed: string | null): Question | null {
  if (pointed === null || look.mode === 'lines' || view.runs.seeds <= 1) return null;
  return {
    key: keyOf(view, pointed),
    message: request => ({
      type: 'lines',
      request,
      variants: membersOf(view, [pointed]),
      series: comparedSeries(view),
    }),
  };
}

/** The matrix of the selected variant, while the map is looked at. */
export function matrixQuestion(view: PanelView, look: ViewState): Question | null {
  const variant = selectedVariant(view, look)?.id;
  if (variant === undefined || view.matrix === null || shownView(view, look) !== 'map') return null;
  return {
    key: keyOf(view, variant),
    message: request => ({ type: 'matrix', request, variant }),
  };
}

/** Whether a chart, by its key, can be dragged over to measure rates: it shows all variants, each by itself. */
export function isMeasured(view: PanelView, look: ViewState, chart: string): boolean {
  const { curvePage, grouping } = view;
  if (grouping || shownView(view, look) !== 'curves') return false;
  return curvePage.charts.some(({ key, kind }) => key === chart && kind === 'variants');
}

/** Rates of the variants that are shown, in the measured interval. */
export function rateQuestion(view: PanelView, look: ViewState): Question | null {
  const intervals = measuredIntervals(view, look);
  if (intervals.length === 0 || shownView(view, look) !== 'curves') return null;
  return {
    key: keyOf(view, intervals),
    message: request => ({ type: 'rates', request, series: comparedSeries(view), intervals }),
  };
}

/** The measured interval in the flow time of each variant that is shown; none where it ends before it begins. */
export function measuredIntervals(view: PanelView, look: ViewState): readonly IntervalView[] {
  const interval = look.measure?.interval;
  if (!interval || !(interval[1] > interval[0]) || view.grouping) return [];
  const time = timeScale(view, look);
  return visibleVariants(view, look).map(variant => {
    const factor = time.factor(variant);
    return { variant: variant.id, from: interval[0] / factor, to: interval[1] / factor };
  });
}

/** Changes with every run that ends, with what is wanted, and with the batch: variants of another may have the same ids. */
function keyOf(view: PanelView, wanted: unknown): string {
  const { runs, state, title, horizon, method } = view;
  return JSON.stringify([wanted, runs.done, state, title, horizon, method, endsOf(view)]);
}

/** What the curves end with, which tells batches apart; nothing yet while they grow. */
function endsOf(view: PanelView): readonly (number | undefined)[] {
  if (view.state === 'running') return [];
  return view.variants.map(({ curves }) => curves[mainSeries(view)]?.mean.at(-1));
}

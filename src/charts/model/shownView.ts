import type { PageView } from '../../protocol/page.ts';
import type { PanelView } from '../../protocol/panel.ts';
import type { ShownView, ViewState } from '../../protocol/viewState.ts';
import { mainSeries } from './chartInput.ts';
import { showsSweep } from './sweepModel.ts';
import { facetFields } from './valueGroups.ts';

/** Key of the singular values of the learned map; they are recorded as `svF.1`, `svF.2`… */
export const SINGULAR_VALUES = 'svF';
/** Key of the learned map in the singular bases of the target. */
export const LEARNED_MAP = 'uFv';

/** The view that is drawn: the reader's choice where the batch has it, else curves over time. */
export function shownView(view: PanelView, state: ViewState): ShownView {
  if (showsSweep(view, state)) return 'sweep';
  const wanted = state.show ?? 'curves';
  return wanted !== 'sweep' && offeredViews(view).includes(wanted) ? wanted : 'curves';
}

/** The views that a batch has: those of series that could have been recorded, too, to say how. */
export function offeredViews(view: PanelView): readonly ShownView[] {
  const missing = view.unrecorded.map(({ key }) => key);
  const staircase = singularValueKeys(view).length > 0 || missing.includes(SINGULAR_VALUES);
  const map = view.matrix?.series.key === LEARNED_MAP || missing.includes(LEARNED_MAP);
  return [
    'curves',
    ...(mainSeries(view) !== '' && facetFields(view).length > 0 ? (['multiples'] as const) : []),
    ...(view.sweep ? (['sweep'] as const) : []),
    ...(staircase ? (['staircase'] as const) : []),
    ...(map ? (['map'] as const) : []),
    ...view.pages.map(({ key }) => `page:${key}` as const),
  ];
}

/** The page of the kind that is shown; null where something else is. */
export function shownPage(view: PanelView, state: ViewState): PageView | null {
  const shown = shownView(view, state);
  return view.pages.find(({ key }) => shown === `page:${key}`) ?? null;
}

/** Keys of the recorded singular values, largest first. */
export function singularValueKeys(view: PanelView): readonly string[] {
  return view.series.map(({ key }) => key).filter(key => key.startsWith(`${SINGULAR_VALUES}.`));
}

import { facetField, facetedView } from '../charts/model/facets.ts';
import { groupedView } from '../charts/model/grouping.ts';
import { facetFields, groupFields } from '../charts/model/valueGroups.ts';
import { FIGURE_WIDTHS, type FigureWidth } from '../charts/figureSheets.ts';
import { defaultViewState } from '../charts/viewState.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { ViewState } from '../protocol/viewState.ts';
import type { CommandCall } from './command.ts';

type Values = CommandCall['values'];

/** Options of `render` that say how a figure is drawn. */
export const lookOptions = {
  width: { type: 'string' },
  view: { type: 'string' },
  series: { type: 'string' },
  'group-by': { type: 'string' },
} as const;

export const lookDetails = [
  ['--width page|double|single', '7.5 in (default), or two columns (6.75 in) or one (3.25 in) of a paper'],
  [
    '--view curves|multiples|sweep|PAGE',
    'Curves over time (default), one small chart of them for each value of a setting, ends over the swept setting with the fitted exponent, or a page of the kind: gap, spectrum…',
  ],
  [
    '--group-by SETTING',
    'Curves of all runs that share its value, by its last name: initScale; with --view multiples the setting whose values have charts',
  ],
  ['--series KEY', 'Which series the sweep shows; default: loss'],
] as const;

/** What a figure shows of a batch, and how. */
export interface Look {
  readonly view: PanelView;
  readonly state: ViewState;
  readonly width: FigureWidth;
}

/** How the call wants a batch to be looked at, or a sentence where that cannot be. */
export function lookOf(view: PanelView, values: Values): Look | string {
  const { view: shown, series, width } = values;
  if (series !== undefined && shown !== 'sweep') return '--series belongs to --view sweep';
  if (width !== undefined && !FIGURE_WIDTHS.some(each => each === width))
    return `There is no width “${String(width)}”: choose page, double or single`;
  const chosen = stateOf(view, values);
  if (typeof chosen === 'string') return chosen;
  const state = { ...defaultViewState, ...chosen };
  return {
    view: facetedView(groupedView(view, state), state),
    state,
    width: FIGURE_WIDTHS.find(each => each === width) ?? 'page',
  };
}

function stateOf(view: PanelView, values: Values): Partial<ViewState> | string {
  const { view: shown = 'curves', series, 'group-by': field } = values;
  if (shown === 'multiples') return multiplesOf(view, field);
  if (shown === 'curves') return groupsOf(view, field);
  if (field !== undefined) return '--group-by belongs to --view curves or multiples';
  if (shown === 'sweep') return sweepOf(view, series);
  const page = view.pages.find(({ key, charts }) => key === shown && charts.length > 0);
  if (page) return { show: `page:${page.key}` };
  const keys = view.pages.filter(({ charts }) => charts.length > 0).map(({ key }) => key);
  return `There is no view “${String(shown)}”: choose ${either(['curves', 'multiples', 'sweep', ...keys])}`;
}

/** Curves of each variant, or of all runs that share the value of a field. */
function groupsOf(view: PanelView, field: unknown): Partial<ViewState> | string {
  if (typeof field !== 'string') return {};
  const offered = groupFields(view);
  return offered.includes(field) ? { groupBy: field } : noField(field, offered);
}

function multiplesOf(view: PanelView, field: unknown): Partial<ViewState> | string {
  const offered = facetFields(view);
  if (facetField(view, defaultViewState) === null) return noField('', offered);
  if (typeof field !== 'string') return { show: 'multiples' };
  return offered.includes(field) ? { show: 'multiples', facetBy: field } : noField(field, offered);
}

function noField(field: string, offered: readonly string[]): string {
  if (offered.length === 0) return 'No variants of this batch share the value of a setting that differs';
  return `No variants share a “${field}” that differs: choose ${either(offered)}`;
}

/** How to look at the sweep of a batch, or a sentence where it has none, or not this series. */
function sweepOf({ sweep }: PanelView, series: unknown): Partial<ViewState> | string {
  if (sweep === null) return 'This batch sweeps no numeric setting with three values or more';
  if (typeof series !== 'string') return { show: 'sweep' };
  const keys = sweep.series.map(({ key }) => key);
  return keys.includes(series)
    ? { show: 'sweep', sweepSeries: series }
    : `The sweep has no series “${series}”: choose one of ${keys.join(', ')}`;
}

/** `a`, `a or b`, `a, b or c`. */
function either(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

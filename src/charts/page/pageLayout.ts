import type { PageChart, PageView } from '../../protocol/page.ts';
import { imagesHeight } from './imagesModel.ts';
import { textsHeight } from './textsModel.ts';
import { matrixHeight } from './matrixModel.ts';
import { NARROW_BELOW, STACKED_BELOW, sideGap, type PlotSize } from '../layout.ts';

/** Room of a letter in the words left and right of a strip’s rows. */
const LETTER = 6.3;
const ROW = 30;

/** The charts of a page in the rows in which they stand, each with its plot’s size. */
export type PageRows = readonly (readonly { readonly chart: PageChart; readonly size: PlotSize }[])[];

/** Rows for a panel of the given outer width. */
export function pageRows(page: PageView, panelWidth: number): PageRows {
  const gap = sideGap(panelWidth);
  const content = Math.max(240, panelWidth - 2 * gap);
  return rowsOf(page, content, gap, panelWidth <= NARROW_BELOW, panelWidth < STACKED_BELOW);
}

/** Rows over a content width: pairs of charts that are not wide, unless they have to be stacked. */
export function rowsOf(
  { charts }: PageView,
  content: number,
  gap: number,
  narrow: boolean,
  stacked: boolean,
): PageRows {
  const rows: { chart: PageChart; size: PlotSize }[][] = [];
  let open: PageChart | null = null;
  const half = Math.floor((content - gap) / 2);
  for (const chart of charts) {
    if (chart.wide || stacked) {
      if (open) rows.push([sized(open, content, narrow)]);
      open = null;
      rows.push([sized(chart, content, narrow)]);
    } else if (open) {
      rows.push([sized(open, half, narrow), sized(chart, half, narrow)]);
      open = null;
    } else open = chart;
  }
  if (open) rows.push([sized(open, content, narrow)]);
  return rows;
}

function sized(chart: PageChart, outer: number, narrow: boolean): { chart: PageChart; size: PlotSize } {
  const padding = paddingOf(chart, outer, narrow);
  const width = outer - padding.left - padding.right;
  return { chart, size: { width, height: heightOf(chart, width, narrow), padding, narrow } };
}

function paddingOf(chart: PageChart, outer: number, narrow: boolean): PlotSize['padding'] {
  const foot = { top: 8, bottom: 40 };
  if (chart.kind === 'images' || chart.kind === 'texts') return { left: 8, right: 8, top: 8, bottom: 8 };
  if (chart.kind === 'matrix') {
    const left = Math.min(0.3 * outer, longest(chart.rows.names) * LETTER + 12);
    return { left: Math.max(38, left), right: narrow ? 6 : 14, ...foot };
  }
  if (chart.kind !== 'strip') {
    const right = narrow ? 6 : 14;
    const letters = chart.kind === 'shares' ? 0 : floorLetters(chart);
    return { left: chart.kind === 'shares' ? 8 : Math.max(38, letters * LETTER + 10), right, ...foot };
  }
  const side = (words: readonly string[]) => Math.min(0.3 * outer, longest(words) * LETTER + 12);
  return {
    left: side(chart.rows.map(({ name }) => name)),
    right: Math.max(14, side(chart.rows.map(({ note }) => note))),
    ...foot,
  };
}

/** Letters of the longest of them. */
function longest(words: readonly string[]): number {
  return words.reduce((most, { length }) => Math.max(most, length), 0);
}

/** Letters of the longest label that is known before anything is placed. */
function floorLetters(
  chart: Exclude<PageChart, { kind: 'shares' | 'strip' | 'matrix' | 'images' | 'texts' }>,
): number {
  const labels = [chart.y.floor?.label ?? '', ...(chart.y.ticks ?? []).map(({ label }) => label)];
  return longest(labels);
}

function heightOf(chart: PageChart, width: number, narrow: boolean): number {
  const usual = narrow ? 220 : 250;
  switch (chart.kind) {
    case 'xy':
      return usual;
    case 'heat':
      return narrow ? 280 : 330;
    case 'strip':
      return 22 + Math.max(3, chart.rows.length) * ROW;
    case 'shares':
      return Math.max(usual, chart.lanes.length * 68 + chart.lines.length * 18);
    case 'matrix':
      return matrixHeight(chart.rows.names.length, width);
    case 'images':
      return imagesHeight(chart, width);
    case 'texts':
      return textsHeight(chart, width);
  }
}

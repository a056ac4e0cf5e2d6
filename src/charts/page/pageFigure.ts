import type { PageView } from '../../protocol/page.ts';
import type { FigureSheet } from '../figureSheets.ts';
import type { ChartTokens } from '../tokens.ts';
import { chartModelOf } from './chartModelOf.ts';
import { pageData, pageLayers } from './pageLayers.ts';
import { rowsOf } from './pageLayout.ts';
import type { PageModel, RectMark } from './pageModel.ts';
import { TONE_SIGNS } from './toneStyle.ts';

/** Pixels of an inch, and room between two charts. */
const INCH = 96;
const GAP = 28;

/** The charts of a page for a file, in the rows of the panel; what follows the selected variant does so here, too. */
export function pageFigureRows(
  page: PageView,
  selected: string | null,
  tokens: ChartTokens,
  { inches, margin, layout }: FigureSheet,
): object[] {
  const content = INCH * inches - 2 * margin;
  return rowsOf(page, content, GAP, layout.stacked, layout.stacked).map((row, at) => {
    const charts = row.map(({ chart, size }, i) => {
      const model = chartModelOf(chart, size, tokens, selected);
      return figureOf(model, tokens, `p${at}${i}_`);
    });
    return charts.length === 1 ? charts[0]! : { hconcat: charts, spacing: GAP };
  });
}

function figureOf(model: PageModel, tokens: ChartTokens, prefix: string): object {
  const { width, height, padding } = model.size;
  // nothing is selected on paper
  const rows = pageData({ ...model, selected: [] });
  const layers = pageLayers(tokens, name => ({ values: [...rows[name]] }), prefix);
  const { left, right, top, bottom } = model.floor ?? { left: 0, right: 0, top: 0, bottom: 0 };
  const band: RectMark = {
    ...{ x: left, x2: right, y: top, y2: bottom, fill: tokens.axis, fillOpacity: 0.18 },
    ...{ stroke: 'none', strokeWidth: 0 },
  };
  const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });
  return {
    title: {
      text: model.title,
      subtitle: subtitle(model),
      anchor: 'start',
      frame: 'group',
      dx: -padding.left,
      offset: 10,
      fontSize: 12,
      fontWeight: 600,
      color: tokens.foreground,
      subtitleColor: tokens.muted,
      subtitleFontSize: 11,
      subtitlePadding: 3,
    },
    width,
    height,
    layer: [
      {
        data: { values: model.floor ? [band] : [] },
        mark: { type: 'rect', fill: band.fill, fillOpacity: band.fillOpacity },
        encoding: { x: pixels('x'), x2: { field: 'x2' }, y: pixels('y'), y2: { field: 'y2' } },
      },
      ...layers.layer,
      {
        data: { values: [{ text: model.xTitle }] },
        mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: 11, fill: tokens.muted },
        encoding: { x: { value: width }, y: { value: height + 30 }, text: { field: 'text' } },
      },
    ],
  };
}

/** Caption, and what signs and colours stand for. */
function subtitle({ caption, categories, scale }: PageModel): readonly string[] {
  const key = categories.map(({ tone, label }) => `${TONE_SIGNS[tone]} ${label}`).join('   ');
  const colours = scale ? `${scale.label}: dark ${scale.low}, bright ${scale.high}` : '';
  return [caption, key, colours].filter(line => line !== '');
}

import type { TopLevelSpec } from 'vega-lite';
import type { CurveChartView } from '../protocol/curvePage.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { ViewState } from '../protocol/viewState.ts';
import { chartLayers, type AxisSource, type Dataset } from './chartLayers.ts';
import { FIGURE_SHEETS, type FigureSheet, type FigureWidth } from './figureSheets.ts';
import { curveModels, pairs } from './model/curveModels.ts';
import { facetField, facetModels, openedFacet } from './model/facets.ts';
import {
  sampleWords,
  selectedVariant,
  seriesOf,
  type ChartInput,
  type SeedLines,
} from './model/chartInput.ts';
import type { AxisModel, ChartModel } from './model/chartModel.ts';
import { pixelX, pixelY } from './model/chartModel.ts';
import { crowdPaths } from './model/crowd.ts';
import { showsSweep, sweepLook, sweepModel } from './model/sweepModel.ts';
import { shownPage, shownView } from './model/shownView.ts';
import { staircaseModel } from './model/staircaseModel.ts';
import { seriesTitle } from './seriesNames.ts';
import { pageFigureRows } from './page/pageFigure.ts';
import { figureTokens, type ChartTokens, type FigureTheme } from './tokens.ts';
import { defaultViewState } from './viewState.ts';

/** How a figure is drawn: what its charts have in common. */
interface Style {
  readonly tokens: ChartTokens;
  readonly sheet: FigureSheet;
}

/**
 * The batch as one figure for a file: the charts of its page of curves, with names, phases and axes, as a self-contained
 * Vega-Lite spec (numbers and the colours of `theme` inside). `state` is how the reader looks at it, if they
 * do: what is hidden, log or linear, zoom; where they look at the sweep, its end values with fit and prediction; where
 * they look at a page of the kind, its charts.
 * In a column of a paper the figure has the theme `paper`, thin lines and no background.
 */
export function figureSpec(
  view: PanelView,
  theme: FigureTheme,
  state: ViewState = defaultViewState,
  seeds: SeedLines = {},
  width: FigureWidth = 'page',
): TopLevelSpec {
  const sheet = FIGURE_SHEETS[width];
  const tokens = figureTokens(theme === 'print' && sheet.inPaper ? 'paper' : theme);
  const style = { tokens, sheet };
  const page = shownPage(view, state);
  const rows = page
    ? pageFigureRows(page, selectedVariant(view, state)?.id ?? null, tokens, sheet)
    : showsSweep(view, state)
      ? sweepRows(view, state, style)
      : timeRows({ view, state, seeds, layout: sheet.layout, tokens }, style);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...(rows.length > 0 ? { description: description(view, state) } : {}),
    background: sheet.inPaper ? null : tokens.background,
    padding: { left: sheet.margin, right: sheet.margin, top: sheet.margin, bottom: sheet.margin },
    autosize: { type: 'pad' },
    config: { view: { stroke: null }, font: tokens.font, concat: { spacing: 30 } },
    vconcat: rows,
  } as TopLevelSpec;
}

function timeRows(input: ChartInput, style: Style): object[] {
  const staircase = shownView(input.view, input.state) === 'staircase' ? staircaseModel(input) : null;
  if (staircase) return [figureChart(staircase, style)];
  const small = shownView(input.view, input.state) === 'multiples';
  const { main, lower } = small ? facetModels(input) : curveModels(input);
  const { layout, gap } = style.sheet;
  // in the panel small multiples have one key, here data of their own
  const chartOf = (model: ChartModel, i: number) =>
    figureChart(small ? { ...model, key: `${model.key}${i}` } : model, style);
  return [
    ...(main ? [figureChart(main, style)] : []),
    ...pairs(lower.map(chartOf)).flatMap(row => (layout.stacked ? row : [{ hconcat: row, spacing: gap }])),
  ];
}

/** The ends over what was swept; what has to be said of the fit stands above it. */
function sweepRows(view: PanelView, state: ViewState, style: Style): object[] {
  const model = sweepModel(view, state, style.sheet.layout.loss, style.tokens);
  const remark = sweepLook(view, state)?.chosen?.remark?.text;
  return model ? [figureChart(model, style, remark)] : [];
}

/** A sentence in lines of at most so many letters. */
function linesOf(text: string, letters: number): readonly string[] {
  const line = new RegExp(`.{1,${letters}}(?:\\s+|$)`, 'g');
  return text.match(line)?.map(words => words.trim()) ?? [];
}

function description(view: PanelView, state: ViewState): string {
  const selected = selectedVariant(view, state);
  const page = shownPage(view, state);
  if (page)
    return [
      `${view.title}. ${view.method}. ${page.label}.`,
      ...page.charts.map(({ summary }) => summary),
      ...page.remarks,
    ].join(' ');
  if (shownView(view, state) === 'staircase')
    return `${view.title}. ${view.method}. Singular values of the learned map of ${selected?.name ?? 'the run'} over time; ${sampleWords(view)}.`;
  if (shownView(view, state) === 'multiples') {
    const [first] = view.curvePage.charts;
    const of = openedFacet(view, state)?.title ?? `each ${facetField(view, state) ?? 'variant'}`;
    return `${view.title}. ${view.method}. ${first ? partWords(first, view, of) : 'curves'} over time of ${of}; ${sampleWords(view)}.`;
  }
  const parts = view.curvePage.charts.map(chart => partWords(chart, view, selected?.name ?? 'the run'));
  const look = showsSweep(view, state) ? sweepLook(view, state) : null;
  const shown = look
    ? `${look.series.label} at the end against ${look.sweep.axes[look.axis]!.field}`
    : `${parts.join(', ')} over time`;
  return `${view.title}. ${view.method}. ${shown}; ${sampleWords(view)}.`;
}

/** `loss`; `phases of 10⁻³`, where a chart shows one variant. */
function partWords(
  { kind, title, series: [key = ''] }: CurveChartView,
  view: PanelView,
  run: string,
): string {
  const series = seriesOf(view, key);
  const words = (title ?? (series ? seriesTitle(series) : key)).toLowerCase();
  return kind === 'variants' ? words : `${words} of ${run}`;
}

function figureChart(model: ChartModel, { tokens, sheet }: Style, remark = ''): object {
  const layers = chartLayers(
    {
      x: fixed(model.x),
      y: fixed(model.y),
      right: model.right ? fixed(model.right) : null,
      rightColour: model.right?.colour ?? tokens.foreground,
      data: name => ({ values: [...rows(model, name)].map(thinned(sheet)) }),
      has: name => rows(model, name).length > 0,
      prefix: `${model.key}_`,
    },
    tokens,
  );
  return {
    title: {
      text: model.title,
      subtitle: subtitle(model, remark, sheet.letters),
      anchor: 'start',
      frame: 'group',
      dx: -30,
      offset: 8,
      fontSize: tokens.fontSize + 1,
      fontWeight: 600,
      color: tokens.foreground,
      subtitleColor: tokens.muted,
      subtitleFontSize: tokens.fontSize,
      subtitlePadding: 3,
    },
    width: model.size.width,
    height: model.size.height,
    ...layers,
    layer: [...floorBand(model, tokens), ...layers.layer, ...points(model), ...annotations(model, tokens)],
  };
}

/** Lines of a paper's figures are thinner than those of a screen. */
function thinned({ lines }: FigureSheet): (row: object) => object {
  return row => ('width' in row && lines !== 1 ? { ...row, width: Number(row.width) * lines } : row);
}

function subtitle(
  { caption, signs }: ChartModel,
  remark: string,
  letters: number,
): string | readonly string[] {
  const first = [
    caption,
    ...(signs.includes('paper') ? ['◇ read off the paper'] : []),
    ...(signs.includes('prediction') ? ['+ predicted T½ ± 1 sd'] : []),
  ].join('   ');
  const lines = [
    ...(first.length > letters ? linesOf(first, letters) : [first]),
    ...linesOf(remark, letters),
  ];
  return lines.length === 1 ? first : lines;
}

function rows(model: ChartModel, name: Dataset): readonly object[] {
  if (name === 'shades') return model.phases.filter(phase => phase.shaded);
  return name === 'crowd' ? crowdPaths(model.crowd) : model[name];
}

/** The band at the foot where zeros are drawn. */
function floorBand(model: ChartModel, tokens: ChartTokens): object[] {
  if (!model.floor) return [];
  const [bottom, top] = model.floor.map(y => clampToPlot(pixelY(model.y, model.size.height, y), model));
  return [
    {
      data: { values: [{}] },
      mark: { type: 'rect', fill: tokens.axis, fillOpacity: 0.18 },
      encoding: {
        x: { value: 0 },
        x2: { value: model.size.width },
        y: { value: top },
        y2: { value: bottom },
      },
    },
  ];
}

/** Points that the panel draws over the plot: ends of a sweep, heads of what is running. */
function points(model: ChartModel): object[] {
  if (model.heads.length === 0) return [];
  const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });
  const values = model.heads.map(({ x, y, fill }) => ({
    ...{ px: pixelX(model, x), py: pixelY(model.y, model.size.height, y), fill },
  }));
  return [
    {
      name: `${model.key}_points`,
      data: { values },
      mark: { type: 'point', filled: true, size: 36, opacity: 1 },
      encoding: {
        ...{ x: pixels('px'), y: pixels('py') },
        fill: { field: 'fill', type: 'nominal', scale: null, legend: null },
      },
    },
  ];
}

function clampToPlot(py: number, model: ChartModel): number {
  return Math.max(0, Math.min(model.size.height, py));
}

/** Phase names above the plot with a tick at each beginning, and the name of the time axis. */
function annotations(model: ChartModel, tokens: ChartTokens): object[] {
  const names = model.phases.map(phase => {
    const px = pixelX(model, phase.from);
    const room = pixelX(model, phase.to) - px;
    const text = [phase.label, phase.shortLabel, ''].find(word => word.length * 5.9 + 6 <= room) ?? '';
    return { px, text, top: -17, bottom: -3 };
  });
  const pixels = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });
  return [
    {
      data: { values: names },
      mark: { type: 'rule', stroke: tokens.axis, strokeWidth: 1, clip: false },
      encoding: { x: pixels('px'), y: pixels('top'), y2: { field: 'bottom' } },
    },
    {
      data: { values: names },
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'middle',
        dx: 5,
        fontSize: tokens.fontSize,
        fill: tokens.muted,
      },
      encoding: { x: pixels('px'), y: { value: -10 }, text: { field: 'text' } },
    },
    {
      data: { values: [{ text: model.xTitle ?? '' }] },
      mark: {
        type: 'text',
        align: 'left',
        baseline: 'top',
        dx: 16,
        dy: 8,
        fontSize: tokens.fontSize,
        fill: tokens.muted,
      },
      encoding: { x: { value: model.size.width }, y: { value: model.size.height }, text: { field: 'text' } },
    },
  ];
}

function fixed(axis: AxisModel): AxisSource {
  const texts = JSON.stringify(axis.ticks.labels);
  return {
    low: axis.domain[0],
    high: axis.domain[1],
    values: [...axis.ticks.values],
    labelExpr: `${texts}[indexof(${JSON.stringify(axis.ticks.values)}, datum.value)]`,
  };
}

import type { Field } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec } from 'vega-lite/types_unstable/spec/layer.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/unit.js';
import type { ChartTokens } from './tokens.ts';

export type Layer = LayerSpec<Field>;
type Unit = UnitSpec<Field>;

/** Names of a chart's data sets: the fields of a chart model that are lists of marks. */
export const DATASETS = [
  'shades',
  'ghosts',
  'bands',
  'rightBands',
  'crowd',
  'lines',
  'rightLines',
  'rightTheory',
  'theory',
  'crosses',
  'diamonds',
  'labels',
] as const;
export type Dataset = (typeof DATASETS)[number];

/** One axis as the spec sees it. */
export interface AxisSource {
  readonly low: number;
  readonly high: number;
  readonly values: number[];
  /** Vega expression of a tick's text, from `datum.value`. */
  readonly labelExpr: string;
}

/** Where the spec of a figure's chart takes its numbers from. */
export interface ChartSource {
  readonly x: AxisSource;
  readonly y: AxisSource;
  readonly right: AxisSource | null;
  readonly rightColour: string;
  data(name: Dataset): NonNullable<Unit['data']>;
  /** Data sets that may be left out because they stay empty. */
  has(name: Dataset): boolean;
  /** Before the names of marks: charts in one figure must not share them. */
  readonly prefix: string;
}

/**
 * The layers of one time chart in a figure, from back to front as in the panel (webview/charts/chartPicture.ts): phases,
 * ghosts, bands, lines, theory, marks, words. Values come in drawn coordinates (exponents on log axes), so every scale is
 * linear and no zero can break a line.
 */
export function chartLayers(source: ChartSource, tokens: ChartTokens): Layer {
  const x = (field: string) => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [source.x.low, source.x.high], nice: false, zero: false },
    axis: { values: source.x.values, labelExpr: source.x.labelExpr, ...timeAxisStyle(tokens) },
  });
  const left = (field: string) => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [source.y.low, source.y.high], nice: false, zero: false },
    axis: { values: source.y.values, labelExpr: source.y.labelExpr, ...valueAxisStyle(tokens) },
  });
  const right = (field: string) => ({
    field,
    type: 'quantitative' as const,
    scale: { domain: [source.right?.low ?? 0, source.right?.high ?? 1], nice: false, zero: false },
    axis: {
      orient: 'right' as const,
      values: source.right?.values ?? [],
      labelExpr: source.right?.labelExpr ?? "''",
      ...valueAxisStyle(tokens),
      grid: false,
      labelColor: source.rightColour,
    },
  });
  type Y = typeof left | typeof right;

  const paths = (name: Dataset, y: Y): Unit => ({
    name: source.prefix + name,
    data: source.data(name),
    mark: { type: 'line', clip: true, strokeJoin: 'round', order: false },
    encoding: {
      x: x('x'),
      y: y('y'),
      detail: { field: 'id', type: 'nominal' },
      stroke: literal('stroke'),
      strokeDash: literal('dash'),
      strokeWidth: { field: 'width', type: 'quantitative', scale: null, legend: null },
      strokeOpacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
    },
  });
  const bands = (name: Dataset, y: Y): Unit => ({
    name: source.prefix + name,
    data: source.data(name),
    mark: {
      type: 'area',
      clip: true,
      order: false,
      ...(tokens.bandOpacity === null ? {} : { fillOpacity: tokens.bandOpacity }),
    },
    encoding: {
      x: x('x'),
      y: y('low'),
      y2: { field: 'high' },
      detail: { field: 'id', type: 'nominal' },
      fill: literal('fill'),
      opacity: { field: 'opacity', type: 'quantitative', scale: null, legend: null },
    },
  });

  const main: Unit[] = [
    {
      name: `${source.prefix}shades`,
      data: source.data('shades'),
      mark: { type: 'rect', clip: true, fill: tokens.shade, opacity: 1 },
      encoding: { x: x('from'), x2: { field: 'to' } },
    },
    paths('ghosts', left),
    bands('bands', left),
    paths('crowd', left),
    paths('lines', left),
    theoryPaths(source, 'theory', tokens, x, left),
    ...crosses(source, x),
    {
      name: `${source.prefix}diamonds`,
      data: source.data('diamonds'),
      mark: {
        type: 'point',
        shape: 'diamond',
        size: 46,
        strokeWidth: 1.5,
        fill: tokens.background,
        opacity: 1,
      },
      encoding: { x: x('x'), y: left('y'), stroke: literal('stroke') },
    },
    ...words(source, tokens),
  ];
  const present = main.filter(unit => source.has(datasetOf(unit, source.prefix)));
  // keeps the axes where every data set is empty
  const frame: Unit = {
    name: `${source.prefix}frame`,
    data: { values: [{}] },
    mark: { type: 'rule', opacity: 0 },
    encoding: { x: { ...x('x') }, y: { ...left('y') } },
  };
  const leftLayer: Layer = { layer: [frame, ...present] };
  if (!source.right) return leftLayer;
  return {
    layer: [
      leftLayer,
      {
        layer: [
          bands('rightBands', right),
          paths('rightLines', right),
          ...(source.has('rightTheory') ? [theoryPaths(source, 'rightTheory', tokens, x, right)] : []),
        ],
      },
    ],
    resolve: { scale: { y: 'independent' } },
  };
}

function datasetOf(unit: Unit, prefix: string): Dataset {
  const name = (unit.name ?? '').slice(prefix.length).replace(/_.*$/, '');
  return DATASETS.find(known => known === name) ?? 'lines';
}

function literal(field: string) {
  return { field, type: 'nominal' as const, scale: null, legend: null };
}

/** Theory's lines carry their own cap: dots are round. */
function theoryPaths(
  source: ChartSource,
  name: 'theory' | 'rightTheory',
  tokens: ChartTokens,
  x: (field: string) => NonNullable<Unit['encoding']>['x'],
  y: (field: string) => NonNullable<Unit['encoding']>['y'],
): Unit {
  return {
    name: source.prefix + name,
    data: source.data(name),
    mark: { type: 'line', clip: true, order: false, strokeCap: 'round', stroke: tokens.foreground },
    encoding: {
      x: x('x')!,
      y: y('y')!,
      detail: { field: 'id', type: 'nominal' },
      stroke: literal('stroke'),
      strokeDash: literal('dash'),
      strokeWidth: { field: 'width', type: 'quantitative', scale: null, legend: null },
    },
  };
}

/** A predicted time: an upright and, as its arms, ± 1 sd, standing on the time axis. */
function crosses(source: ChartSource, x: (field: string) => NonNullable<Unit['encoding']>['x']): Unit[] {
  const stroke = literal('stroke');
  return [
    {
      name: `${source.prefix}crosses_arms`,
      data: source.data('crosses'),
      mark: { type: 'rule', strokeWidth: 2, clip: true },
      encoding: { x: x('low')!, x2: { field: 'high' }, y: { value: { expr: 'height - 5' } }, stroke },
    },
    {
      name: `${source.prefix}crosses_uprights`,
      data: source.data('crosses'),
      mark: { type: 'rule', strokeWidth: 2, clip: true },
      encoding: {
        x: x('x')!,
        y: { value: { expr: 'height - 11' } },
        y2: { value: { expr: 'height' } },
        stroke,
      },
    },
  ];
}

/** Words beside curves, in pixels of the plot rectangle. */
function words(source: ChartSource, { fontSize }: ChartTokens): Unit[] {
  const pixels = (field: string) => ({ field, type: 'quantitative' as const, scale: null, axis: null });
  return (['left', 'center', 'right'] as const).map(align => ({
    name: `${source.prefix}labels_${align}`,
    data: source.data('labels'),
    transform: [{ filter: `datum.align === '${align}'` }],
    mark: { type: 'text', align, baseline: 'middle', fontSize, clip: false },
    encoding: {
      x: pixels('px'),
      y: pixels('py'),
      text: { field: 'text', type: 'nominal' },
      color: literal('colour'),
    },
  }));
}

function timeAxisStyle(tokens: ChartTokens) {
  return {
    grid: false,
    domain: true,
    domainColor: tokens.axis,
    ticks: true,
    tickColor: tokens.axis,
    tickSize: 4,
    labelPadding: 4,
    labelFlush: false,
    labelColor: tokens.muted,
    labelFontSize: tokens.fontSize,
    labelOverlap: false,
    title: null,
  } as const;
}

function valueAxisStyle(tokens: ChartTokens) {
  return {
    grid: true,
    gridColor: tokens.grid,
    gridWidth: 1,
    domain: false,
    ticks: false,
    labelPadding: 6,
    labelColor: tokens.muted,
    labelFontSize: tokens.fontSize,
    labelOverlap: false,
    title: null,
  } as const;
}

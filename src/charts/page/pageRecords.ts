import type {
  HeatChart,
  ImagesChart,
  MatrixChart,
  PageChart,
  SharesChart,
  StripChart,
  TextsChart,
  XyChart,
} from '../../protocol/page.ts';

/** One thing that a chart draws, as a row of its table. */
export interface PageRecord {
  /** Series, lane, row, path or line that it belongs to. */
  readonly item: string;
  readonly x: number | string | null;
  readonly y: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Runs that it stands for. */
  readonly count: number | null;
  readonly words: string;
}

const NOTHING = { x: null, y: null, low: null, high: null, count: null, words: '' } as const;

/** What the columns of a chart’s table are called; those that nothing fills are left out. */
export function recordHeads(chart: PageChart): Readonly<Record<keyof PageRecord, string>> {
  const heads = { item: 'of', x: 'x', y: 'value', low: 'low', high: 'high', count: 'runs', words: 'remark' };
  switch (chart.kind) {
    case 'xy':
      return { ...heads, x: chart.x.label, y: chart.y.label };
    case 'shares':
      return { ...heads, x: chart.columns.label, count: chart.unit, words: 'ended as' };
    case 'strip':
      return { ...heads, y: chart.value.label };
    case 'heat':
      return { ...heads, x: chart.x.label, y: chart.y.label };
    case 'matrix':
      return {
        ...heads,
        item: chart.rows.label,
        x: chart.columns.label,
        count: chart.unit,
        words: 'variant',
      };
    case 'images':
      return { ...heads, item: 'variant', words: 'image' };
    case 'texts':
      return { ...heads, item: 'variant', x: 'what', words: 'text' };
  }
}

/** All that a chart draws; with `whole` also what only a file has room for: the cells of a map and the points of paths. */
export function recordsOf(chart: PageChart, whole: boolean): readonly PageRecord[] {
  switch (chart.kind) {
    case 'xy':
      return xyRecords(chart);
    case 'shares':
      return sharesRecords(chart);
    case 'strip':
      return stripRecords(chart);
    case 'heat':
      return heatRecords(chart, whole);
    case 'matrix':
      return matrixRecords(chart);
    case 'images':
      return imageRecords(chart);
    case 'texts':
      return textRecords(chart);
  }
}

function xyRecords({ series, lines }: XyChart): PageRecord[] {
  const points = series.flatMap(({ name, points: all }) =>
    all.map(({ x, y, spread, count, words }): PageRecord => ({
      ...{ item: name, x, y, low: spread?.[0] ?? null, high: spread?.[1] ?? null, count, words },
    })),
  );
  const drawn = lines.flatMap(({ kind, label, shape }): PageRecord[] => {
    const line = { ...NOTHING, item: `${kind}: ${label}` };
    if (shape.kind === 'curve') return shape.points.map(([x, y]) => ({ ...line, x, y }));
    return [shape.kind === 'x' ? { ...line, x: shape.value } : { ...line, y: shape.value }];
  });
  return [...points, ...drawn];
}

function sharesRecords({ bars, categories, columns, lanes, lines }: SharesChart): PageRecord[] {
  return [
    ...bars.flatMap(({ column, lane, counts }) =>
      categories.map(({ label }, i): PageRecord => ({
        ...{
          ...NOTHING,
          item: lanes[lane] ?? '',
          x: columns.names[column] ?? '',
          count: counts[i] ?? 0,
          words: label,
        },
      })),
    ),
    ...lines.map(({ kind, label }) => ({ ...NOTHING, item: `${kind}: ${label}` })),
  ];
}

function stripRecords({ rows, threshold }: StripChart): PageRecord[] {
  return [
    ...rows.flatMap(({ name, values }) =>
      values.map(({ value, words }) => ({ ...NOTHING, item: name, y: value, words })),
    ),
    { ...NOTHING, item: threshold.label, y: threshold.value },
  ];
}

function heatRecords(chart: HeatChart, whole: boolean): PageRecord[] {
  const { marks, paths, x, y, value, columns, rows, values } = chart;
  const found = marks.map(mark => ({
    ...NOTHING,
    item: mark.label,
    x: mark.x,
    y: mark.y,
    words: mark.words,
  }));
  const routes = paths.flatMap(({ name, pieces }) => {
    const points = pieces.flatMap(piece =>
      Array.from({ length: Math.floor(piece.length / 2) }, (_, i) => ({
        x: piece[2 * i]!,
        y: piece[2 * i + 1]!,
      })),
    );
    const ends = whole ? points : [points[0], points.at(-1)].filter(point => point !== undefined);
    return ends.map(point => ({
      ...NOTHING,
      item: name,
      ...point,
      words: whole ? '' : point === ends[0] ? 'start' : 'end',
    }));
  });
  if (!whole) return [...found, ...routes];
  const cells = Array.from(values, (at, i) => ({
    ...{ ...NOTHING, item: value.label },
    x: x.from + (((i % columns) + 0.5) / columns) * (x.to - x.from),
    y: y.from + ((Math.floor(i / columns) + 0.5) / rows) * (y.to - y.from),
    words: String(at),
  }));
  return [...found, ...routes, ...cells];
}

function matrixRecords({ rows, columns, tables }: MatrixChart): PageRecord[] {
  return tables.flatMap(({ name, counts }) =>
    counts.map((count, i) => ({
      ...NOTHING,
      item: rows.names[Math.floor(i / columns.names.length)] ?? '',
      x: columns.names[i % columns.names.length] ?? '',
      count,
      words: name,
    })),
  );
}

function imageRecords({ groups }: ImagesChart): PageRecord[] {
  return groups.flatMap(({ name, images }) => images.map(({ words }) => ({ ...NOTHING, item: name, words })));
}

function textRecords({ groups }: TextsChart): PageRecord[] {
  return groups.flatMap(({ name, texts }) =>
    texts.map(({ heading, text }) => ({ ...NOTHING, item: name, x: heading, words: text })),
  );
}

import type { HeatChart, PageAxis } from '../../protocol/page.ts';
import { cividis } from '../cividis.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import { FreeSpace, boxOf } from '../model/freeSpace.ts';
import { plain } from '../numbers.ts';
import type { ChartTokens } from '../tokens.ts';
import { placeAxis } from './pageAxis.ts';
import { frame, segment } from './pageFrame.ts';
import { cheapest } from './pageLines.ts';
import type { PageModel, PathMark, PointMark, RectMark, Stop } from './pageModel.ts';
import { toneMark } from './toneStyle.ts';
import { words } from './xyModel.ts';

/** Steps of colour: cells of the same step that touch in a row are one rectangle. */
const STEPS = 24;
const MARK_AREA = 110;
/** Number of the cells that belong to no basin. */
const NO_BASIN = 255;
/** Over colours from dark to bright only white with a dark edge can be seen everywhere. */
const LIGHT = '#ffffff';
const DARK = '#000000';

/** The map with its basins, the paths over it, and what was found. */
export function heatModel(
  chart: HeatChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const { width, height } = size;
  const x = placeAxis(chart.x, [], width, 34);
  const y = placeAxis(chart.y, [], height, 28);
  const [low, high] = rangeOf(chart.values);
  const own = chart.paths.filter(({ variant }) => variant !== null && variant === selected);
  const paths = own.length > 0 ? own : chart.paths;
  const at = (px: number, py: number) => ({ px: x.place(px), py: height - y.place(py) });
  const marks = chart.marks.map((mark): PointMark => ({
    ...{ x: x.place(mark.x), y: height - y.place(mark.y), size: MARK_AREA },
    ...{ shape: toneMark(mark.tone, tokens).shape, fill: LIGHT, stroke: DARK },
  }));
  const labels = markLabels(chart, marks, size, tokens);
  const framed = frame(size, x, y, tokens);
  return {
    ...words(chart),
    size,
    xTitle: chart.x.label,
    ...framed,
    rules: framed.rules.filter(({ id }) => !id.startsWith('grid')),
    selected: [],
    rects: cellsOf(chart, size, low, high),
    paths: [
      ...borders(chart, size),
      ...paths.flatMap(({ pieces, tone }, i) =>
        pieces.flatMap((piece, k) =>
          cased(
            `path${i}.${k}`,
            pieceOf(piece, at),
            tone === 'good' || tone === 'neutral' ? [1, 0] : [4, 2.5],
          ),
        ),
      ),
    ],
    theory: [],
    marks: [...paths.flatMap(({ pieces }) => startMark(pieces[0], at)), ...marks],
    plates: labels.map(label => plateOf(label, tokens)),
    labels,
    scale: { label: chart.value.label, low: plain(low), high: plain(high) },
    stops: [...markStops(chart, marks), ...pathStops(paths, at)],
  };
}

function rangeOf(values: Float64Array): readonly [number, number] {
  const low = values.reduce((a, b) => (b < a ? b : a), Infinity);
  const high = values.reduce((a, b) => (b > a ? b : a), -Infinity);
  return [low, high];
}

/** The share of the colours at a value. */
function shareOf({ scale }: PageAxis, value: number, low: number, high: number): number {
  if (!(high > low)) return 0.5;
  if (scale === 'log' && low > 0) return Math.log(value / low) / Math.log(high / low);
  return (value - low) / (high - low);
}

/** Rows of cells, those of the same colour joined. */
function cellsOf(
  { value, values, columns, rows }: HeatChart,
  size: PlotSize,
  low: number,
  high: number,
): RectMark[] {
  const [across, down] = [size.width / columns, size.height / rows];
  const rects: RectMark[] = [];
  for (let row = 0; row < rows; row++) {
    const stepAt = (column: number) =>
      Math.min(STEPS - 1, Math.floor(STEPS * shareOf(value, values[row * columns + column]!, low, high)));
    for (let column = 0; column < columns;) {
      const step = stepAt(column);
      let end = column + 1;
      while (end < columns && stepAt(end) === step) end++;
      const top = size.height - (row + 1) * down;
      // half a pixel more, so that nothing shines through between neighbours
      rects.push({
        ...{
          x: column * across,
          x2: Math.min(size.width, end * across + 0.5),
          y: top,
          y2: Math.min(size.height, top + down + 0.5),
        },
        ...{
          fill: cividis((step + 0.5) / STEPS).fill,
          fillOpacity: 1,
          stroke: 'none',
          strokeWidth: 0,
        },
      });
      column = end;
    }
  }
  return rects;
}

/** Where cells of two basins touch. */
function borders({ basins, columns, rows }: HeatChart, size: PlotSize): PathMark[] {
  if (!basins) return [];
  const [across, down] = [size.width / columns, size.height / rows];
  const style = { dash: [1, 0], width: 1.5, opacity: 0.75 };
  const paths: PathMark[] = [];
  const edge = (...ends: readonly [number, number, number, number]) =>
    paths.push(...segment(`border${paths.length}`, ends, LIGHT, style));
  const differ = (one: number, other: number) =>
    basins[one] !== basins[other] && basins[one] !== NO_BASIN && basins[other] !== NO_BASIN;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const [right, top] = [(column + 1) * across, size.height - (row + 1) * down];
      if (column + 1 < columns && differ(cell, cell + 1)) edge(right, top, right, top + down);
      if (row + 1 < rows && differ(cell, cell + columns)) edge(right - across, top, right, top);
    }
  return paths;
}

function pieceOf(
  piece: readonly number[],
  at: (x: number, y: number) => { px: number; py: number },
): { px: number; py: number }[] {
  return Array.from({ length: Math.floor(piece.length / 2) }, (_, i) => at(piece[2 * i]!, piece[2 * i + 1]!));
}

/** A white line with a dark edge. */
function cased(
  id: string,
  points: readonly { px: number; py: number }[],
  dash: readonly number[],
): PathMark[] {
  const drawn = (suffix: string, style: Pick<PathMark, 'stroke' | 'dash' | 'width' | 'opacity'>) =>
    points.map(({ px, py }) => ({ id: `${id}${suffix}`, x: px, y: py, ...style }));
  return [
    ...drawn('edge', { stroke: DARK, dash: [1, 0], width: 2.6, opacity: 0.5 }),
    ...drawn('', { stroke: LIGHT, dash, width: 1.25, opacity: 0.95 }),
  ];
}

function startMark(
  piece: readonly number[] | undefined,
  at: (x: number, y: number) => { px: number; py: number },
): PointMark[] {
  if (!piece || piece.length < 2) return [];
  const { px, py } = at(piece[0]!, piece[1]!);
  return [{ x: px, y: py, shape: 'circle', size: 14, fill: LIGHT, stroke: DARK }];
}

function markLabels(
  { marks: described }: HeatChart,
  marks: readonly PointMark[],
  size: PlotSize,
  tokens: ChartTokens,
): ChartLabel[] {
  const space = new FreeSpace({ ...size });
  for (const { x, y } of marks) space.take({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 });
  return marks.flatMap(({ x, y }, i) => {
    const text = described[i]!.label;
    const places = [
      { px: x, py: y - 18, align: 'center' as const },
      { px: x, py: y + 19, align: 'center' as const },
      { px: x + 13, py: y, align: 'left' as const },
      { px: x - 13, py: y, align: 'right' as const },
      { px: x + 4, py: y - 18, align: 'left' as const },
      { px: x - 4, py: y - 18, align: 'right' as const },
      { px: x + 4, py: y + 19, align: 'left' as const },
      { px: x - 4, py: y + 19, align: 'right' as const },
    ].map(place => ({ ...place, text, colour: tokens.foreground }));
    const best = cheapest(places, space);
    if (best === null) return [];
    space.take(boxOf(best));
    return [best];
  });
}

function plateOf(label: ChartLabel, tokens: ChartTokens): RectMark {
  const box = boxOf(label);
  return {
    ...{ x: box.left - 3, x2: box.right + 3, y: box.top - 2, y2: box.bottom + 2 },
    ...{ fill: tokens.background, fillOpacity: 0.9, stroke: 'none', strokeWidth: 0 },
  };
}

function markStops({ marks: described }: HeatChart, marks: readonly PointMark[]): Stop[] {
  return marks.map(({ x, y }, i) => ({
    box: { left: x - 9, right: x + 9, top: y - 9, bottom: y + 9 },
    words: [described[i]!.label, described[i]!.words].filter(text => text !== '').join(', '),
    variant: null,
  }));
}

function pathStops(
  paths: HeatChart['paths'],
  at: (x: number, y: number) => { px: number; py: number },
): Stop[] {
  return paths.flatMap(({ pieces, name, variant }) => {
    const [piece] = pieces;
    if (!piece || piece.length < 2) return [];
    const { px, py } = at(piece[0]!, piece[1]!);
    return [{ box: { left: px - 6, right: px + 6, top: py - 6, bottom: py + 6 }, words: name, variant }];
  });
}

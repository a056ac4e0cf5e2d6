import type { PageAxis, PageLine, XyChart, XyPoint, XySeries } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import { FreeSpace, boxOf, type Box } from '../model/freeSpace.ts';
import { DASHES, type ChartTokens } from '../tokens.ts';
import { axisText, placeAxis, type PlacedAxis } from './pageAxis.ts';
import { frame, segment } from './pageFrame.ts';
import { cheapest, lineLabels, linePaths, type PlacedLine } from './pageLines.ts';
import type { PageModel, PathMark, PointMark, RectMark, Stop } from './pageModel.ts';
import { toneMark } from './toneStyle.ts';

/** Area of a point that stands for one run, and of one that stands for many. */
const SMALLEST = 34;
const LARGEST = 240;
/** Least distance of ticks on the two axes. */
const X_GAP = 34;
const Y_GAP = 28;

/** A series with its points in pixels. */
interface Placed {
  readonly series: XySeries;
  readonly colour: string;
  readonly points: readonly { readonly point: XyPoint; readonly px: number; readonly py: number }[];
}

/** Points and lines over two axes, with reference lines, names and what can be read. */
export function xyModel(
  chart: XyChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const { width, height } = size;
  const shown = shownSeries(chart, selected);
  const points = shown.flatMap(series => series.points);
  const bars = shown.some(({ style }) => style === 'bars');
  const x = placeAxis(
    chart.x,
    [...points.map(point => point.x), ...lineValues(chart.lines, 0)],
    width,
    X_GAP,
  );
  const y = placeAxis(
    chart.y,
    [...points.flatMap(point => [point.y, ...(point.spread ?? [])]), ...lineValues(chart.lines, 1)],
    height,
    Y_GAP,
    bars || chart.y.scale === 'linear',
  );
  const placed = shown.map(series => place(series, x, y, height, tokens));
  const lines = chart.lines.map(line => placeLine(line, x, y, size));
  const largest = points.reduce((most, { count }) => Math.max(most, count), 1);
  const marks = placed.flatMap(one => marksOf(one, largest, tokens));
  const paths = placed.flatMap((one, i) => pathsOf(one, i, y, height));
  const space = new FreeSpace({ ...size });
  for (const line of lines) space.cover(line.points.map(([px, py]) => ({ px, py })));
  for (const { series, points: drawn } of placed) if (isLine(series)) space.cover(drawn);
  for (const mark of marks) coverMark(space, mark);
  const names = shown.length > 1 ? nameLabels(placed, space, tokens) : [];
  return {
    ...words({ ...chart, caption: captionOf(chart.caption, shown) }),
    size,
    xTitle: chart.x.label,
    ...frame(size, x, y, tokens, chart.y),
    selected: selectedColumns(placed, selected, width, height),
    rects: placed.flatMap(one => barsOf(one, x, height, tokens)),
    paths,
    theory: linePaths(lines, tokens),
    marks,
    plates: [],
    labels: [...names, ...lineLabels(lines, space, size, tokens)],
    scale: null,
    stops: stopsOf(placed, chart.x, chart.y),
  };
}

/** What every model says as its description does. */
export function words(
  chart: Pick<XyChart, 'key' | 'title' | 'caption' | 'summary'> & Partial<Pick<PageModel, 'categories'>>,
): Pick<PageModel, 'key' | 'title' | 'caption' | 'summary' | 'categories'> {
  const { key, title, caption, summary, categories = [] } = chart;
  return { key, title, caption, summary, categories };
}

/** Those that always stand, and those of the selected variant, or of the first that has its own. */
function shownSeries({ series }: XyChart, selected: string | null): readonly XySeries[] {
  const owners = series.flatMap(({ variant }) => variant ?? []);
  const owner = selected !== null && owners.includes(selected) ? selected : owners[0];
  return series.filter(({ variant }) => variant === null || variant === owner);
}

/** Which variant it is of, where it follows the selected one. */
function captionOf(caption: string, shown: readonly XySeries[]): string {
  const owners = shown.flatMap(({ variant, name }) => (variant === null || name === '' ? [] : [name]));
  return [...owners, caption].join('; ');
}

function isLine({ style }: XySeries): boolean {
  return style === 'line' || style === 'both';
}

function lineValues(lines: readonly PageLine[], axis: 0 | 1): number[] {
  return lines.flatMap(({ shape }) => {
    if (shape.kind === 'curve') return shape.points.map(point => point[axis]);
    return (shape.kind === 'x') === (axis === 0) ? [shape.value] : [];
  });
}

function place(series: XySeries, x: PlacedAxis, y: PlacedAxis, height: number, tokens: ChartTokens): Placed {
  const colour =
    series.colour === null
      ? tokens.foreground
      : (tokens.series[series.colour % tokens.series.length] ?? tokens.foreground);
  return {
    series,
    colour,
    points: series.points.flatMap(point => {
      const px = x.place(point.x + series.aside);
      const py = height - y.place(point.y);
      return Number.isFinite(px) && Number.isFinite(py) ? [{ point, px, py }] : [];
    }),
  };
}

function placeLine(
  { kind, label, shape }: PageLine,
  x: PlacedAxis,
  y: PlacedAxis,
  size: PlotSize,
): PlacedLine {
  const { width, height } = size;
  switch (shape.kind) {
    case 'x': {
      const px = x.place(shape.value);
      return {
        kind,
        label,
        points:
          px >= 0 && px <= width
            ? [
                [px, 0],
                [px, height],
              ]
            : [],
      };
    }
    case 'y': {
      const py = height - y.place(shape.value);
      return {
        kind,
        label,
        points:
          py >= 0 && py <= height
            ? [
                [0, py],
                [width, py],
              ]
            : [],
      };
    }
    case 'curve':
      return {
        kind,
        label,
        points: shape.points
          .map(([at, value]) => [x.place(at), height - y.place(value)] as const)
          .filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py)),
      };
  }
}

function marksOf({ series, colour, points }: Placed, largest: number, tokens: ChartTokens): PointMark[] {
  if (series.style === 'line' || series.style === 'bars') return [];
  return points.map(({ point, px, py }) => {
    const share = largest > 1 ? (point.count - 1) / (largest - 1) : 0;
    const style =
      point.tone === 'neutral'
        ? { shape: 'circle' as const, fill: colour, stroke: colour }
        : toneMark(point.tone, tokens);
    return { x: px, y: py, size: SMALLEST + share * (LARGEST - SMALLEST), ...style };
  });
}

/** Lines through points, and the spread of each point as an upright stroke. */
function pathsOf({ series, colour, points }: Placed, at: number, y: PlacedAxis, height: number): PathMark[] {
  const dash = DASHES[series.dash % DASHES.length] ?? [1, 0];
  const spreads = points.flatMap(({ point, px }, i) =>
    point.spread
      ? segment(
          `spread${at}.${i}`,
          [px, height - y.place(point.spread[0]), px, height - y.place(point.spread[1])],
          colour,
          { dash: [1, 0], width: 1.25, opacity: 0.8 },
        )
      : [],
  );
  if (!isLine(series)) return spreads;
  const style = { stroke: colour, dash, width: 1.75, opacity: 1 };
  return [...spreads, ...points.map(({ px, py }) => ({ id: `series${at}`, x: px, y: py, ...style }))];
}

function barsOf(
  { series, colour, points }: Placed,
  x: PlacedAxis,
  height: number,
  tokens: ChartTokens,
): RectMark[] {
  if (series.style !== 'bars') return [];
  const gap = slot(points.map(({ px }) => px)) || x.place(1) - x.place(0) || 20;
  const half = Math.max(2, Math.min(12, 0.32 * gap));
  return points.map(({ px, py }) => ({
    ...{ x: px - half, x2: px + half, y: Math.min(py, height), y2: height },
    ...{ fill: colour === tokens.foreground ? tokens.ghost : colour, fillOpacity: 0.3 },
    ...{ stroke: colour, strokeWidth: 1.25 },
  }));
}

/** Least distance of neighbours; 0 with fewer than two. */
function slot(places: readonly number[]): number {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const gap = sorted.slice(1).reduce((least, at, i) => Math.min(least, at - sorted[i]!), Infinity);
  return Number.isFinite(gap) ? gap : 0;
}

/** The columns in which the selected variant’s points stand. */
function selectedColumns(
  placed: readonly Placed[],
  selected: string | null,
  width: number,
  height: number,
): readonly Box[] {
  const all = placed.flatMap(({ points }) => points);
  const own = all.filter(({ point }) => point.variant !== null && point.variant === selected);
  const others = all.some(({ point }) => point.variant !== selected);
  if (own.length === 0 || !others) return [];
  const columns = new Set(own.map(({ px }) => px));
  const half = columns.size > 4 ? 0 : Math.min(16, Math.max(6, slot(all.map(({ px }) => px)) / 2));
  return [...columns].map(px => ({
    ...{ left: Math.max(0, px - half), right: Math.min(width, px + half), top: 0, bottom: height },
  }));
}

/** The name of each series beside one of its last points, in its colour. */
function nameLabels(placed: readonly Placed[], space: FreeSpace, tokens: ChartTokens): ChartLabel[] {
  return placed.flatMap(({ series, colour, points }) => {
    const text = series.name;
    // that of the selected variant stands in the caption
    if (text === '' || series.variant !== null) return [];
    const places = [...points].reverse().flatMap(({ px, py }) =>
      [
        { px: px + 9, py, align: 'left' as const },
        { px, py: py - 13, align: 'center' as const },
        { px, py: py + 14, align: 'center' as const },
        { px: px - 9, py, align: 'right' as const },
      ].map(at => ({ ...at, text, colour: series.colour === null ? tokens.foreground : colour })),
    );
    const best = cheapest(places, space);
    if (best === null) return [];
    space.take(boxOf(best));
    return [best];
  });
}

function coverMark(space: FreeSpace, { x, y, size }: PointMark): void {
  const half = Math.sqrt(size) / 2;
  for (const dy of [-half, 0, half])
    space.cover([
      { px: x - half, py: y + dy },
      { px: x + half, py: y + dy },
    ]);
}

function stopsOf(placed: readonly Placed[], x: PageAxis, y: PageAxis): Stop[] {
  return placed
    .flatMap(({ series, points }) =>
      points.map(({ point, px, py }) => ({
        px,
        stop: {
          box: { left: px - 9, right: px + 9, top: py - 9, bottom: py + 9 },
          words: [
            `${x.label} = ${axisText(x, point.x)}${series.name === '' ? '' : `, ${series.name}`}: ${y.label} ${axisText(y, point.y)}`,
            ...(point.words === '' ? [] : [point.words]),
          ].join(', '),
          variant: point.variant,
        },
      })),
    )
    .sort((a, b) => a.px - b.px)
    .map(({ stop }) => stop);
}

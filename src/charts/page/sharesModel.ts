import type { SharesChart } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import { FreeSpace, type Box } from '../model/freeSpace.ts';
import type { ChartTokens } from '../tokens.ts';
import { footWords, segment } from './pageFrame.ts';
import { lineLabels, linePaths } from './pageLines.ts';
import type { PageModel, RectMark, Stop } from './pageModel.ts';
import { toneArea } from './toneStyle.ts';
import { words } from './xyModel.ts';

/** Room above the bars for the words of reference lines, and above each lane for its name. */
const HEAD = 18;
const LANE_NAME = 17;
const GAP = 8;
/** A count stands in its part of a bar where that is this high and the digits have room. */
const COUNT_HEIGHT = 13;
const DIGIT = 6.5;

interface Bar {
  readonly box: Box;
  readonly parts: readonly { readonly rect: RectMark; readonly count: number; readonly at: number }[];
  readonly stop: Stop;
}

/** Stacked bars, one a column, in lanes; counts stand in the bars, so that nothing has to be read off an axis. */
export function sharesModel(
  chart: SharesChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const { width, height } = size;
  const named = chart.lanes.length > 1;
  const head = chart.lines.length > 0 ? HEAD * Math.min(2, chart.lines.length) : 0;
  const lane = (height - head) / Math.max(1, chart.lanes.length);
  const step = width / Math.max(1, chart.columns.names.length);
  const tops = chart.lanes.map((_, i) => head + i * lane + (named ? LANE_NAME : 0));
  const tall = lane - (named ? LANE_NAME + 2 : 0) - (named ? 0 : GAP);
  const bars = chart.bars.map(bar => {
    const centre = (bar.column + 0.5) * step;
    const half = Math.min(26, 0.36 * step);
    return stacked(
      chart,
      bar,
      {
        left: centre - half,
        right: centre + half,
        top: tops[bar.lane]! + (named ? 0 : GAP),
        bottom: tops[bar.lane]! + tall + (named ? 0 : GAP),
      },
      tokens,
    );
  });
  const lines = chart.lines.map(({ kind, label, at }) => {
    const px = (at + 0.5) * step;
    // a line on a column would cross the counts in its bars
    const foot = Number.isInteger(at) ? Math.max(6, (tops[0] ?? 0) - (named ? LANE_NAME : -GAP) - 3) : height;
    return { kind, label, points: [[px, 0] as const, [px, foot] as const] };
  });
  const space = new FreeSpace({ ...size });
  for (const { box } of bars) space.take(box);
  chart.lanes.forEach((name, i) => {
    if (named) space.take({ left: 0, right: 6.3 * name.length, top: tops[i]! - LANE_NAME, bottom: tops[i]! });
  });
  return {
    ...words(chart),
    size,
    xTitle: chart.columns.label,
    rules: tops.flatMap((top, i) => {
      const foot = top + tall + (named ? 0 : GAP);
      return segment(`lane${i}`, [0, foot, width, foot], tokens.axis);
    }),
    ticks: [
      ...footWords(
        {
          values: chart.columns.names.map((_, i) => (i + 0.5) * step),
          labels: thinned(chart.columns.names, step),
        },
        height,
        tokens,
      ),
      ...(named ? chart.lanes.map((name, i) => laneName(name, tops[i]!, tokens)) : []),
    ],
    floor: null,
    selected: bars
      .filter(({ stop }) => stop.variant !== null && stop.variant === selected)
      .map(({ box }) => ({ ...box, left: box.left - 4, right: box.right + 4, top: box.top - 3 })),
    rects: bars.flatMap(({ parts }) => parts.map(({ rect }) => rect)),
    paths: [],
    theory: linePaths(lines, tokens),
    marks: [],
    plates: [],
    labels: [...bars.flatMap(bar => counts(bar, tokens)), ...lineLabels(lines, space, size, tokens)],
    scale: null,
    stops: bars.map(({ stop }) => stop),
  };
}

function laneName(text: string, top: number, tokens: ChartTokens): ChartLabel {
  return { px: 0, py: top - LANE_NAME / 2, text, colour: tokens.muted, align: 'left' };
}

/** Names as there is room: all, or every second, fifth… */
function thinned(names: readonly string[], step: number): readonly string[] {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 1);
  const every = [1, 2, 5, 10, 20, 50].find(n => n * step >= longest * DIGIT + 6) ?? 100;
  return names.map((name, i) => (i % every === 0 ? name : ''));
}

function stacked(chart: SharesChart, bar: SharesChart['bars'][number], box: Box, tokens: ChartTokens): Bar {
  const total = bar.counts.reduce((sum, count) => sum + count, 0);
  const parts: { rect: RectMark; count: number; at: number }[] = [];
  let foot = box.bottom;
  bar.counts.forEach((count, i) => {
    const category = chart.categories[i];
    if (count === 0 || category === undefined) return;
    const top = foot - (count / total) * (box.bottom - box.top);
    const rect = {
      x: box.left,
      x2: box.right,
      y: top + 0.5,
      y2: foot - 0.5,
      ...toneArea(category.tone, tokens),
    };
    parts.push({ rect, count, at: (top + foot) / 2 });
    foot = top;
  });
  const where = [
    `${chart.columns.label} = ${chart.columns.names[bar.column] ?? ''}`,
    ...(chart.lanes.length > 1 ? [chart.lanes[bar.lane] ?? ''] : []),
  ].join(', ');
  const what = chart.categories
    .flatMap(({ label }, i) => (bar.counts[i] ? [`${bar.counts[i]} ${label}`] : []))
    .join(', ');
  return {
    box,
    parts,
    stop: {
      box,
      words: `${where}: ${what === '' ? 'none ended yet' : `${what} of ${total} ${chart.unit}`}`,
      variant: bar.variant,
    },
  };
}

/** How many, in each part that has the room. */
function counts({ parts, box }: Bar, tokens: ChartTokens): ChartLabel[] {
  return parts
    .filter(
      ({ rect, count }) =>
        rect.y2 - rect.y >= COUNT_HEIGHT && box.right - box.left >= String(count).length * DIGIT,
    )
    .map(({ count, at }) => ({
      ...{
        px: (box.left + box.right) / 2,
        py: at,
        text: String(count),
        colour: tokens.foreground,
        align: 'center',
      },
    }));
}

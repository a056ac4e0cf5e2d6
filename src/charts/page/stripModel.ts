import type { StripChart, Tone } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import { cut } from '../model/endLabels.ts';
import { boxOf } from '../model/freeSpace.ts';
import type { ChartTokens } from '../tokens.ts';
import { axisText, placeAxis } from './pageAxis.ts';
import { footWords, segment } from './pageFrame.ts';
import type { PageModel, PointMark, Stop } from './pageModel.ts';
import { toneColour, toneMark } from './toneStyle.ts';
import { words } from './xyModel.ts';

/** Room above the rows for what the threshold means. */
const HEAD = 18;
/** Values closer than this are one point, whose area grows with their number. */
const DOT = 6;
const AREA = 34;
const LARGEST = 180;

/** Points of one row that lie at the same place and mean the same. */
interface Heap {
  readonly px: number;
  readonly tone: Tone;
  readonly values: number[];
  readonly words: string[];
}

/** A row of points for each variant; runs at the same value are one larger point with their number, so that none is hidden. */
export function stripModel(
  chart: StripChart,
  size: PlotSize,
  tokens: ChartTokens,
  selected: string | null,
): PageModel {
  const { width, height, padding } = size;
  const all = chart.rows.flatMap(({ values }) => values.map(({ value }) => value));
  const x = placeAxis(chart.value, [...all, chart.threshold.value], width, 44);
  const row = (height - HEAD) / Math.max(1, chart.rows.length);
  const at = x.place(chart.threshold.value);
  const rows = chart.rows.map((each, i) => {
    const middle = HEAD + (i + 0.5) * row;
    return { ...each, middle, heaps: heapsOf(each.values, value => x.place(value)) };
  });
  const largest = Math.max(1, ...rows.flatMap(({ heaps }) => heaps.map(({ values }) => values.length)));
  return {
    ...words(chart),
    size,
    xTitle: chart.value.label,
    rules: [
      ...rows.flatMap(({ middle }, i) => segment(`row${i}`, [0, middle, width, middle], tokens.grid)),
      ...segment('axis', [0, height, width, height], tokens.axis),
      ...x.ticks.values.flatMap((tick, i) =>
        segment(`tick${i}`, [tick, height, tick, height + 4], tokens.axis),
      ),
    ],
    ticks: [
      ...footWords(x.ticks, height, tokens),
      ...rows.flatMap(({ name, note, middle }) => [
        {
          ...{ px: -6, py: middle, align: 'right' as const },
          text: cut(name, padding.left - 6),
          colour: tokens.muted,
        },
        {
          ...{ px: width + 6, py: middle, align: 'left' as const },
          text: cut(note, padding.right - 6),
          colour: tokens.muted,
        },
      ]),
    ],
    floor: null,
    selected: rows
      .filter(({ variant }) => rows.length > 1 && variant !== null && variant === selected)
      .map(({ middle }) => ({
        left: 0,
        right: width,
        top: middle - row / 2 + 1,
        bottom: middle + row / 2 - 1,
      })),
    rects: [],
    paths: segment('threshold', [at, HEAD - 4, at, height], toneColour('good', tokens), {
      ...{ dash: [1, 0], width: 1.75, opacity: 1 },
    }).slice(),
    theory: [],
    marks: rows.flatMap(({ heaps, middle }) => heaps.map(heap => markOf(heap, middle, largest, tokens))),
    plates: [],
    labels: [
      thresholdLabel(chart.threshold.label, at, width, tokens),
      ...rows.flatMap(({ heaps, middle }) => countLabels(heaps, middle, largest, tokens)),
    ],
    scale: null,
    stops: rows.flatMap(({ heaps, middle, name, variant }) =>
      heaps.map(heap => stopOf(heap, { middle, name, variant, row }, chart)),
    ),
  };
}

function thresholdLabel(text: string, at: number, width: number, tokens: ChartTokens) {
  const right = at > width / 2;
  return {
    px: at + (right ? -5 : 5),
    py: 8,
    text,
    colour: tokens.foreground,
    align: right ? 'right' : 'left',
  } as const;
}

function heapsOf(
  values: StripChart['rows'][number]['values'],
  place: (value: number) => number,
): readonly Heap[] {
  const heaps = new Map<string, Heap>();
  for (const { value, tone, words: text } of values) {
    const px = Math.round(place(value) / DOT) * DOT;
    if (!Number.isFinite(px)) continue;
    const key = `${px} ${tone}`;
    const heap = heaps.get(key) ?? { px: place(value), tone, values: [], words: [] };
    heap.values.push(value);
    if (!heap.words.includes(text)) heap.words.push(text);
    heaps.set(key, heap);
  }
  return [...heaps.values()].sort((a, b) => a.px - b.px);
}

/** One point for a heap. */
function markOf({ px, tone, values }: Heap, middle: number, largest: number, tokens: ChartTokens): PointMark {
  const share = largest > 1 ? (values.length - 1) / (largest - 1) : 0;
  return { x: px, y: middle, size: AREA + share * (LARGEST - AREA), ...toneMark(tone, tokens) };
}

/** How many a point stands for, right of it, unless the next one is there. */
function countLabels(
  heaps: readonly Heap[],
  middle: number,
  largest: number,
  tokens: ChartTokens,
): ChartLabel[] {
  return heaps.flatMap((heap, i) => {
    const mark = markOf(heap, middle, largest, tokens);
    const label: ChartLabel = {
      ...{ px: mark.x + Math.sqrt(mark.size) / 2 + 5, py: middle },
      ...{ text: String(heap.values.length), colour: tokens.foreground, align: 'left' },
    };
    const next = heaps[i + 1];
    const free = next === undefined || boxOf(label).right < next.px - DOT;
    return heap.values.length > 1 && free ? [label] : [];
  });
}

function stopOf(
  { px, values, words: texts }: Heap,
  { middle, name, variant, row }: { middle: number; name: string; variant: string | null; row: number },
  { value }: StripChart,
): Stop {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [axisText(value, least), axisText(value, most)];
  const range = from === to ? from : `${from} to ${to}`;
  const many = values.length > 1 ? `${values.length} runs at ` : '';
  return {
    box: { left: px - 7, right: px + 7, top: middle - row / 2 + 2, bottom: middle + row / 2 - 2 },
    words: `${name}: ${many}${value.label} ${range}${texts.length > 3 ? '' : `, ${texts.join(', ')}`}`,
    variant,
  };
}

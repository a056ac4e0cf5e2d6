import type { PageView, XyPoint, XySeries } from '../../../../protocol/page.ts';
import { rankTicks, ranksOf, type NtkEnd, type NtkResults, type NtkVariant } from './results.ts';

/** The columns whose last values are compared, and what they are called. */
const COMPARED = [
  { key: 'trainAccuracy', name: 'training examples', colour: 0, dash: 2 },
  { key: 'testAccuracy', name: 'test, linearised', colour: 2, dash: 0 },
  { key: 'networkTestAccuracy', name: 'test, real network', colour: 1, dash: 1 },
] as const;

/** Accuracy of the linearised and of the real network by rank; null where there is no test set. */
export function testPage({ variants, seeds }: NtkResults): PageView | null {
  const ranks = ranksOf(variants);
  const series = COMPARED.map(({ key, name, colour, dash }): XySeries => ({
    ...{ name, colour, dash, variant: null, style: 'both', aside: 0 },
    points: [...variants].sort((a, b) => a.rank - b.rank).flatMap(variant => pointOf(variant, key)),
  })).filter(({ points }) => points.length > 0);
  if (!series.some(({ name }) => name.startsWith('test'))) return null;
  return {
    key: 'test',
    short: 'test',
    label: 'Linearised against real network',
    charts: [
      {
        kind: 'xy',
        key: 'test',
        title: 'Accuracy at the end',
        caption: seeds === 1 ? 'one start' : `mean ± 1 sd, ${seeds} starts`,
        summary: series.map(({ name, points }) => `${name}: ${rangeOf(points)}`).join('; '),
        wide: true,
        x: {
          label: 'rank r',
          scale: 'linear',
          from: ranks[0]! - 0.5,
          to: ranks.at(-1)! + 0.5,
          ticks: rankTicks(ranks),
        },
        y: { label: 'accuracy', scale: 'linear' },
        series,
        lines: [],
        categories: [],
      },
    ],
    remarks: [
      'Observed: the theory is about the linearised network. How far the real one with the same uvᵀ agrees says how lazy ' +
        'this fine-tuning is; the distance between training and test says whether the low rank generalises.',
    ],
  };
}

function pointOf({ id, rank, name, ends }: NtkVariant, key: string): XyPoint[] {
  const values = ends.flatMap(end => lastOf(end, key) ?? []);
  if (values.length === 0) return [];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const sd = values.length > 1 ? Math.sqrt(square / (values.length - 1)) : 0;
  return [
    {
      x: rank,
      y: mean,
      spread: sd > 0 ? [mean - sd, mean + sd] : null,
      variant: id,
      tone: 'neutral',
      count: 1,
      words: name,
    },
  ];
}

function lastOf({ run: { columns, rows } }: NtkEnd, key: string): number | null {
  const at = columns.indexOf(key);
  const value = at < 0 ? undefined : rows[rows.length - columns.length + at];
  return value === undefined || !Number.isFinite(value) ? null : value;
}

function rangeOf(points: readonly XyPoint[]): string {
  const values = points.map(({ y }) => y.toFixed(2));
  return [...new Set([values[0], values.at(-1)])].join(' to ');
}

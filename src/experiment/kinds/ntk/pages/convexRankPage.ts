import type { PageView, XyPoint } from '../../../../protocol/page.ts';
import type { NtkResults, NtkVariant } from './results.ts';

/** Rank of full fine-tuning against the number of measurements; null where that was not swept. */
export function convexRankPage({ variants }: NtkResults): PageView | null {
  const points = variants.flatMap(pointOf).sort((a, b) => a.x - b.x);
  const counts = [...new Set(points.map(({ x }) => x))];
  if (counts.length < 3) return null;
  const unique = points.filter((one, i) => points.findIndex(({ x, y }) => x === one.x && y === one.y) === i);
  const most = counts.at(-1)!;
  const bound = Array.from({ length: 61 }, (_, i) => (i / 60) * most * 1.05).map(
    // r(r + 1)/2 ≤ KN
    at => [at, (Math.sqrt(1 + 8 * at) - 1) / 2] as const,
  );
  return {
    key: 'convexRank',
    short: 'rank(X*)',
    label: 'Rank of full fine-tuning against KN',
    charts: [
      {
        kind: 'xy',
        key: 'convexRank',
        title: 'Rank of full fine-tuning',
        caption: 'rank(X*) against the number of measurements KN',
        summary: `The rank of full fine-tuning goes from ${points[0]!.y} at KN = ${counts[0]!} to ${points.at(-1)!.y} at KN = ${most}.`,
        wide: true,
        x: { label: 'KN', scale: 'linear', from: 0, to: most * 1.05 },
        y: { label: 'rank(X*)', scale: 'linear', from: 0 },
        series: [
          { ...{ name: '', variant: null, colour: 2, dash: 0, style: 'points', aside: 0 }, points: unique },
        ],
        lines: [
          { kind: 'bound', label: 'r(r + 1)/2 = KN, about √(2KN)', shape: { kind: 'curve', points: bound } },
        ],
        categories: [],
      },
    ],
    remarks: [
      'Proven: a solution of full fine-tuning with r(r + 1)/2 ≤ KN exists. Observed: what is found is far below it, and ' +
        'it is this rank, not the bound, from which on LoRA can reach the same loss.',
    ],
  };
}

function pointOf({ id, name, ends }: NtkVariant): XyPoint[] {
  for (const { numbers } of ends) {
    const [rank, measurements] = [numbers['convexRank'], numbers['measurements']];
    if (typeof rank !== 'number' || typeof measurements !== 'number') continue;
    return [{ x: measurements, y: rank, spread: null, variant: id, tone: 'neutral', count: 1, words: name }];
  }
  return [];
}

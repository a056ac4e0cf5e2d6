import { plain } from '../numbers.ts';
import type { ChartTokens } from '../tokens.ts';
import { pixelY, type AxisModel, type ChartLabel, type ChartModel, type PathPoint } from './chartModel.ts';

/** Labels of levels that are closer than this share one. */
const TOGETHER = 14;

/** The target's singular values as thin lines across the plot, named at the left, where learned values are still small. */
export function targetLevels(
  sigma: readonly number[],
  draw: (value: number) => number | null,
  { x, y, size }: { readonly x: AxisModel; readonly y: AxisModel; readonly size: ChartModel['size'] },
  tokens: ChartTokens,
): { readonly paths: readonly PathPoint[]; readonly labels: readonly ChartLabel[] } {
  const drawn = sigma.flatMap((value, i) => {
    const at = draw(value);
    const py = at === null ? Number.NaN : pixelY(y, size.height, at);
    return at !== null && py >= 0 && py <= size.height ? [{ value, i, at, py }] : [];
  });
  const paths = drawn.flatMap(({ at, i }) =>
    x.domain.map((end): PathPoint => ({
      ...{ id: `target ${i}`, x: end, y: at, stroke: tokens.axis },
      ...{ dash: [1, 0], width: 1, opacity: 1, cap: 'butt' },
    })),
  );
  const groups: { py: number; values: number[] }[] = [];
  for (const { py, value } of drawn) {
    const before = groups.at(-1);
    if (before && py - before.py < TOGETHER) before.values.push(value);
    else groups.push({ py, values: [value] });
  }
  const labels = groups.map(({ py, values }): ChartLabel => ({
    px: 6,
    // above the line; where that would leave the plot, below all of the group
    py: py > 12 ? py - 8 : lowest(values, draw, y, size.height) + 9,
    text: `target ${values.map(value => plain(value)).join(', ')}`,
    colour: tokens.muted,
    align: 'left',
  }));
  return { paths, labels };
}

function lowest(
  values: readonly number[],
  draw: (value: number) => number | null,
  y: AxisModel,
  height: number,
): number {
  return Math.max(...values.map(value => pixelY(y, height, draw(value) ?? y.domain[1])));
}

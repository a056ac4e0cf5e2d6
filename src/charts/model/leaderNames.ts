import type { AxisModel, ChartLabel, ChartModel, PathPoint } from './chartModel.ts';
import { boxOf, FreeSpace, type Polyline } from './freeSpace.ts';
import type { ChartTokens } from '../tokens.ts';
import { leader } from './theory.ts';

/** Pixels from a curve's end to its name; beyond the first a thin line leads there. */
const DISTANCES = [12, 40, 65, 90, 120, 150, 180];

/** What a pixel of a leader costs, in covered cells. */
const PER_PIXEL = 1 / 40;

/**
 * Names of curves that end amid others, moved sideways to where they hide least. `labels` in series colours are such
 * names, 12 px right of their ends; those at the right edge, and neutral words, stay.
 */
export function leaderNames(
  all: readonly ChartLabel[],
  curves: readonly Polyline[],
  place: { readonly x: AxisModel; readonly y: AxisModel; readonly size: ChartModel['size'] },
  { foreground, axis }: Pick<ChartTokens, 'foreground' | 'axis'>,
): { readonly labels: readonly ChartLabel[]; readonly leaders: readonly PathPoint[] } {
  const space = new FreeSpace(place.size);
  for (const curve of curves) space.cover(curve);
  const stays = ({ px, colour }: ChartLabel) => px > place.size.width || colour === foreground;
  const labels = all.filter(stays);
  for (const label of labels) space.take(boxOf(label));
  const leaders: PathPoint[] = [];
  for (const [i, name] of all.filter(label => !stays(label)).entries()) {
    const end = name.px - DISTANCES[0]!;
    const sides = [1, -1].flatMap(side => DISTANCES.map(distance => ({ side, distance })));
    const found = sides
      .map(({ side, distance }) => {
        const label: ChartLabel = { ...name, px: end + side * distance, align: side > 0 ? 'left' : 'right' };
        return { label, side, distance, cost: space.cost(boxOf(label)) + distance * PER_PIXEL };
      })
      .toSorted((a, b) => a.cost - b.cost)[0]!;
    if (!Number.isFinite(found.cost)) continue;
    const { label, side, distance } = found;
    space.take(boxOf(label));
    labels.push(label);
    if (distance === DISTANCES[0]) continue;
    const line = { from: end + side * 4, to: label.px - side * 4, py: name.py };
    leaders.push(...leader(line, `leader of name ${i}`, axis, place));
  }
  return { labels, leaders };
}

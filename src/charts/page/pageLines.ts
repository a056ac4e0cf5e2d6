import type { LineKind } from '../../protocol/page.ts';
import type { PlotSize } from '../layout.ts';
import type { ChartLabel } from '../model/chartModel.ts';
import { boxOf, type FreeSpace } from '../model/freeSpace.ts';
import type { ChartTokens } from '../tokens.ts';
import type { PathMark } from './pageModel.ts';

/** A reference line in pixels of the plot. */
export interface PlacedLine {
  readonly kind: LineKind;
  readonly label: string;
  readonly points: readonly (readonly [number, number])[];
}

/** As theory is drawn everywhere: bounds dash-dotted, predictions dotted; what was measured is solid. */
const STYLES: Readonly<Record<LineKind, Pick<PathMark, 'dash' | 'width' | 'opacity'>>> = {
  bound: { dash: [9, 3, 1.5, 3], width: 1, opacity: 1 },
  prediction: { dash: [0.1, 4], width: 1.9, opacity: 1 },
  observed: { dash: [1, 0], width: 1.25, opacity: 1 },
};
const ROW = 15;

export function linePaths(lines: readonly PlacedLine[], tokens: ChartTokens): PathMark[] {
  return lines.flatMap(({ kind, points }, i) =>
    points.map(([x, y]) => ({ id: `line${i}`, x, y, stroke: tokens.foreground, ...STYLES[kind] })),
  );
}

/**
 * Each line’s word where it covers least: beside an upright line, along any other. It is shortened after the comma
 * where it does not fit, and left out rather than laid over other words.
 */
export function lineLabels(
  lines: readonly PlacedLine[],
  space: FreeSpace,
  size: PlotSize,
  tokens: ChartTokens,
): ChartLabel[] {
  return lines.flatMap(line => {
    const whole = `${line.kind}: ${line.label}`;
    for (const text of [whole, whole.replace(/,.*$/, '')]) {
      const best = cheapest(placesOf(line, text, size, tokens.foreground), space);
      if (best === null) continue;
      space.take(boxOf(best));
      return [best];
    }
    return [];
  });
}

/** Of places in the order of preference the one that covers least; null where every one leaves the plot or lies on words. */
export function cheapest(places: readonly ChartLabel[], space: FreeSpace): ChartLabel | null {
  let best: ChartLabel | null = null;
  let least = Infinity;
  places.forEach((place, i) => {
    const cost = space.cost(boxOf(place)) + 0.2 * i;
    if (cost >= least) return;
    least = cost;
    best = place;
  });
  return best;
}

function placesOf({ points }: PlacedLine, text: string, size: PlotSize, colour: string): ChartLabel[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  if (first[0] === last[0]) {
    const rows = Math.floor((size.height - 8) / ROW);
    return Array.from({ length: rows }, (_, row) => 9 + row * ROW).flatMap(py => [
      { px: first[0] + 6, py, text, colour, align: 'left' as const },
      { px: first[0] - 6, py, text, colour, align: 'right' as const },
    ]);
  }
  return points.length === 2
    ? along(first, last, text, colour)
    : [...points].reverse().flatMap(at => along(at, at, text, colour));
}

/** Above and below a line at its right end, its middle and its left end. */
function along(
  [x, y]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  text: string,
  colour: string,
): ChartLabel[] {
  return (
    [
      [0.98, 'right'],
      [0.5, 'center'],
      [0.02, 'left'],
    ] as const
  ).flatMap(([share, align]) =>
    [-9, 10].map(dy => ({
      ...{ px: x + share * (x2 - x), py: y + share * (y2 - y) + dy, text, colour, align },
    })),
  );
}

import type { OverlayView } from '../../protocol/overlay.ts';
import type { ChartInput } from './chartInput.ts';
import { alignmentGroup, selectedVariant } from './chartInput.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { ChartLabel, ChartModel, PathPoint, TimeCross } from './chartModel.ts';
import { boxOf, FreeSpace, type Polyline } from './freeSpace.ts';
import { MOST_APART } from './crowd.ts';
import { ESCAPE, isOn, overlaysFor } from './overlayChoice.ts';
import { placeLabel, type TheoryLabel } from './theoryLabels.ts';
import { linePoints, timeMark, type TheoryPlace } from './theoryLines.ts';

/** What a chart shows of theory. */
export interface DrawnOverlays {
  readonly theory: readonly PathPoint[];
  readonly crosses: readonly TimeCross[];
  readonly labels: readonly ChartLabel[];
}

/** Dash and width of a kind of theory (docs/visual.md, Lines). */
export const THEORY_STYLES: Readonly<
  Record<OverlayView['kind'], { readonly dash: readonly number[]; readonly width: number }>
> = {
  prediction: { dash: [0.1, 4], width: 1.9 },
  bound: { dash: [9, 3, 1.5, 3], width: 1 },
  fit: { dash: [12, 4], width: 1 },
  reference: { dash: [1, 0], width: 1.25 },
};

/** How far a mark on the time axis reaches into the plot. */
const MARK = 13;

/**
 * Theory of the selected variant over the series that `place` draws, with its words where they hide least of the
 * `drawn` curves and none of the `words` that are there already. `escapes` are marks that stand there too.
 */
export function drawnOverlays(
  input: ChartInput,
  place: TheoryPlace,
  drawn: readonly Polyline[],
  words: readonly ChartLabel[],
  escapes: readonly TimeCross[] = [],
): DrawnOverlays {
  const { view, state, tokens } = input;
  const { size } = place;
  const selected = selectedVariant(view, state);
  const factor = selected ? place.time.factor(selected) : 1;
  const shown = overlaysFor(view, selected).filter(
    overlay => overlay.on === place.on && overlay.id !== ESCAPE && isOn(overlay, view, state),
  );
  const lines = shown
    .map(overlay => ({ overlay, points: linePoints(overlay, factor, place) }))
    .filter(({ points }) => points.length > 1);
  const marks = shown.flatMap(overlay => {
    const cross = timeMark(overlay, factor, tokens.foreground, place);
    return cross ? [{ overlay, cross }] : [];
  });
  const crosses = [...escapes, ...marks.map(({ cross }) => cross)];

  const space = new FreeSpace(size);
  for (const curve of drawn) space.cover(curve);
  for (const { points } of lines) space.cover(points);
  for (const word of words) space.take(boxOf(word));
  for (const cross of crosses) space.take(markBox(cross, place));
  const placed = [
    ...marks.map(({ overlay, cross }) => ({
      overlay,
      points: [{ px: pixelX(place, cross.x), py: size.height - MARK - 8 }],
    })),
    ...lines.map(({ overlay, points }) => ({
      overlay,
      points: points.filter(point => isInside(point, size)),
    })),
  ].flatMap(line => placeLabel(line, space, tokens.foreground) ?? []);
  return {
    theory: [
      ...lines.flatMap(({ overlay, points }) =>
        points.map(({ x, y }): PathPoint => ({
          ...THEORY_STYLES[overlay.kind],
          ...{ id: overlay.id, stroke: tokens.foreground, opacity: 1, cap: 'round', x, y },
        })),
      ),
      ...placed.flatMap((label, i) => leader(label.leader, `leader ${i}`, tokens.axis, place)),
    ],
    crosses,
    labels: placed.map(({ label }) => label),
  };
}

/** Predicted T½ of the variants that are compared with the selected one in the chart of the alignment, in their colours. */
export function escapeMarks(input: ChartInput, place: TheoryPlace): TimeCross[] {
  const { view, state, tokens } = input;
  const group = alignmentGroup(view, state);
  const selected = selectedVariant(view, state);
  const marked = group.length > MOST_APART ? group.filter(({ id }) => id === selected?.id) : group;
  return marked.flatMap(variant => {
    const stroke = tokens.series[variant.colour % tokens.series.length] ?? tokens.foreground;
    return predictedEscapes(input, variant.id).flatMap(
      overlay => timeMark(overlay, place.time.factor(variant), stroke, place) ?? [],
    );
  });
}

/** The predicted T½ of one variant, where the reader wants to see it. */
export function predictedEscapes(
  { view, state }: Pick<ChartInput, 'view' | 'state'>,
  variant: string,
): OverlayView[] {
  return view.overlays.filter(
    overlay => overlay.id === ESCAPE && overlay.variant === variant && isOn(overlay, view, state),
  );
}

/** Drawn paths in pixels, on the axes that they were placed on. */
export function polylines(
  drawn: readonly PathPoint[],
  { x, y, size }: Pick<ChartModel, 'x' | 'y' | 'size'>,
): Polyline[] {
  const paths = new Map<string, ({ px: number; py: number } | null)[]>();
  for (const point of drawn) {
    const path = paths.get(point.id) ?? [];
    paths.set(point.id, path);
    path.push(
      point.y === null ? null : { px: pixelX({ x, size }, point.x), py: pixelY(y, size.height, point.y) },
    );
  }
  return [...paths.values()];
}

function markBox({ x, low, high }: TimeCross, place: TheoryPlace) {
  const { height } = place.size;
  const middle = pixelX(place, x);
  return {
    left: Math.min(pixelX(place, low), middle - 3),
    right: Math.max(pixelX(place, high), middle + 3),
    top: height - MARK,
    bottom: height,
  };
}

function isInside({ px, py }: { px: number; py: number }, { width, height }: ChartModel['size']): boolean {
  return px >= 0 && px <= width && py >= 0 && py <= height;
}

/** The thin line from a curve to its words, in drawn coordinates. */
export function leader(
  line: TheoryLabel['leader'],
  id: string,
  stroke: string,
  { x, y, size }: Pick<ChartModel, 'x' | 'y' | 'size'>,
): PathPoint[] {
  if (!line) return [];
  const along = (px: number) => x.domain[0] + (px / size.width) * (x.domain[1] - x.domain[0]);
  const up = y.domain[0] + (1 - line.py / size.height) * (y.domain[1] - y.domain[0]);
  return [line.from, line.to].map((px): PathPoint => ({
    ...{ id, stroke, dash: [1, 0], width: 1, opacity: 1, cap: 'butt', x: along(px), y: up },
  }));
}

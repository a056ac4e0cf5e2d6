import type { CurveView } from '../../protocol/panel.ts';
import { valueAt } from '../curveAt.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { AxisModel, ChartLabel, ChartModel, TimeCross } from './chartModel.ts';
import { boxOf } from './freeSpace.ts';
import type { CurveStyle, ValueScale } from './curvePoints.ts';
import type { ValueAxis } from './valueAxis.ts';
import type { TimeScale } from './viewTime.ts';

/** One curve of the phases chart and how it is drawn. */
export interface Part {
  readonly curve: CurveView;
  readonly style: CurveStyle;
  readonly scale: ValueScale;
  readonly axis: ValueAxis;
}

interface PlaceInTime {
  readonly x: AxisModel;
  readonly size: ChartModel['size'];
  readonly time: TimeScale;
  readonly factor: number;
}

/** The drawn value of a curve and its pixel at a share of the plot's width; null in gaps. */
function pointAt(
  curve: CurveView,
  values: ArrayLike<number>,
  share: number,
  scale: ValueScale,
  axis: ValueAxis,
  { x, size, time, factor }: PlaceInTime,
): { px: number; py: number } | null {
  const shown = time.show(x.domain[0] + share * (x.domain[1] - x.domain[0]));
  const value = axis.place(scale.draw(valueAt(curve.t, values, shown / factor)));
  if (value === null) return null;
  const py = pixelY(axis, size.height, value);
  return py < -1 || py > size.height + 1 ? null : { px: pixelX({ x, size }, time.draw(shown)), py };
}

/** Above the loss's first plateau. */
export function lossLabel(
  curve: CurveView,
  colour: string,
  scale: ValueScale,
  axis: ValueAxis,
  place: PlaceInTime,
): ChartLabel | null {
  const point = pointAt(curve, curve.mean, 0.23, scale, axis, place);
  if (!point) return null;
  const next = pointAt(curve, curve.mean, 0.27, scale, axis, place);
  if (!next || Math.abs(next.py - point.py) > 4)
    return { px: point.px + 9, py: point.py - 3, text: 'loss', colour, align: 'left' };
  const above = point.py - 9;
  return { px: point.px, py: above < 5 ? point.py + 10 : above, text: 'loss', colour, align: 'center' };
}

/** Left of a falling curve, at half its fall. */
export function descentLabel(
  curve: CurveView,
  colour: string,
  text: string,
  scale: ValueScale,
  axis: ValueAxis,
  place: PlaceInTime,
): ChartLabel | null {
  const top = pointAt(curve, curve.mean, 0.02, scale, axis, place);
  const points = Array.from({ length: 90 }, (_, i) =>
    pointAt(curve, curve.mean, (i + 5) / 100, scale, axis, place),
  );
  const deepest = Math.max(...points.map(point => point?.py ?? 0));
  if (!top || deepest <= 0) return null;
  const half = points.find(point => point !== null && point.py >= top.py + 0.62 * (deepest - top.py));
  const room = text.length * 6.1;
  if (!half) return null;
  // no room on the left: above the floor that follows the fall
  if (half.px - 10 < room)
    return { px: half.px + 12, py: Math.max(6, deepest - 10), text, colour, align: 'left' };
  return { px: half.px - 8, py: half.py, text, colour, align: 'right' };
}

/** Above the upper edge of the band near the right end. */
export function plateauLabel(part: Part, text: string, place: PlaceInTime): ChartLabel | null {
  const upper = part.curve.mean.map((mean, i) => mean + orZero(part.curve.sd[i]));
  const flat = (share: number) => {
    const [before, after] = [share - 0.04, share + 0.04].map(at =>
      pointAt(part.curve, upper, at, part.scale, part.axis, place),
    );
    return before && after ? Math.abs(before.py - after.py) < 8 : false;
  };
  const shares = [0.85, 0.93, 0.7, 0.5, 0.3];
  for (const share of [...shares.filter(flat), ...shares]) {
    const point = pointAt(part.curve, upper, share, part.scale, part.axis, place);
    if (point)
      return {
        px: point.px,
        py: Math.max(6, point.py - 9),
        text,
        colour: part.style.stroke,
        align: 'center',
      };
  }
  return null;
}

/** Beside the predicted T½ on the time axis, on the side that has room. */
export function escapeLabel(
  { low, high }: TimeCross,
  colour: string,
  { x, size }: Pick<PlaceInTime, 'x' | 'size'>,
): ChartLabel {
  const text = size.narrow ? 'T½' : 'predicted T½';
  const label = {
    px: pixelX({ x, size }, high) + 6,
    py: size.height - 9,
    text,
    colour,
    align: 'left',
  } as const;
  if (boxOf(label).right < size.width - 2) return label;
  return { ...label, px: pixelX({ x, size }, low) - 6, align: 'right' };
}

function orZero(sd: number | undefined): number {
  return sd !== undefined && Number.isFinite(sd) ? sd : 0;
}

import type { OverlayView } from '../../protocol/overlay.ts';
import { pixelX, pixelY } from './chartModel.ts';
import type { AxisModel, ChartModel, TimeCross } from './chartModel.ts';
import type { ValueScale } from './curvePoints.ts';
import type { ValueAxis } from './valueAxis.ts';
import type { TimeScale } from './viewTime.ts';

/** Where theory is drawn: a chart of one series. */
export interface TheoryPlace {
  /** Key of the series. */
  readonly on: string;
  readonly x: AxisModel;
  readonly y: ValueAxis;
  readonly size: ChartModel['size'];
  readonly time: TimeScale;
  readonly scale: ValueScale;
}

/** A point in drawn coordinates and in pixels of the plot rectangle. */
export interface TheoryPoint {
  readonly x: number;
  readonly y: number;
  readonly px: number;
  readonly py: number;
}

/** Points of a straight line: enough to bend on an axis of another scale. */
const POINTS = 64;

/** An overlay’s line within the time that is shown; empty for marks and for what is withheld. `factor`: shown per flow time. */
export function linePoints({ shape }: OverlayView, factor: number, place: TheoryPlace): TheoryPoint[] {
  switch (shape.kind) {
    case 'curve':
      return Array.from(shape.t, (t, i) => point(t * factor, shape.value[i]!, place)).filter(
        found => found !== null,
      );
    case 'slope':
      return straight(shape.from, shape.to, t => shape.start + shape.rate * (t - shape.from), factor, place);
    case 'level':
      return straight(shape.from, shape.to, () => shape.value, factor, place);
    case 'time':
    case 'withheld':
      return [];
  }
}

function straight(
  from: number,
  to: number,
  value: (t: number) => number,
  factor: number,
  place: TheoryPlace,
): TheoryPoint[] {
  const [first, last] = place.x.domain;
  const low = Math.max(first, place.time.draw(from * factor));
  const high = Math.min(last, place.time.draw(to * factor));
  if (!(high > low)) return [];
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const shown = place.time.show(low + ((high - low) * i) / POINTS);
    return point(shown, value(shown / factor), place);
  }).filter(found => found !== null);
}

function point(shown: number, value: number, place: TheoryPlace): TheoryPoint | null {
  const { x: axis, y: values, size } = place;
  const x = place.time.draw(shown);
  const y = values.place(place.scale.draw(value));
  // rounding of a log axis may put an end beside it
  const slack = 1e-9 * (axis.domain[1] - axis.domain[0]);
  if (y === null || !(x >= axis.domain[0] - slack) || !(x <= axis.domain[1] + slack)) return null;
  return { x, y, px: pixelX(place, x), py: pixelY(values, size.height, y) };
}

/** A predicted time with its spread as a mark on the axis; null where it is out of sight. */
export function timeMark(
  { shape }: OverlayView,
  factor: number,
  stroke: string,
  { x: axis, time }: Pick<TheoryPlace, 'x' | 'time'>,
): TimeCross | null {
  if (shape.kind !== 'time') return null;
  const x = time.draw(shape.t * factor);
  const [first, last] = axis.domain;
  if (!(x >= first) || !(x <= last)) return null;
  // the arms are seen at any zoom
  const least = 0.006 * (last - first);
  const low = time.draw((shape.t - shape.sd) * factor);
  const high = time.draw((shape.t + shape.sd) * factor);
  return {
    x,
    low: Number.isFinite(low) ? Math.min(low, x - least) : first,
    high: Math.max(high, x + least),
    stroke,
  };
}

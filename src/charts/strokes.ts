import type { AxisModel, BandPoint, ChartModel, PathPoint } from './model/chartModel.ts';
import { pixelX, pixelY } from './model/chartModel.ts';

/** Where points lie: the time axis and one value axis of a chart. */
export interface StrokePlace extends Pick<ChartModel, 'x' | 'size'> {
  readonly y: AxisModel;
}

/** A line as one SVG path, in pixels from the plot rectangle's upper left corner. */
export interface Stroke {
  readonly id: string;
  readonly d: string;
  readonly stroke: string;
  /** Lengths of dashes and gaps, `none` for a solid line. */
  readonly dash: string;
  readonly width: number;
  readonly opacity: number;
  readonly cap: 'butt' | 'round';
}

/** A band as one closed SVG path for each stretch without a gap. */
export interface Area {
  readonly id: string;
  readonly d: string;
  readonly fill: string;
  readonly opacity: number;
}

/** Pixels beyond which a coordinate makes no difference, and would strain the painter. */
const FAR = 1e5;

/** The lines of a chart, in the order in which their first points come; a null value breaks one. */
export function strokesOf(points: readonly PathPoint[], place: StrokePlace): Stroke[] {
  return grouped(points).map(own => {
    const [{ id, stroke, dash, width, opacity, cap }] = own;
    let d = '';
    let broken = true;
    for (const { x, y } of own) {
      if (y !== null) d += `${broken ? 'M' : 'L'}${across(place, x)},${down(place, y)}`;
      broken = y === null;
    }
    return { id, d, stroke, dash: dash[1] === 0 ? 'none' : dash.join(' '), width, opacity, cap };
  });
}

/** The bands of a chart; a null edge breaks one. */
export function areasOf(points: readonly BandPoint[], place: StrokePlace): Area[] {
  return grouped(points).map(own => {
    const [{ id, fill, opacity }] = own;
    let d = '';
    let forth = '';
    let back = '';
    const close = (): void => {
      if (forth !== '') d += `M${forth}L${back}Z`;
      forth = '';
      back = '';
    };
    for (const { x, low, high } of own) {
      if (low === null || high === null) {
        close();
        continue;
      }
      const px = across(place, x);
      forth += `${forth === '' ? '' : 'L'}${px},${down(place, high)}`;
      back = `${px},${down(place, low)}${back === '' ? '' : 'L'}${back}`;
    }
    close();
    return { id, d, fill, opacity };
  });
}

type Some<T> = readonly [T, ...T[]];

function grouped<T extends { readonly id: string }>(points: readonly T[]): readonly Some<T>[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const point of points) {
    const group = groups.get(point.id);
    if (group === undefined) groups.set(point.id, [point]);
    else group.push(point);
  }
  return [...groups.values()];
}

function across(place: StrokePlace, x: number): number {
  return drawn(pixelX(place, x));
}

function down({ y: axis, size }: StrokePlace, y: number): number {
  return drawn(pixelY(axis, size.height, y));
}

/** A hundredth of a pixel is enough. */
function drawn(pixel: number): number {
  return Math.round(Math.min(FAR, Math.max(-FAR, pixel)) * 100) / 100;
}

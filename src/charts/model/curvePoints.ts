import type { CurveView, SeriesView, VariantView } from '../../protocol/panel.ts';
import type { ViewState } from '../../protocol/viewState.ts';
import { lastAtOrBefore } from '../curveAt.ts';
import { SMOOTHING, smoothed } from '../smoothing.ts';
import { DASHES } from '../tokens.ts';
import type { BandPoint, PathPoint } from './chartModel.ts';
import { emptyExtent, include, type Extent, type ValueAxis } from './valueAxis.ts';
import type { TimeScale } from './viewTime.ts';

/** How one curve is painted. */
export interface CurveStyle {
  readonly id: string;
  readonly stroke: string;
  readonly dash: readonly number[];
}

/** How values of a series are drawn: statistics of log series are exponents, on a linear axis they are undone. */
export interface ValueScale {
  readonly log: boolean;
  draw(value: number): number;
}

/** Whether and how `series` is drawn under the reader's choice of y. */
export function valueScale(series: Pick<SeriesView, 'scale'>, y: ViewState['y']): ValueScale {
  if (series.scale === 'linear') return { log: false, draw: value => value };
  if (y === 'log') return { log: true, draw: value => value };
  return { log: false, draw: value => 10 ** value };
}

/** Dash pattern of a variant, by its second differing field. */
export function dashOf(variant: VariantView): readonly number[] {
  return DASHES[variant.dash % DASHES.length] ?? DASHES[0]!;
}

/** Takes mean ± 1 sd (or the mean alone) within [from, to], in shown time, into the extent. */
export function includeCurve(
  extent: Extent,
  curve: CurveView,
  scale: ValueScale,
  factor: number,
  window: readonly [number, number],
  bands: boolean,
): void {
  const { t } = curve;
  if (t.length === 0) return;
  const whole = t[0]! * factor >= window[0] && t[t.length - 1]! * factor <= window[1];
  if (!whole) {
    includeSamples(extent, curve, scale, bands, factor, window);
    return;
  }
  const known = extentsOf(curve);
  const key = `${scale.log} ${bands} ${scale.draw(1)}`;
  const found = known.get(key) ?? emptyExtent();
  if (!known.has(key)) {
    includeSamples(found, curve, scale, bands, factor, window);
    known.set(key, found);
  }
  extent.low = Math.min(extent.low, found.low);
  extent.high = Math.max(extent.high, found.high);
  extent.floored ||= found.floored;
}

/** Of a thousand curves whose axis is placed anew with every step of a zoom. */
const extents = new WeakMap<CurveView, Map<string, Extent>>();

function extentsOf(curve: CurveView): Map<string, Extent> {
  const known = extents.get(curve) ?? new Map<string, Extent>();
  extents.set(curve, known);
  return known;
}

function includeSamples(
  extent: Extent,
  curve: CurveView,
  scale: ValueScale,
  bands: boolean,
  factor: number,
  window: readonly [number, number],
): void {
  const { t } = curve;
  const last = lastAtOrBefore(t, window[1] / factor);
  for (let i = Math.max(0, lastAtOrBefore(t, window[0] / factor)); i <= last; i++) {
    if (t[i]! * factor < window[0]) continue;
    const mean = curve.mean[i]!;
    include(extent, scale.draw(mean), scale.log);
    const sd = curve.sd[i]!;
    if (!bands || !(sd > 0)) continue;
    include(extent, scale.draw(mean - sd), scale.log);
    include(extent, scale.draw(mean + sd), scale.log);
  }
}

/** The mean of a curve as a path. */
export function meanPath(
  curve: CurveView,
  style: CurveStyle,
  time: TimeScale,
  factor: number,
  axis: ValueAxis,
  scale: ValueScale,
  width = 1.75,
): PathPoint[] {
  return pathOf(curve.t, curve.mean, style, time, factor, axis, scale, width, 1);
}

/** The same as the reader wants it: smoothed, the raw curve faint under it. */
export function readersPath(
  smooth: ViewState['smooth'],
  ...[curve, style, ...place]: Parameters<typeof meanPath>
): PathPoint[] {
  if (!smooth) return meanPath(curve, style, ...place);
  const raw = meanPath(curve, { ...style, id: `${style.id} raw` }, ...place);
  const [time, factor] = place;
  const drawn = curve.t.map(t => time.draw(t * factor));
  const mean = smoothed(drawn, curve.mean, SMOOTHING[smooth]);
  return [
    ...raw.map(point => ({ ...point, width: 1, opacity: 0.4 })),
    ...meanPath({ ...curve, mean }, style, ...place),
  ];
}

/** What a caption says of smoothing; `selected`: the selected variant alone is drawn as a curve. */
export function smoothingWords({ smooth }: Pick<ViewState, 'smooth'>, selected: boolean): string {
  return smooth
    ? `; ${selected ? 'the selected one is ' : ''}smoothed over ${SMOOTHING[smooth]} % of the time, read-outs are not`
    : '';
}

/** mean ± 1 sd as a band; half as strong for dashed curves, as there are more of them on one another. */
export function bandPath(
  curve: CurveView,
  style: CurveStyle,
  time: TimeScale,
  factor: number,
  axis: ValueAxis,
  scale: ValueScale,
): BandPoint[] {
  const points: BandPoint[] = [];
  const opacity = style.dash[1] === 0 ? 1 : 0.5;
  curve.t.forEach((t, i) => {
    const x = time.draw(t * factor);
    if (!Number.isFinite(x)) return;
    const sd = curve.sd[i]!;
    const spread = Number.isFinite(sd) ? sd : 0;
    points.push({
      id: style.id,
      x,
      low: axis.place(scale.draw(curve.mean[i]! - spread)),
      high: axis.place(scale.draw(curve.mean[i]! + spread)),
      fill: style.stroke,
      opacity,
    });
  });
  return points;
}

/** Any sampled line as a path. */
export function pathOf(
  t: ArrayLike<number>,
  value: ArrayLike<number>,
  style: CurveStyle,
  time: TimeScale,
  factor: number,
  axis: ValueAxis,
  scale: ValueScale,
  width: number,
  opacity: number,
): PathPoint[] {
  const points: PathPoint[] = [];
  for (let i = 0; i < t.length; i++) {
    const x = time.draw(t[i]! * factor);
    if (Number.isFinite(x))
      points.push(pathPoint(style, x, axis.place(scale.draw(value[i]!)), width, opacity));
  }
  return points;
}

function pathPoint(
  style: CurveStyle,
  x: number,
  y: number | null,
  width: number,
  opacity: number,
): PathPoint {
  return { id: style.id, x, y, stroke: style.stroke, dash: style.dash, width, opacity, cap: 'butt' };
}

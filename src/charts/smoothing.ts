import { lastAtOrBefore } from './curveAt.ts';

/** How strongly curves are smoothed: each point becomes the mean over so many per cent of the time axis. */
export const SMOOTHING = { light: 2, strong: 8 } as const;

/**
 * Means of a curve, linear between its samples, over a window about each sample: `percent` of what `x` (ascending) spans,
 * narrower at the ends so that it stays centred. A straight line stays as it is. Undefined samples are left out, and stay undefined.
 */
export function smoothed(x: ArrayLike<number>, values: Float64Array, percent: number): Float64Array {
  const defined = [...values.keys()].filter(i => Number.isFinite(values[i]!) && Number.isFinite(x[i]!));
  const xs = defined.map(i => x[i]!);
  const ys = defined.map(i => values[i]!);
  const [first, last] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const half = ((last - first) * percent) / 200;
  const areas = new Float64Array(xs.length);
  for (let i = 1; i < xs.length; i++)
    areas[i] = areas[i - 1]! + ((ys[i]! + ys[i - 1]!) / 2) * (xs[i]! - xs[i - 1]!);
  /** The area under the curve from its beginning to `at`. */
  const area = (at: number): number => {
    const i = Math.min(xs.length - 2, Math.max(0, lastAtOrBefore(xs, at)));
    const by = at - xs[i]!;
    const slope = (ys[i + 1]! - ys[i]!) / (xs[i + 1]! - xs[i]!);
    return areas[i]! + by * (ys[i]! + (slope * by) / 2);
  };
  const found = values.slice();
  for (const [k, i] of defined.entries()) {
    const reach = Math.min(half, xs[k]! - first, last - xs[k]!);
    if (reach > 0) found[i] = (area(xs[k]! + reach) - area(xs[k]! - reach)) / (2 * reach);
  }
  return found;
}

import { lastAtOrBefore, valueAt } from '../../src/charts/curveAt.ts';
import type { ChartModel, Readout } from '../../src/charts/model/chartModel.ts';
import { pixelX, pixelY } from '../../src/charts/model/chartModel.ts';

/** A curve's point under the crosshair, in pixels from the plot rectangle's upper left corner. */
export interface CrossDot {
  readonly px: number;
  readonly py: number;
  readonly colour: string;
}

/** Where a chart's curves are at the drawn time `x`; curves that are not there, or outside the plot, give nothing. */
export function crossDots(model: ChartModel, x: number): CrossDot[] {
  const px = pixelX(model, x);
  return model.readouts.flatMap(readout => {
    const axis = readout.axis === 'right' ? model.right : model.y;
    const value = valueAt(readout.x, readout.y, x);
    if (!axis || Number.isNaN(value)) return [];
    const py = pixelY(axis, model.size.height, value);
    return py < -1 || py > model.size.height + 1 ? [] : [{ px, py, colour: readout.colour }];
  });
}

/** The drawn values at the drawn time `x`, by name: logarithms where the axis carries exponents. */
export function crossValues(
  model: ChartModel,
  x: number,
): readonly { readonly name: string; readonly value: number }[] {
  return model.readouts
    .map(readout => ({ name: readout.name, value: valueAt(readout.x, readout.y, x) }))
    .filter(({ value }) => !Number.isNaN(value));
}

/**
 * The next sampled time in a chart from `x` in the given direction, at least `stride` pixels on where samples are
 * dense; stays within the plot.
 */
export function stepCrosshair(
  model: ChartModel,
  x: number | null,
  direction: -1 | 1,
  stride: number,
): number {
  const [low, high] = model.x.domain;
  const from = x ?? (direction > 0 ? low : high);
  const least = from + (direction * stride * (high - low)) / model.size.width;
  const longest = model.readouts.reduce<Readout | null>(
    (best, readout) => (!best || readout.x.length > best.x.length ? readout : best),
    null,
  );
  let next = least;
  if (longest) {
    const index = lastAtOrBefore(longest.x, least);
    const before = longest.x[index];
    const after = longest.x[index + 1];
    if (direction > 0) next = before !== undefined && before >= least ? before : (after ?? least);
    else next = before ?? least;
  }
  if (direction > 0 ? next <= from : next >= from) next = least;
  return Math.min(high, Math.max(low, next));
}

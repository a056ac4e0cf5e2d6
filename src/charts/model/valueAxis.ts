import { decadeStep, exponentTicks, linearStep, linearTicks } from '../ticks.ts';
import type { AxisModel } from './chartModel.ts';

/**
 * log₁₀ at or below this stands for "zero": statistics are made with values clamped there, so that one exact zero
 * does not take a mean with it. The same as in runs/aggregate.ts (a test compares them).
 */
export const LOG_FLOOR = -40;

/** A value axis and how values get onto it. */
export interface ValueAxis extends AxisModel {
  /** The band at the foot where values at or below 10^LOG_FLOOR lie; null when there are none. */
  readonly floor: readonly [number, number] | null;
  /** Puts a value into the floor band where it belongs there; NaN and null become null (a gap). */
  place(value: number): number | null;
}

/** Height of the floor band in pixels. */
const FLOOR_BAND = 28;

/** Lowest and highest of what is drawn; values on the floor are counted apart. */
export interface Extent {
  low: number;
  high: number;
  floored: boolean;
}

export function emptyExtent(): Extent {
  return { low: Infinity, high: -Infinity, floored: false };
}

/** Takes a value in. On a log axis −∞ and values at the floor only raise the flag. */
export function include(extent: Extent, value: number, log: boolean): void {
  if (log && value <= LOG_FLOOR + 1e-9) {
    extent.floored = true;
  } else if (Number.isFinite(value)) {
    extent.low = Math.min(extent.low, value);
    extent.high = Math.max(extent.high, value);
  }
}

/**
 * A log axis in exponents over `extent`: its foot on a tick, six per cent of room above (or the next tick with
 * `wholeTop`), a floor band below if anything lies on the floor. `zoom` is what the reader chose instead.
 */
export function logAxis(
  extent: Extent,
  pixels: number,
  zoom: readonly [number, number] | null,
  wholeTop = false,
): ValueAxis {
  const empty = extent.low > extent.high;
  const low = empty ? (extent.floored ? LOG_FLOOR : -10) : extent.low;
  const high = empty ? (extent.floored ? LOG_FLOOR + 10 : 1) : extent.high;
  const step = decadeStep(Math.max(high - low, 1) * 1.06, pixels);
  const foot = Math.floor(low / step + 1e-6) * step;
  const span = Math.max(high - foot, 1);
  const top = wholeTop ? Math.ceil(high / step - 1e-6) * step : high + 0.06 * span;
  const band = extent.floored ? (FLOOR_BAND * (top - foot)) / (pixels - FLOOR_BAND) : 0;
  const domain = zoom ?? ([foot - band, Math.max(top, foot + step)] as const);
  const middle = foot - band / 2;
  const ticks = exponentTicks(Math.max(domain[0], extent.floored ? foot : -Infinity), domain[1], pixels);
  const floorInView = extent.floored && middle >= domain[0] && middle <= domain[1];
  return {
    domain,
    ticks: floorInView ? { values: [middle, ...ticks.values], labels: ['0', ...ticks.labels] } : ticks,
    floor: extent.floored ? [foot - band, foot] : null,
    place: value => {
      if (Number.isNaN(value)) return null;
      return extent.floored && value < foot ? middle : Math.max(value, LOG_FLOOR);
    },
  };
}

/** A linear axis over `extent` that contains zero. */
export function linearAxis(
  extent: Extent,
  pixels: number,
  zoom: readonly [number, number] | null,
  minimum = 30,
): ValueAxis {
  const empty = extent.low > extent.high;
  const low = Math.min(0, empty ? 0 : extent.low);
  const high = Math.max(empty ? 1 : extent.high, low + 1e-300);
  const step = linearStep(high - low, pixels, minimum);
  const domain = zoom ?? ([Math.floor(low / step + 1e-9) * step, high + 0.06 * (high - low)] as const);
  return {
    domain,
    ticks: linearTicks(domain[0], domain[1], pixels, minimum),
    floor: null,
    place: value => (Number.isFinite(value) ? value : null),
  };
}

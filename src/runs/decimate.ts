import type { CurveView } from '../protocol/panel.ts';

/** A line with at most a given number of points. */
export interface Line {
  readonly t: Float64Array;
  readonly value: Float64Array;
}

/** Keeps at most `limit` points of a line: see `keptPoints`. */
export function decimate(line: Line, limit: number): Line {
  const kept = keptPoints(line.value, limit);
  return kept === null ? line : { t: pickFrom(line.t, kept), value: pickFrom(line.value, kept) };
}

/** The same for a curve: the points are chosen by its mean. */
export function decimateCurve(curve: CurveView, limit: number): CurveView {
  const kept = keptPoints(curve.mean, limit);
  if (kept === null) return curve;
  return {
    t: pickFrom(curve.t, kept),
    mean: pickFrom(curve.mean, kept),
    sd: pickFrom(curve.sd, kept),
    count: Uint16Array.from(kept, index => curve.count[index]!),
  };
}

/**
 * Which points to keep so that at most `limit` are left and no spike is lost; null where all are. The stretch is cut
 * into equal parts of the index and each gives its lowest and its highest point, in order of time. First and last
 * points always stay. Undefined values (NaN) are kept as gaps where a part holds nothing else.
 */
function keptPoints(value: Float64Array, limit: number): readonly number[] | null {
  const { length } = value;
  if (length <= limit || limit < 4) return null;
  const parts = Math.floor((limit - 2) / 2);
  const kept: number[] = [0];
  for (let part = 0; part < parts; part += 1) {
    const from = 1 + Math.floor((part * (length - 2)) / parts);
    const to = 1 + Math.floor(((part + 1) * (length - 2)) / parts);
    pushExtremes(value, from, to, kept);
  }
  kept.push(length - 1);
  return kept;
}

function pickFrom(values: Float64Array, kept: readonly number[]): Float64Array {
  return Float64Array.from(kept, index => values[index]!);
}

function pushExtremes(value: Float64Array, from: number, to: number, kept: number[]): void {
  let low = -1;
  let high = -1;
  for (let index = from; index < to; index += 1) {
    const here = value[index]!;
    if (Number.isNaN(here)) continue;
    if (low < 0 || here < value[low]!) low = index;
    if (high < 0 || here > value[high]!) high = index;
  }
  if (low < 0) {
    if (from < to) kept.push(from);
  } else if (low === high) {
    kept.push(low);
  } else {
    kept.push(Math.min(low, high), Math.max(low, high));
  }
}

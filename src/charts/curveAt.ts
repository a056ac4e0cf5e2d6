/**
 * Index of the last entry of ascending `times` that is ≤ `time`; −1 before the first. Binary search.
 */
export function lastAtOrBefore(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Value of a sampled curve at `time`, linear between samples; NaN outside the sampled range or next to a gap.
 */
export function valueAt(times: ArrayLike<number>, values: ArrayLike<number>, time: number): number {
  const last = times.length - 1;
  if (last < 0) return Number.NaN;
  const slack = 1e-9 * Math.abs(times[last]!);
  if (time < times[0]! - slack || time > times[last]! + slack) return Number.NaN;
  const index = Math.max(0, lastAtOrBefore(times, time));
  if (index >= last) return values[last]!;
  const from = times[index]!;
  const share = Math.max(0, (time - from) / (times[index + 1]! - from));
  if (share === 0) return values[index]!;
  return values[index]! + share * (values[index + 1]! - values[index]!);
}

/** The last sample whose value is defined, or −1. */
export function lastDefined(values: ArrayLike<number>): number {
  let index = values.length - 1;
  while (index >= 0 && Number.isNaN(values[index]!)) index--;
  return index;
}

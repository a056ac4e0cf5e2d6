/** A line with at most a given number of points. */
export interface Line {
  readonly t: Float64Array;
  readonly value: Float64Array;
}

/**
 * Keeps at most `limit` points so that no spike is lost: the stretch is cut into equal parts of the index and each
 * gives its lowest and its highest point, in order of time. First and last points always stay. Undefined values
 * (NaN) are kept as gaps where a part holds nothing else.
 */
export function decimate(line: Line, limit: number): Line {
  const length = line.t.length;
  if (length <= limit || limit < 4) return line;
  const parts = Math.floor((limit - 2) / 2);
  const kept: number[] = [0];
  for (let part = 0; part < parts; part += 1) {
    const from = 1 + Math.floor((part * (length - 2)) / parts);
    const to = 1 + Math.floor(((part + 1) * (length - 2)) / parts);
    pushExtremes(line.value, from, to, kept);
  }
  kept.push(length - 1);
  return {
    t: Float64Array.from(kept, index => line.t[index]!),
    value: Float64Array.from(kept, index => line.value[index]!),
  };
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

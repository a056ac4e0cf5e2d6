/**
 * Indices of at most `limit` samples between `from` and `to` (inclusive) that keep the shape of a line: the ends, and of
 * each of equally long stretches the sample that makes the largest triangle with the one kept before it and the mean of
 * the next stretch (S. Steinarsson, Downsampling Time Series for Visual Representation, 2013). Spikes stay; undefined values
 * are kept where a stretch holds nothing else.
 */
export function largestTriangles(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  from: number,
  to: number,
  limit: number,
): Uint32Array {
  const length = Math.max(0, to - from + 1);
  if (length <= limit || limit < 3) return Uint32Array.from({ length }, (_, i) => from + i);
  const kept = new Uint32Array(limit);
  kept[0] = from;
  kept[limit - 1] = to;
  const stretch = (length - 2) / (limit - 2);
  let before = from;
  for (let k = 1; k < limit - 1; k++) {
    const start = from + 1 + Math.floor((k - 1) * stretch);
    const end = from + 1 + Math.floor(k * stretch);
    const next = Math.min(to + 1, k === limit - 2 ? to + 1 : from + 1 + Math.floor((k + 1) * stretch));
    before = cornerOf(x, y, before, start, end, next);
    kept[k] = before;
  }
  return kept;
}

/** The sample in [start, end) farthest from the line between `before` and the mean of [end, next). */
function cornerOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  before: number,
  start: number,
  end: number,
  next: number,
): number {
  let count = 0;
  let meanX = 0;
  let meanY = 0;
  for (let i = end; i < next; i++) {
    if (!Number.isFinite(y[i]!)) continue;
    meanX += x[i]!;
    meanY += y[i]!;
    count++;
  }
  meanX = count > 0 ? meanX / count : x[end]!;
  meanY = count > 0 ? meanY / count : 0;
  const x0 = x[before]!;
  const y0 = Number.isFinite(y[before]!) ? y[before]! : meanY;
  let corner = start;
  let most = -1;
  for (let i = start; i < end; i++) {
    const area = Math.abs((x0 - meanX) * (y[i]! - y0) - (x0 - x[i]!) * (meanY - y0));
    if (area > most) {
      most = area;
      corner = i;
    }
  }
  return corner;
}

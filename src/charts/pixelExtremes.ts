/** Indices that matter when a line is drawn: per pixel column its first, lowest, highest and last point. */
export function pixelExtremes(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  low: number,
  high: number,
  columns: number,
): number[] {
  const kept: number[] = [];
  const scale = columns / (high - low);
  let start = 0;
  while (start < x.length) {
    const column = Math.floor((x[start]! - low) * scale);
    let end = start + 1;
    while (end < x.length && Math.floor((x[end]! - low) * scale) === column) end++;
    keepExtremes(y, start, end, kept);
    start = end;
  }
  return kept;
}

function keepExtremes(y: ArrayLike<number>, start: number, end: number, kept: number[]): void {
  let lowest = start;
  let highest = start;
  for (let i = start + 1; i < end; i++) {
    if (!(y[i]! >= y[lowest]!)) lowest = i;
    if (!(y[i]! <= y[highest]!)) highest = i;
  }
  const chosen = [...new Set([start, lowest, highest, end - 1])].sort((a, b) => a - b);
  kept.push(...chosen);
}

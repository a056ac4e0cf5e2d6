import type { Polyline } from './outline.ts';

/** Corners sharper than this many half widths are cut off. */
const MITER_LIMIT = 4;

/** The outlines of a line's stroke: to be filled. `half` is half its width, in pixels. */
export function strokeOf(line: Polyline, half: number): readonly Polyline[] {
  const points = withoutRepeats(line);
  const count = points.length / 2;
  if (count < 2) return [];
  if (!line.closed || count < 3) {
    const there = side(points, half, false);
    const back = side(reversed(points), half, false);
    return [{ points: [...there, ...back], closed: true }];
  }
  return [
    { points: side(points, half, true), closed: true },
    { points: side(reversed(points), half, true), closed: true },
  ];
}

/** The pieces of a line that are drawn, where it is dashed: `dashes` are lengths drawn and left out, in turns. */
export function dashed(
  { points, closed }: Polyline,
  dashes: readonly number[],
  offset: number,
): readonly Polyline[] {
  const period = dashes.reduce((sum, length) => sum + length, 0);
  if (!(period > 0)) return [{ points, closed }];
  const around = closed ? [...points, points[0]!, points[1]!] : points;
  const pieces: number[][] = [];
  let at = 0;
  let left = ((offset % period) + period) % period;
  while (left >= dashes[at]!) {
    left -= dashes[at]!;
    at = (at + 1) % dashes.length;
  }
  left = dashes[at]! - left;
  if (at % 2 === 0) pieces.push([around[0]!, around[1]!]);
  for (let i = 2; i < around.length; i += 2) {
    const [x0, y0, x1, y1] = [around[i - 2]!, around[i - 1]!, around[i]!, around[i + 1]!];
    const length = Math.hypot(x1 - x0, y1 - y0);
    let gone = 0;
    while (length - gone > left) {
      gone += left;
      const [x, y] = [x0 + ((x1 - x0) * gone) / length, y0 + ((y1 - y0) * gone) / length];
      if (at % 2 === 0) pieces.at(-1)!.push(x, y);
      at = (at + 1) % dashes.length;
      left = dashes[at]!;
      if (at % 2 === 0) pieces.push([x, y]);
    }
    left -= length - gone;
    if (at % 2 === 0) pieces.at(-1)!.push(x1, y1);
  }
  return pieces.map(piece => ({ points: piece, closed: false }));
}

/** The points to the left of a line, at the distance `half`. */
function side(points: readonly number[], half: number, closed: boolean): number[] {
  const count = points.length / 2;
  const found: number[] = [];
  const direction = (from: number, to: number): readonly [x: number, y: number, length: number] => {
    const dx = points[2 * to]! - points[2 * from]!;
    const dy = points[2 * to + 1]! - points[2 * from + 1]!;
    const length = Math.hypot(dx, dy);
    return [dx / length, dy / length, length];
  };
  for (let i = 0; i < count; i++) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const isEnd = !closed && (i === 0 || i === count - 1);
    const [ax, ay, before] = direction(...pair(isEnd && i === 0 ? 0 : i - 1, count));
    const [bx, by, after] = isEnd ? [ax, ay, before] : direction(...pair(i, count));
    const cosine = ax * bx + ay * by;
    const turn = ax * by - ay * bx;
    const miter = Math.sqrt(2 / Math.max(1 + cosine, 1e-9));
    const isInner = turn > 0;
    if (isInner ? miter * half <= Math.min(before, after) : miter <= MITER_LIMIT) {
      const reach = half / Math.max(1 + cosine, 1e-9);
      found.push(x - (ay + by) * reach, y + (ax + bx) * reach);
    } else {
      found.push(x - ay * half, y + ax * half);
      if (isInner) found.push(x, y);
      found.push(x - by * half, y + bx * half);
    }
  }
  return found;
}

/** A point and its successor, round about. */
function pair(i: number, count: number): readonly [number, number] {
  const from = (i + count) % count;
  return [from, (from + 1) % count];
}

function reversed(points: readonly number[]): number[] {
  const back: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) back.push(points[i]!, points[i + 1]!);
  return back;
}

function withoutRepeats({ points, closed }: Polyline): readonly number[] {
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    if (Number.isFinite(x + y) && (x !== kept.at(-2) || y !== kept.at(-1))) kept.push(x, y);
  }
  if (closed && kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2;
  return kept;
}

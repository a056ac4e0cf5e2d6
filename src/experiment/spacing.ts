import ln from '@stdlib/math-base-special-ln';

/** `count` values from `from` to `to`, equally spaced, rounded to 12 significant digits. */
export function linspace(from: number, to: number, count: number): readonly number[] {
  return spaced(from, to, count, fraction => from + (to - from) * fraction);
}

/** `count` values from `from` to `to` (both positive) with equal ratios, rounded to 12 significant digits. */
export function logspace(from: number, to: number, count: number): readonly number[] {
  const logRatio = ln(to / from);
  return spaced(from, to, count, fraction => from * exp(logRatio * fraction));
}

function spaced(
  from: number,
  to: number,
  count: number,
  at: (fraction: number) => number,
): readonly number[] {
  if (count === 1) return [from];
  return Array.from({ length: count }, (_, i) => {
    if (i === 0) return from;
    return i === count - 1 ? to : Number(at(i / (count - 1)).toPrecision(12));
  });
}

/**
 * eˣ from additions, multiplications and divisions alone, so that every platform draws the same grid: Taylor's series
 * on |r| ≤ ½ after halving x, then squaring back. Good to 13 digits for |x| < 700.
 */
function exp(x: number): number {
  let halvings = 0;
  let r = x;
  while (Math.abs(r) > 0.5) {
    r /= 2;
    halvings++;
  }
  let sum = 1;
  for (let k = 18; k > 0; k--) sum = 1 + (sum * r) / k;
  for (let i = 0; i < halvings; i++) sum *= sum;
  return sum;
}

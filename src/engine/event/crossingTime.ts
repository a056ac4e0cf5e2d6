import ln from '@stdlib/math-base-special-ln';

const MOST_ITERATIONS = 60;
/** A time is found to this part of the interval it lies in. */
const RELATIVE_WIDTH = 1e-8;

/**
 * The time in [from, to] at which a quantity reaches 1, from `before` < 1 and `after` ≥ 1 at the two ends: Chandrupatla's
 * method (T. R. Chandrupatla, Advances in Engineering Software 28 (1997) 145–149), inverse quadratic interpolation where it
 * is safe and bisection where it is not. What watches a phase grows exponentially, so its logarithm is interpolated.
 */
export function crossingTime(
  quantity: (t: number) => number,
  from: number,
  before: number,
  to: number,
  after: number,
): number {
  if (!Number.isFinite(before) || !Number.isFinite(after)) return to;
  const low = before > 0 ? ln(before) : before - 1;
  const level = (value: number): number => {
    if (!(before > 0)) return value - 1;
    return value > 0 ? ln(value) : low;
  };
  let b = from;
  let fb = low;
  let a = to;
  let fa = level(after);
  let c = b;
  let fc = fb;
  let share = fa / (fa - fb);
  const width = RELATIVE_WIDTH * (to - from);
  for (let i = 0; i < MOST_ITERATIONS; i++) {
    const least = width / Math.abs(b - a);
    if (least > 0.5 || fa === 0) break;
    const t = a + Math.min(1 - least, Math.max(least, share)) * (b - a);
    const f = level(quantity(t));
    if (f >= 0 === fa >= 0) {
      c = a;
      fc = fa;
    } else {
      c = b;
      fc = fb;
      b = a;
      fb = fa;
    }
    a = t;
    fa = f;
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    share = safe
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + (((c - a) / (b - a)) * fa * fb) / ((fc - fa) * (fc - fb))
      : 0.5;
  }
  // The end at which the condition holds.
  return fa >= 0 ? a : b;
}

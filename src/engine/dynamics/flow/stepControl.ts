/**
 * Step-size factors. Their exponents are dyadic, so that powers are chains of square roots: the same bits on every
 * platform, which `Math.pow` does not promise.
 */

const SAFETY = 0.87;
const SMALLEST = 1 / 3;
const LARGEST = 6;

/** Errors below this count as this: a vanishing error must not make an endless step. */
const LEAST_ERROR = 1e-10;

/** x^(1/8) for x ≥ 0. */
export function eighthRoot(x: number): number {
  return Math.sqrt(Math.sqrt(Math.sqrt(x)));
}

/** x^(21/64) = x^(1/4)·x^(1/16)·x^(1/64), which stands in for the cube root. */
export function nearCubeRoot(x: number): number {
  const fourth = Math.sqrt(Math.sqrt(x));
  const sixteenth = Math.sqrt(Math.sqrt(fourth));
  return fourth * sixteenth * Math.sqrt(Math.sqrt(sixteenth));
}

/**
 * Growth of an accepted step of order 8 by a PI rule (Gustafsson; Hairer's exponents 1/8 − β/2 and β for β = 1/32):
 * 0.87·error^(−7/64)·previous^(1/32), within [1/3, 6]. Errors are relative to the tolerance, so at most 1.
 */
export function acceptedFactor(error: number, previous: number): number {
  const now = Math.max(error, LEAST_ERROR);
  const factor = (SAFETY * thirtySecondRoot(previous)) / sevenSixtyFourths(now);
  return Math.min(LARGEST, Math.max(SMALLEST, factor));
}

/** Shrinkage of a rejected step of order 8: 0.87·error^(−1/8), within [0.2, 0.87]; 0.2 for a non-finite error. */
export function rejectedFactor(error: number): number {
  const factor = SAFETY / eighthRoot(error);
  return factor > 0.2 ? Math.min(SAFETY, factor) : 0.2;
}

function thirtySecondRoot(x: number): number {
  return Math.sqrt(Math.sqrt(eighthRoot(x)));
}

/** x^(7/64) = x^(1/16)·x^(1/32)·x^(1/64). */
function sevenSixtyFourths(x: number): number {
  const sixteenth = Math.sqrt(eighthRoot(x));
  const thirtySecond = Math.sqrt(sixteenth);
  return sixteenth * thirtySecond * Math.sqrt(thirtySecond);
}

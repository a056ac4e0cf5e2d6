import { exponential } from './exponential.ts';

/** tanh x from portable operations only, to about 1e-15 of its value. */
export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  if (size > 20) return x < 0 ? -1 : 1;
  if (size > 0.6) {
    const value = 1 - 2 / (exponential(2 * size) + 1);
    return x < 0 ? -value : value;
  }
  // Lambert’s continued fraction, x/(1 + x²/(3 + x²/(5 + …))).
  let fraction = 21;
  for (let k = 19; k >= 1; k -= 2) fraction = k + (x * x) / fraction;
  return x / fraction;
}

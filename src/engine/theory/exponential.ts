/**
 * eˣ from portable operations only (Math.exp differs between engines): x = n·ln 2 + r with |r| ≤ 0.35, a Taylor sum for
 * eʳ, and exact doublings. Relative error about 2e-16·(1 + |n|/8); 0 and ∞ beyond the range of doubles.
 */
export function exponential(x: number): number {
  if (x > 709.7) return Infinity;
  if (x < -745) return 0;
  const n = Math.round(x * 1.4426950408889634);
  // ln 2 in two parts, so that n·ln 2 loses no digits.
  const r = x - n * 0.693147180369123816 - n * 1.90821492927058770002e-10;
  let sum = 1;
  for (let k = 18; k >= 1; k--) sum = 1 + (r / k) * sum;
  const factor = n >= 0 ? 2 : 0.5;
  for (let i = Math.abs(n); i > 0; i--) sum *= factor;
  return sum;
}

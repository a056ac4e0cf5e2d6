import ln from '@stdlib/math-base-special-ln';
import { exponential } from './exponential.ts';

/** One direction of the target as the linear phase sees it. */
export interface Mode {
  /** Growth rate λ_i: μ_i where adapter 1 learns it, ν_i where adapter 2 does. */
  readonly rate: number;
  /** Size of the product along the direction once it is learned: σ/σ_W2 in the aligned case. */
  readonly end: number;
}

/**
 * Time to learn the fraction f of a mode whose amplitude starts from ‖a₀‖² with the other factor zero:
 * T_f = (1/2λ)·ln(f/(1−f) · 4·end/‖a₀‖²) (theory.md, What the theory predicts). Exact as ‖a₀‖ → 0 where the other adapter is negligible.
 */
export function learningTime(mode: Mode, startSquared: number, fraction = 0.5): number {
  const odds = fraction / (1 - fraction);
  return ln((odds * 4 * mode.end) / startSquared) / (2 * mode.rate);
}

/** Standard deviation of that time over draws, where ‖a₀‖² is χ² with r degrees of freedom: √ψ₁(r/2) / 2λ. */
export function learningTimeSpread(mode: Mode, degrees: number): number {
  return Math.sqrt(trigammaOfHalf(degrees)) / (2 * mode.rate);
}

/** ψ₁(r/2) for an integer r ≥ 1, by ψ₁(x + 1) = ψ₁(x) − 1/x² from ψ₁(½) = π²/2 and ψ₁(1) = π²/6. */
export function trigammaOfHalf(r: number): number {
  const PI_SQUARED = 9.869604401089358;
  let x = r % 2 === 1 ? 0.5 : 1;
  let value = r % 2 === 1 ? PI_SQUARED / 2 : PI_SQUARED / 6;
  for (; x < r / 2; x++) value -= 1 / (x * x);
  return value;
}

/**
 * exp(E ln χ²_r)/r: the typical ‖a₀‖² over its mean rα². Times are logarithms of it, so that the mean time is that of the
 * typical draw. By ψ(x + 1) = ψ(x) + 1/x from ψ(½) = −γ − 2·ln 2 and ψ(1) = −γ.
 */
export function typicalShare(r: number): number {
  const EULER = 0.5772156649015329;
  let x = r % 2 === 1 ? 0.5 : 1;
  let value = r % 2 === 1 ? -EULER - 2 * Math.LN2 : -EULER;
  for (; x < r / 2; x++) value += 1 / x;
  return (2 * exponential(value)) / r;
}

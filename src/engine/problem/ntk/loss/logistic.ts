import ln from '@stdlib/math-base-special-ln';
import { exponential } from '../../../theory/exponential.ts';
import type { DataLoss } from './contract.ts';

/** Cross entropy with one output: ℓ = ln(1 + exp(−y f)), y = ±1. */
export class LogisticLoss implements DataLoss {
  readonly #signs: Float64Array;
  readonly #samples: number;
  /** Probability of the wrong class at each point. */
  readonly #wrong: Float64Array;

  /** `signs` are the labels as ±1. */
  constructor(signs: Float64Array) {
    this.#signs = signs;
    this.#samples = signs.length;
    this.#wrong = new Float64Array(signs.length);
  }

  evaluate(f: Float64Array, slope: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < f.length; i++) {
      const y = this.#signs[i]!;
      const margin = y * f[i]!;
      const small = exponential(-Math.abs(margin));
      sum += ln(1 + small) + Math.max(0, -margin);
      const wrong = margin > 0 ? small / (1 + small) : 1 / (1 + small);
      this.#wrong[i] = wrong;
      slope[i] = (-y * wrong) / this.#samples;
    }
    return sum / this.#samples;
  }

  curvature(df: Float64Array, out: Float64Array): void {
    for (let i = 0; i < df.length; i++) {
      const wrong = this.#wrong[i]!;
      out[i] = (wrong * (1 - wrong) * df[i]!) / this.#samples;
    }
  }

  conjugate(c: number): number {
    let sum = 0;
    for (const wrong of this.#wrong) {
      const q = c * wrong;
      sum += xLogX(q) + xLogX(1 - q);
    }
    return sum / this.#samples;
  }
}

/** x ln x, 0 at 0. */
export function xLogX(x: number): number {
  return x > 0 ? x * ln(x) : 0;
}

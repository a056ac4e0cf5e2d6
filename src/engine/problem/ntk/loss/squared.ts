import type { DataLoss } from './contract.ts';

/** ℓ = ½‖f_i − y_i‖². */
export class SquaredLoss implements DataLoss {
  readonly #targets: Float64Array;
  readonly #samples: number;
  readonly #slope: Float64Array;

  constructor(targets: Float64Array, samples: number) {
    this.#targets = targets;
    this.#samples = samples;
    this.#slope = new Float64Array(targets.length);
  }

  evaluate(f: Float64Array, slope: Float64Array): number {
    let sum = 0;
    for (let q = 0; q < f.length; q++) {
      const e = f[q]! - this.#targets[q]!;
      sum += e * e;
      slope[q] = this.#slope[q] = e / this.#samples;
    }
    return sum / (2 * this.#samples);
  }

  curvature(df: Float64Array, out: Float64Array): void {
    for (let q = 0; q < df.length; q++) out[q] = df[q]! / this.#samples;
  }

  conjugate(c: number): number {
    let square = 0;
    let along = 0;
    for (let q = 0; q < this.#slope.length; q++) {
      const e = c * this.#slope[q]!;
      square += e * e;
      along += e * this.#targets[q]!;
    }
    return (this.#samples * square) / 2 + along;
  }
}

import type { Optimiser } from './optimiser.ts';
import type { ParameterRows } from './parameterRows.ts';

/** θ ← θ − η(∇L + wθ). */
export class GradientDescent implements Optimiser {
  readonly #rows: ParameterRows;
  readonly #decay: number;

  constructor(rows: ParameterRows, weightDecay: number) {
    this.#rows = rows;
    this.#decay = weightDecay;
  }

  step(state: Float64Array, descent: Float64Array): void {
    const { starts, ends, rates } = this.#rows;
    const decay = this.#decay;
    for (let row = 0; row < starts.length; row++) {
      const end = ends[row]!;
      const rate = rates[row]!;
      for (let i = starts[row]!; i < end; i++) {
        state[i] = state[i]! + rate * (descent[i]! - decay * state[i]!);
      }
    }
  }
}

import type { Optimiser } from './optimiser.ts';
import type { ParameterRows } from './parameterRows.ts';

/**
 * Heavy-ball momentum, b ← μb + g and θ ← θ − ηb, or Nesterov's, θ ← θ − η(g + μb), with g = ∇L + wθ. On the first step
 * b is g itself, as in PyTorch with dampening 0.
 */
export class Momentum implements Optimiser {
  readonly #rows: ParameterRows;
  readonly #decay: number;
  readonly #momentum: number;
  readonly #nesterov: boolean;
  /** −b. */
  readonly #velocity: Float64Array;

  constructor(
    rows: ParameterRows,
    length: number,
    options: { readonly weightDecay: number; readonly momentum: number; readonly nesterov: boolean },
  ) {
    this.#rows = rows;
    this.#decay = options.weightDecay;
    this.#momentum = options.momentum;
    this.#nesterov = options.nesterov;
    this.#velocity = new Float64Array(length);
  }

  step(state: Float64Array, descent: Float64Array): void {
    const { starts, ends, rates } = this.#rows;
    const velocity = this.#velocity;
    const momentum = this.#momentum;
    const decay = this.#decay;
    for (let row = 0; row < starts.length; row++) {
      const end = ends[row]!;
      const rate = rates[row]!;
      for (let i = starts[row]!; i < end; i++) {
        const g = descent[i]! - decay * state[i]!;
        const v = momentum * velocity[i]! + g;
        velocity[i] = v;
        state[i] = state[i]! + rate * (this.#nesterov ? g + momentum * v : v);
      }
    }
  }
}

import type { Optimiser } from './optimiser.ts';
import type { ParameterRows } from './parameterRows.ts';

/** What Adam and AdamW are told; `decoupled` is AdamW. */
export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
  readonly decoupled: boolean;
}

/**
 * Adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵏ), v̂ = v/(1 − β₂ᵏ) and
 * g = ∇L + wθ. AdamW leaves wθ out of g and shrinks θ ← (1 − ηw)θ first.
 */
export class Adam implements Optimiser {
  readonly #rows: ParameterRows;
  readonly #options: AdamOptions;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  /** β₁ᵏ and β₂ᵏ. */
  #power1 = 1;
  #power2 = 1;

  constructor(rows: ParameterRows, length: number, options: AdamOptions) {
    this.#rows = rows;
    this.#options = options;
    this.#first = new Float64Array(length);
    this.#second = new Float64Array(length);
  }

  step(state: Float64Array, descent: Float64Array): void {
    const { beta1, beta2, epsilon, weightDecay, decoupled } = this.#options;
    const { starts, ends, rates } = this.#rows;
    const first = this.#first;
    const second = this.#second;
    this.#power1 *= beta1;
    this.#power2 *= beta2;
    const correction1 = 1 - this.#power1;
    const correction2 = 1 - this.#power2;
    const coupled = decoupled ? 0 : weightDecay;
    for (let row = 0; row < starts.length; row++) {
      const end = ends[row]!;
      const rate = rates[row]!;
      const shrink = decoupled ? 1 - rate * weightDecay : 1;
      for (let i = starts[row]!; i < end; i++) {
        const g = coupled * state[i]! - descent[i]!;
        const m = beta1 * first[i]! + (1 - beta1) * g;
        const v = beta2 * second[i]! + (1 - beta2) * g * g;
        first[i] = m;
        second[i] = v;
        state[i] = shrink * state[i]! - (rate * (m / correction1)) / (Math.sqrt(v / correction2) + epsilon);
      }
    }
  }
}

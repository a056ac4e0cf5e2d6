import type { AdamOptions } from './adam.ts';
import type { Optimiser } from './optimiser.ts';
import type { ParameterRows } from './parameterRows.ts';

/*
 * The update rules in single precision: every product, sum, quotient and root is rounded. Values are kept in doubles, so
 * that the process never mixes typed arrays of two kinds. Constants (rates, betas, corrections) are rounded once.
 */

const round = Math.fround;

/** θ ← θ − η(∇L + wθ), in the operation order of reference case 07: θ + round(η·descent). */
export class GradientDescent32 implements Optimiser {
  readonly #rows: ParameterRows;
  readonly #decay: number;

  constructor(rows: ParameterRows, weightDecay: number) {
    this.#rows = rounded(rows);
    this.#decay = round(weightDecay);
  }

  step(state: Float64Array, descent: Float64Array): void {
    const { starts, ends, rates } = this.#rows;
    for (let row = 0; row < starts.length; row++) {
      for (let i = starts[row]!; i < ends[row]!; i++) {
        const g = decayed(descent[i]!, state[i]!, this.#decay);
        state[i] = round(state[i]! + round(rates[row]! * g));
      }
    }
  }
}

/** Heavy-ball and Nesterov momentum. */
export class Momentum32 implements Optimiser {
  readonly #rows: ParameterRows;
  readonly #decay: number;
  readonly #momentum: number;
  readonly #nesterov: boolean;
  readonly #velocity: Float64Array;

  constructor(
    rows: ParameterRows,
    length: number,
    options: { readonly weightDecay: number; readonly momentum: number; readonly nesterov: boolean },
  ) {
    this.#rows = rounded(rows);
    this.#decay = round(options.weightDecay);
    this.#momentum = round(options.momentum);
    this.#nesterov = options.nesterov;
    this.#velocity = new Float64Array(length);
  }

  step(state: Float64Array, descent: Float64Array): void {
    const { starts, ends, rates } = this.#rows;
    const velocity = this.#velocity;
    for (let row = 0; row < starts.length; row++) {
      for (let i = starts[row]!; i < ends[row]!; i++) {
        const g = decayed(descent[i]!, state[i]!, this.#decay);
        const v = round(round(this.#momentum * velocity[i]!) + g);
        velocity[i] = v;
        const direction = this.#nesterov ? round(g + round(this.#momentum * v)) : v;
        state[i] = round(state[i]! + round(rates[row]! * direction));
      }
    }
  }
}

/** Adam and AdamW. */
export class Adam32 implements Optimiser {
  readonly #rows: ParameterRows;
  readonly #options: AdamOptions;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #power1 = 1;
  #power2 = 1;

  constructor(rows: ParameterRows, length: number, options: AdamOptions) {
    this.#rows = rounded(rows);
    this.#options = options;
    this.#first = new Float64Array(length);
    this.#second = new Float64Array(length);
  }

  step(state: Float64Array, descent: Float64Array): void {
    const { beta1, beta2, epsilon, weightDecay, decoupled } = this.#options;
    const { starts, ends, rates } = this.#rows;
    this.#power1 *= beta1;
    this.#power2 *= beta2;
    const keep1 = round(beta1);
    const take1 = round(1 - beta1);
    const keep2 = round(beta2);
    const take2 = round(1 - beta2);
    const offset = round(epsilon);
    const correction1 = round(1 - this.#power1);
    const rootCorrection2 = round(Math.sqrt(1 - this.#power2));
    const coupled = decoupled ? 0 : round(weightDecay);
    for (let row = 0; row < starts.length; row++) {
      const rate = round(rates[row]! / correction1);
      const shrink = decoupled ? round(1 - rates[row]! * weightDecay) : 1;
      for (let i = starts[row]!; i < ends[row]!; i++) {
        const g = -decayed(descent[i]!, state[i]!, coupled);
        const m = round(round(keep1 * this.#first[i]!) + round(take1 * g));
        const v = round(round(keep2 * this.#second[i]!) + round(take2 * round(g * g)));
        this.#first[i] = m;
        this.#second[i] = v;
        const denominator = round(round(round(Math.sqrt(v)) / rootCorrection2) + offset);
        state[i] = round(round(shrink * state[i]!) - round(rate * round(m / denominator)));
      }
    }
  }
}

/** descent − w·θ, which is −(∇L + wθ). */
function decayed(descent: number, value: number, decay: number): number {
  return decay === 0 ? descent : round(descent - round(decay * value));
}

function rounded(rows: ParameterRows): ParameterRows {
  return { ...rows, rates: rows.rates.map(rate => round(rate)) };
}

import { roundSingle, type Precision } from '../precision.ts';
import type { Batch } from '../layer/batch.ts';
import type { Trainee } from '../trainee/contract.ts';
import type { Descent } from './contract.ts';

const GROWTH = 1.03;
/** Losses that differ by less are the same but for rounding: of sums in double precision, of numbers in single. */
const SAME = { float64: 1e-12, float32: 1e-6 } as const;
const SMALLEST = 1e-12;
/** Steps that change nothing lengthen it all the same: it must stay a number that can be halved. */
const LARGEST = 1e100;

/**
 * Gradient descent that finds its step: 3 % longer after every step that lowers the loss, half as long and taken back after
 * one that raises it; no step where the gradient is 0. It stands in for the gradient flow: monotone, without a rate to tune for each α, with t = Σ steps. It
 * hovers where a longer step would be unstable.
 */
export class AdaptiveStep implements Descent {
  steps = 0;
  time = 0;
  stepSize: number;
  rejected = 0;
  loss: number;
  readonly #trainee: Trainee;
  readonly #batch: Batch;
  readonly #before: Float64Array;
  readonly #rates: Float64Array;
  readonly #precision: Precision;
  #next: number;

  /** The batch holds all examples. */
  constructor(trainee: Trainee, batch: Batch, firstStep: number, precision: Precision) {
    this.#trainee = trainee;
    this.#batch = batch;
    this.#precision = precision;
    this.#before = new Float64Array(trainee.state.length);
    this.#rates = new Float64Array(trainee.state.length);
    const { starts, ends, rates } = trainee.rows(1);
    for (let row = 0; row < starts.length; row++) this.#rates.fill(rates[row]!, starts[row], ends[row]);
    this.stepSize = firstStep;
    this.#next = Math.min(firstStep, LARGEST);
    this.loss = this.#pass();
  }

  advance(): boolean {
    this.#batch.backward(this.#trainee.lowest);
    this.#trainee.pull();
    const { state, descent } = this.#trainee;
    if (descent.every(entry => entry === 0)) return false;
    this.#before.set(state);
    const most = this.loss * (1 + SAME[this.#precision]);
    for (let size = this.#next; size > SMALLEST; size *= 0.5) {
      for (let i = 0; i < state.length; i++)
        state[i] = this.#before[i]! + size * this.#rates[i]! * descent[i]!;
      if (this.#precision === 'float32') roundSingle(state, 0, state.length);
      const loss = this.#pass();
      if (loss <= most) {
        this.loss = loss;
        this.steps++;
        this.stepSize = size;
        this.time += size;
        this.#next = Math.min(GROWTH * size, LARGEST);
        return true;
      }
      this.rejected++;
    }
    state.set(this.#before);
    this.#pass();
    return false;
  }

  #pass(): number {
    this.#trainee.push();
    this.#batch.forward(1 / this.#batch.rows);
    return this.#batch.sums.loss / this.#batch.rows;
  }
}

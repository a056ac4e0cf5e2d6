import type { DataLoss } from './loss/contract.ts';
import { lossOf, type Task } from './task.ts';

/**
 * The objective of LoRA, Q(u, v) = L̂(uvᵀ) + λ/2·(‖u‖²_F + ‖v‖²_F), with its gradient (Sv + λu, Sᵀu + λv), S = ∇L̂(uvᵀ), and
 * products with its Hessian. States are laid out as `Features` says. Evaluations allocate nothing.
 */
export class FactoredObjective {
  readonly size: number;
  readonly rank: number;
  readonly lambda: number;
  /** Operations so far, about. */
  operations = 0;
  /** Gradients and Hessian products so far. */
  gradients = 0;
  products = 0;
  readonly #task: Task;
  readonly #loss: DataLoss;
  readonly #outputs: Float64Array;
  readonly #slope: Float64Array;
  readonly #change: Float64Array;
  readonly #second: Float64Array;
  #state: Float64Array;

  constructor(task: Task, lambda: number, rank: number) {
    const { m, n } = task.features;
    this.size = (m + n) * rank;
    this.rank = rank;
    this.lambda = lambda;
    this.#task = task;
    this.#loss = lossOf(task);
    const outputs = task.initial.length;
    this.#outputs = new Float64Array(outputs);
    this.#slope = new Float64Array(outputs);
    this.#change = new Float64Array(outputs);
    this.#second = new Float64Array(outputs);
    this.#state = new Float64Array(this.size);
  }

  /** Q at `state`; writes its gradient to `out`. */
  evaluate(state: Float64Array, out: Float64Array): number {
    const { features, initial } = this.#task;
    const { lambda } = this;
    features.applyFactors(state, state, this.rank, this.#outputs);
    for (let q = 0; q < initial.length; q++) this.#outputs[q] = this.#outputs[q]! + initial[q]!;
    const loss = this.#loss.evaluate(this.#outputs, this.#slope);
    let square = 0;
    for (let i = 0; i < this.size; i++) {
      const x = state[i]!;
      square += x * x;
      out[i] = lambda * x;
    }
    features.addAdjointFactors(this.#slope, state, this.rank, out);
    this.#state = state;
    this.gradients++;
    // With the solvers’ own work on the vectors.
    this.operations += 2 * features.operations(this.rank) + 50 * initial.length + 100 * this.size;
    return loss + (lambda / 2) * square;
  }

  /** out ← ∇²Q·direction at the state that was evaluated last, which must not have changed since. */
  product(direction: Float64Array, out: Float64Array): void {
    const { features } = this.#task;
    features.applyFactors(direction, this.#state, this.rank, this.#change);
    features.applyFactors(this.#state, direction, this.rank, this.#second);
    for (let q = 0; q < this.#change.length; q++) this.#change[q] = this.#change[q]! + this.#second[q]!;
    this.#loss.curvature(this.#change, this.#second);
    for (let i = 0; i < this.size; i++) out[i] = this.lambda * direction[i]!;
    features.addAdjointFactors(this.#second, this.#state, this.rank, out);
    features.addAdjointFactors(this.#slope, direction, this.rank, out);
    this.products++;
    this.operations += 4 * features.operations(this.rank);
  }
}

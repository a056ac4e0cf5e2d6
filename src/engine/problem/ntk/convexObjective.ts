import type { Matrix } from '../../linalg/matrix.ts';
import { singularValues } from './factors.ts';
import type { DataLoss } from './loss/contract.ts';
import { lossOf, type Task } from './task.ts';

/**
 * The data term of full fine-tuning, L̂(X), with its gradient S = ∇L̂(X), the certificate σ₁(S)/λ and the duality gap of
 * P(X) = L̂(X) + λ‖X‖_*.
 */
export class ConvexObjective {
  readonly rows: number;
  readonly cols: number;
  /** S at the last evaluation, m×n. */
  readonly gradient: Matrix;
  operations = 0;
  readonly #task: Task;
  readonly #loss: DataLoss;
  readonly #outputs: Float64Array;
  readonly #slope: Float64Array;

  constructor(task: Task) {
    const { m, n } = task.features;
    this.rows = m;
    this.cols = n;
    this.gradient = { rows: m, cols: n, data: new Float64Array(m * n) };
    this.#task = task;
    this.#loss = lossOf(task);
    this.#outputs = new Float64Array(task.initial.length);
    this.#slope = new Float64Array(task.initial.length);
  }

  /** L̂(X). */
  value(x: Float64Array): number {
    const { features, initial } = this.#task;
    features.apply(x, this.#outputs);
    for (let q = 0; q < initial.length; q++) this.#outputs[q] = this.#outputs[q]! + initial[q]!;
    this.operations += features.operations(0) + 50 * initial.length;
    return this.#loss.evaluate(this.#outputs, this.#slope);
  }

  /** L̂(X), and S in `gradient`. */
  evaluate(x: Float64Array): number {
    const loss = this.value(x);
    this.#task.features.adjoint(this.#slope, this.gradient.data);
    this.operations += this.#task.features.operations(0);
    return loss;
  }

  /** ⟨D, ∇²L̂·D⟩ at the last evaluation, for an m×n direction D. */
  curvatureAlong(direction: Float64Array): number {
    const change = new Float64Array(this.#outputs.length);
    const curved = new Float64Array(this.#outputs.length);
    this.#task.features.apply(direction, change);
    this.#loss.curvature(change, curved);
    let sum = 0;
    for (let q = 0; q < change.length; q++) sum += change[q]! * curved[q]!;
    return sum;
  }

  /** σ₁(S) at the last evaluation: at most λ exactly at the minima of P that are stationary for LoRA. */
  steepest(): number {
    return singularValues(this.gradient)[0] ?? 0;
  }

  /**
   * P(X) − D(c·∂L̂/∂f) ≥ P(X) − min P with c = min(1, λ/σ₁(S)), which makes the point feasible for the dual problem
   * max −H*(e) + ⟨e, f⁰⟩ over σ₁(Σ e_q G_q) ≤ λ. `objective` is P at the point that was evaluated last.
   */
  dualityGap(objective: number, lambda: number): number {
    const steepest = this.steepest();
    const c = steepest > lambda ? lambda / steepest : 1;
    let along = 0;
    const { initial } = this.#task;
    for (let q = 0; q < initial.length; q++) along += c * this.#slope[q]! * initial[q]!;
    return objective + this.#loss.conjugate(c) - along;
  }
}

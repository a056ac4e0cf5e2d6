import { directionOf } from './angle.ts';
import { ConvexObjective } from './convexObjective.ts';
import { imbalanceOf, numericalRank, productOf, singularValuesOf, type FactorShape } from './factors.ts';
import type { SeriesKey } from './series.ts';
import type { Task } from './task.ts';

/** A point of a run as its series see it; each quantity is computed when it is first asked for. */
export class NtkPoint {
  readonly #task: Task;
  readonly #lambda: number;
  readonly #optimum: number;
  readonly #shape: FactorShape;
  readonly #convex: ConvexObjective;
  #state: Float64Array = new Float64Array(0);
  #objective = 0;
  #gradientNorm = 0;
  #values: Float64Array | undefined;
  #product: Float64Array | undefined;
  #test: { readonly accuracy: number; readonly loss: number } | undefined;
  #dataLoss: number | undefined;

  /** `optimum` is P*. */
  constructor(task: Task, lambda: number, optimum: number, rank: number) {
    this.#task = task;
    this.#lambda = lambda;
    this.#optimum = optimum;
    this.#shape = { m: task.features.m, n: task.features.n, rank };
    this.#convex = new ConvexObjective(task);
  }

  moveTo(at: { readonly state: Float64Array; readonly value: number; readonly gradientNorm: number }): void {
    this.#state = at.state;
    this.#objective = at.value;
    this.#gradientNorm = at.gradientNorm;
    this.#values = this.#product = this.#test = this.#dataLoss = undefined;
  }

  /** Singular values of uvᵀ, descending. */
  get singularValues(): Float64Array {
    return (this.#values ??= singularValuesOf(this.#state, this.#shape));
  }

  /** uvᵀ, m×n by rows. */
  get product(): Float64Array {
    return (this.#product ??= productOf(this.#state, this.#shape).data);
  }

  value(key: SeriesKey): number {
    switch (key) {
      case 'loss':
        return this.#objective;
      case 'gap':
        return this.#optimum > 0 ? this.#objective / this.#optimum - 1 : this.#objective;
      case 'certificate':
        this.#evaluated();
        return this.#convex.steepest() / this.#lambda;
      case 'rank':
        return numericalRank(this.singularValues);
      case 'nuclearNorm':
        return this.singularValues.reduce((sum, value) => sum + value, 0);
      case 'imbalance':
        return imbalanceOf(this.#state, this.#shape);
      case 'dataLoss':
        return this.#evaluated();
      case 'frobeniusNorm':
        return Math.sqrt(this.singularValues.reduce((sum, value) => sum + value * value, 0));
      case 'gradientNorm':
        return this.#gradientNorm;
      case 'trainAccuracy':
        return this.#task.trainAccuracy?.(this.product) ?? NaN;
      case 'testAccuracy':
        return this.#tested()?.accuracy ?? NaN;
      case 'testLoss':
        return this.#tested()?.loss ?? NaN;
      case 'networkTestAccuracy':
        return this.#task.test?.network(this.product) ?? NaN;
      case 'angleU':
        return directionOf(this.#state[0]!, this.#state[1]!);
      case 'angleV':
        return directionOf(this.#state[2]!, this.#state[3]!);
    }
  }

  /** L̂; leaves its gradient with the convex objective. */
  #evaluated(): number {
    return (this.#dataLoss ??= this.#convex.evaluate(this.product));
  }

  #tested(): { readonly accuracy: number; readonly loss: number } | undefined {
    return (this.#test ??= this.#task.test?.linearised(this.product));
  }
}

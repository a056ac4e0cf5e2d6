import type { ConvexObjective } from '../convexObjective.ts';
import { zeros, type Matrix } from '../../../linalg/matrix.ts';
import { thresholded, type Thresholded } from './thresholded.ts';

/** Operations of an SVD over mn·min(m, n), about: most of a step’s work where features are few. */
const SVD = 60;

/**
 * FISTA (Beck and Teboulle 2009) for L̂(X) + λ‖X‖_*: gradient steps with soft thresholding of the singular values, momentum, a
 * restart whenever the objective rises (O’Donoghue and Candès 2015), and a step found by backtracking, which starts from the
 * curvature along the first gradient. Starts at X = 0.
 */
export class Fista {
  point: Thresholded;
  /** L̂ + λ‖·‖_* at the point. */
  value: number;
  iterations = 0;
  readonly #objective: ConvexObjective;
  readonly #lambda: number;
  /** Where the next gradient is taken. */
  #ahead: Matrix;
  #momentum = 1;
  #curvature: number;

  constructor(objective: ConvexObjective, lambda: number) {
    this.#objective = objective;
    this.#lambda = lambda;
    const { rows, cols } = objective;
    this.#ahead = zeros(rows, cols);
    this.point = { x: zeros(rows, cols), rank: 0, nuclearNorm: 0, factors: new Float64Array(0) };
    this.value = objective.evaluate(this.point.x.data);
    this.#curvature = curvatureAlongGradient(objective);
  }

  /** One step; whether the point moved by more than rounding. */
  step(): boolean {
    const { data } = this.#ahead;
    const base = this.#objective.evaluate(data);
    const gradient = this.#objective.gradient.data.slice();
    let next: Thresholded;
    let loss: number;
    for (;;) {
      const shifted = data.map((entry, j) => entry - gradient[j]! / this.#curvature);
      next = thresholded({ ...this.#ahead, data: shifted }, this.#lambda / this.#curvature);
      this.#objective.operations += SVD * data.length * Math.min(this.#ahead.rows, this.#ahead.cols);
      loss = this.#objective.value(next.x.data);
      let along = 0;
      let square = 0;
      for (let j = 0; j < data.length; j++) {
        const change = next.x.data[j]! - data[j]!;
        along += gradient[j]! * change;
        square += change * change;
      }
      if (!(loss > base + along + (this.#curvature / 2) * square + 1e-15 * Math.abs(base))) break;
      this.#curvature *= 1.5;
    }
    this.iterations++;
    const value = loss + this.#lambda * next.nuclearNorm;
    if (value > this.value && this.#momentum > 1) {
      this.#restart(this.point.x);
      return true;
    }
    const momentum = (1 + Math.sqrt(1 + 4 * this.#momentum * this.#momentum)) / 2;
    const carry = (this.#momentum - 1) / momentum;
    const before = this.point.x.data;
    let moved = 0;
    let size = 0;
    const ahead = next.x.data.map((entry, j) => {
      const change = entry - before[j]!;
      moved += change * change;
      size += entry * entry;
      return entry + carry * change;
    });
    this.#ahead = { ...this.#ahead, data: ahead };
    this.#momentum = momentum;
    this.point = next;
    this.value = value;
    return moved > 1e-30 * Math.max(1, size);
  }

  /** Goes on from X, without momentum. */
  restartFrom(x: Matrix): void {
    this.point = thresholded(x, 0);
    this.value = this.#objective.value(x.data) + this.#lambda * this.point.nuclearNorm;
    this.#restart(x);
  }

  #restart(x: Matrix): void {
    this.#ahead = x;
    this.#momentum = 1;
  }
}

/** How much the slope changes along the gradient at the last evaluation; a lower bound of the largest curvature. */
function curvatureAlongGradient(objective: ConvexObjective): number {
  const gradient = objective.gradient.data.slice();
  let square = 0;
  for (const entry of gradient) square += entry * entry;
  if (square === 0) return 1;
  const curvature = objective.curvatureAlong(gradient) / square;
  return curvature > 0 ? curvature : 1;
}

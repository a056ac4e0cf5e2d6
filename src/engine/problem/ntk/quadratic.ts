import { ConvexObjective } from './convexObjective.ts';
import type { Task } from './task.ts';

/**
 * The squared loss of a 2×2 problem, L̂(X) = L̂(0) − ⟨p, x⟩ + ½ xᵀMx with x the entries of X row by row: all that its landscape
 * needs of G, y and f⁰, in fifteen numbers that a stored run can keep.
 */
export interface Quadratic {
  /** L̂(0). */
  readonly flat: number;
  /** p = Σ_q (y_q − f⁰_q) G_q/N, 4. */
  readonly pull: Float64Array;
  /** M = Σ_q G_q G_qᵀ/N, 4×4 row-major. */
  readonly matrix: Float64Array;
}

/** Whether a problem has one. */
export function isQuadratic({ features: { m, n }, loss }: Task): boolean {
  return m === 2 && n === 2 && loss === 'squared';
}

/** That of a task. Throws unless it is 2×2 with squared loss. */
export function quadraticOf(task: Task): Quadratic {
  if (!isQuadratic(task))
    throw new RangeError('only 2×2 problems with squared loss are quadratic in four numbers');
  const { samples } = task.features;
  const columns = [0, 1, 2, 3].map(k => {
    const unit = new Float64Array(4);
    unit[k] = 1;
    const column = new Float64Array(task.initial.length);
    task.features.apply(unit, column);
    return column;
  });
  const pull = new Float64Array(4);
  const matrix = new Float64Array(16);
  columns.forEach((one, k) => {
    one.forEach((g, q) => (pull[k]! += (g * (task.targets[q]! - task.initial[q]!)) / samples));
    columns.forEach((other, l) => {
      one.forEach((g, q) => (matrix[4 * k + l]! += (g * other[q]!) / samples));
    });
  });
  return { flat: new ConvexObjective(task).evaluate(new Float64Array(4)), pull, matrix };
}

/** As numbers in a row, and back: L̂(0), p, then M from its diagonal on, row by row. */
export function numbersOf({ flat, pull, matrix }: Quadratic): readonly number[] {
  return [flat, ...pull, ...matrix.filter((_, i) => i % 4 >= Math.floor(i / 4))];
}

/** Undefined where these are not fifteen numbers. */
export function quadraticFrom(numbers: readonly number[]): Quadratic | undefined {
  if (numbers.length !== 15) return undefined;
  const matrix = new Float64Array(16);
  let next = 5;
  for (let k = 0; k < 4; k++)
    for (let l = k; l < 4; l++) {
      matrix[4 * k + l] = matrix[4 * l + k] = numbers[next]!;
      next++;
    }
  return { flat: numbers[0]!, pull: Float64Array.from(numbers.slice(1, 5)), matrix };
}

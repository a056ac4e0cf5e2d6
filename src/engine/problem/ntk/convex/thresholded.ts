import type { Matrix } from '../../../linalg/matrix.ts';
import { zeros } from '../../../linalg/matrix.ts';
import { svd } from '../../../linalg/svd.ts';
import { stateOf } from '../factors.ts';

/** A matrix after soft thresholding of its singular values, with what the SVD showed. */
export interface Thresholded {
  readonly x: Matrix;
  readonly rank: number;
  readonly nuclearNorm: number;
  /** Balanced factors of x (u = U√s, v = V√s), as a state of that rank. */
  readonly factors: Float64Array;
}

/** argmin_X ½‖X − A‖²_F + cut·‖X‖_*: the singular values of A less `cut`, those below it gone. */
export function thresholded(a: Matrix, cut: number): Thresholded {
  const { U, values, V } = svd(a);
  let rank = 0;
  while (rank < values.length && values[rank]! > cut) rank++;
  const u = zeros(a.rows, rank);
  const v = zeros(a.cols, rank);
  const x = zeros(a.rows, a.cols);
  let nuclearNorm = 0;
  for (let k = 0; k < rank; k++) {
    const value = values[k]! - cut;
    const root = Math.sqrt(value);
    nuclearNorm += value;
    for (let i = 0; i < a.rows; i++) u.data[i * rank + k] = root * U.data[i * values.length + k]!;
    for (let j = 0; j < a.cols; j++) v.data[j * rank + k] = root * V.data[j * values.length + k]!;
    for (let i = 0; i < a.rows; i++) {
      const c = root * u.data[i * rank + k]!;
      for (let j = 0; j < a.cols; j++)
        x.data[i * a.cols + j] = x.data[i * a.cols + j]! + c * V.data[j * values.length + k]!;
    }
  }
  return { x, rank, nuclearNorm, factors: stateOf(u, v) };
}

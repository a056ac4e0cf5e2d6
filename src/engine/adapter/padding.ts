import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';

/** The same columns and then zero columns up to `cols`. */
export function padded(a: Matrix, cols: number): Matrix {
  const out = zeros(a.rows, cols);
  for (let i = 0; i < a.rows; i++) out.data.set(a.data.subarray(i * a.cols, (i + 1) * a.cols), i * cols);
  return out;
}

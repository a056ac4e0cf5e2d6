import type { Matrix } from '../linalg/matrix.ts';

/**
 * 1 − |cos| between column `j` of X and column `k` of Y, both of length one. From the part p of x that is orthogonal to y, as
 * ‖p‖²/(1 + √(1 − ‖p‖²)): no cancellation when the two almost coincide.
 */
export function misalignmentOf(X: Matrix, j: number, Y: Matrix, k: number): number {
  let cosine = 0;
  for (let i = 0; i < X.rows; i++) cosine += X.data[i * X.cols + j]! * Y.data[i * Y.cols + k]!;
  if (!(Math.abs(cosine) > 0.5)) return 1 - Math.abs(cosine);
  let rest = 0;
  for (let i = 0; i < X.rows; i++) {
    const d = X.data[i * X.cols + j]! - cosine * Y.data[i * Y.cols + k]!;
    rest += d * d;
  }
  const square = Math.min(1, rest);
  return square / (1 + Math.sqrt(1 - square));
}

/** ‖X_kᵀY_k‖²_F/k for the first k orthonormal columns: the share of the one span that lies in the other. */
export function overlapOf(X: Matrix, Y: Matrix, k: number): number {
  let sum = 0;
  for (let a = 0; a < k; a++)
    for (let b = 0; b < k; b++) {
      let product = 0;
      for (let i = 0; i < X.rows; i++) product += X.data[i * X.cols + a]! * Y.data[i * Y.cols + b]!;
      sum += product * product;
    }
  return sum / k;
}

/** ‖XXᵀ − YYᵀ‖_F/√(2q) for two frames of q orthonormal columns, as ‖X − Y·YᵀX‖_F/√q: no cancellation when they coincide. */
export function spanDistance(X: Matrix, Y: Matrix): number {
  const q = X.cols;
  const column = new Float64Array(X.rows);
  let total = 0;
  for (let a = 0; a < q; a++) {
    for (let i = 0; i < X.rows; i++) column[i] = X.data[i * q + a]!;
    for (let b = 0; b < Y.cols; b++) {
      let product = 0;
      for (let i = 0; i < X.rows; i++) product += X.data[i * q + a]! * Y.data[i * Y.cols + b]!;
      for (let i = 0; i < X.rows; i++) column[i] = column[i]! - product * Y.data[i * Y.cols + b]!;
    }
    for (let i = 0; i < X.rows; i++) total += column[i]! * column[i]!;
  }
  return Math.sqrt(total / q);
}

import type { FrozenFactor } from '../system.ts';
import { frozenFactor } from './frozenFactor.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { multiply, plus } from './products.ts';

/** W − s·BA; stays diagonal where the product only touches the diagonal. */
export function withoutProduct(W: FrozenFactor, B: Matrix, A: Matrix, scaling: number): FrozenFactor {
  if (W.kind === 'dense') return frozenFactor(plus(W.matrix, multiply(B, A), -scaling));
  const diagonal = diagonalProduct(B, A);
  if (!diagonal) {
    const product = multiply(B, A);
    const dense = zeros(W.rows, W.cols);
    for (let i = 0; i < dense.data.length; i++) dense.data[i] = -scaling * product.data[i]!;
    for (let i = 0; i < W.values.length; i++)
      dense.data[i * W.cols + i] = dense.data[i * W.cols + i]! + W.values[i]!;
    return frozenFactor(dense);
  }
  const values = new Float64Array(diagonal.length);
  for (let i = 0; i < values.length; i++) {
    const before = W.values[i] ?? 0;
    const after = before - scaling * diagonal[i]!;
    // What rounding leaves of a singular value that was taken out is nothing.
    values[i] = Math.abs(after) <= 4e-16 * Math.abs(before) ? 0 : after;
  }
  return { kind: 'diagonal', rows: W.rows, cols: W.cols, values };
}

/** Diagonal of BA if every other entry is exactly zero, found without forming the product. */
function diagonalProduct(B: Matrix, A: Matrix): Float64Array | null {
  const r = A.rows;
  const length = Math.min(B.rows, A.cols);
  const out = new Float64Array(length);
  for (let l = 0; l < r; l++) {
    let row = -1;
    for (let i = 0; i < B.rows; i++)
      if (B.data[i * r + l] !== 0) {
        if (row >= 0) return null;
        row = i;
      }
    if (row < 0) continue;
    let col = -1;
    for (let j = 0; j < A.cols; j++)
      if (A.data[l * A.cols + j] !== 0) {
        if (col >= 0) return null;
        col = j;
      }
    if (col < 0) continue;
    if (row !== col) return null;
    out[row] = out[row]! + B.data[row * r + l]! * A.data[l * A.cols + col]!;
  }
  return out;
}

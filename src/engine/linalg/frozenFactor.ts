import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { multiply, multiplyTransposedLeft } from './products.ts';
import type { FrozenFactor } from '../system.ts';

/** Sizes of a frozen factor. */
export function shapeOf(W: FrozenFactor): { readonly rows: number; readonly cols: number } {
  return W.kind === 'dense' ? W.matrix : W;
}

/** W·X. */
export function applyFactor(W: FrozenFactor, X: Matrix): Matrix {
  if (W.kind === 'dense') return multiply(W.matrix, X);
  const out = zeros(W.rows, X.cols);
  scaleRows(W.values, X, out);
  return out;
}

/** Wᵀ·X. */
export function applyTransposedFactor(W: FrozenFactor, X: Matrix): Matrix {
  if (W.kind === 'dense') return multiplyTransposedLeft(W.matrix, X);
  const out = zeros(W.cols, X.cols);
  scaleRows(W.values, X, out);
  return out;
}

/** The same factor entry by entry. */
export function denseFactor(W: FrozenFactor): Matrix {
  if (W.kind === 'dense') return W.matrix;
  const out = zeros(W.rows, W.cols);
  for (let i = 0; i < W.values.length; i++) out.data[i * W.cols + i] = W.values[i]!;
  return out;
}

/** A dense matrix as a frozen factor: diagonal where every entry off the diagonal is exactly zero. */
export function frozenFactor(matrix: Matrix): FrozenFactor {
  const { rows, cols } = matrix;
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++)
      if (i !== j && matrix.data[i * cols + j] !== 0) return { kind: 'dense', matrix };
  const values = Float64Array.from({ length: Math.min(rows, cols) }, (_, i) => matrix.data[i * cols + i]!);
  return { kind: 'diagonal', rows, cols, values };
}

function scaleRows(values: Float64Array, X: Matrix, out: Matrix): void {
  for (let i = 0; i < values.length; i++)
    for (let j = 0; j < X.cols; j++) out.data[i * X.cols + j] = values[i]! * X.data[i * X.cols + j]!;
}

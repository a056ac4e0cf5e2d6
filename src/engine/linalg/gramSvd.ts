import type { Svd } from './jacobiSvd.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { multiply, multiplyTransposedRight, plus, rows, transpose } from './products.ts';
import { wasmSymmetricEigen } from './wasmMatrices.ts';

/** Squaring loses digits of small singular values: up to this ratio of the smallest to the largest it does no harm. */
const SMALLEST_RATIO = 1e-3;

/**
 * Thin SVD of a large, well-conditioned matrix (rows ≥ cols) by the eigenvectors of AᵀA: many times as fast as
 * Golub–Reinsch. The left vectors are made orthonormal again afterwards, so that A = U·S·Vᵀ holds to about 1e-16 over the
 * ratio of the singular values. Null where the matrix is too ill-conditioned for that.
 */
export function gramSvd(a: Matrix): Svd | null {
  const p = a.cols;
  const { values: squares, rows: right } = wasmSymmetricEigen(multiply(transpose(a), a));
  if (!(squares[p - 1]! > SMALLEST_RATIO * SMALLEST_RATIO * squares[0]!)) return null;
  const images = multiplyTransposedRight(right, a);
  const values = normaliseRows(images);
  const left = orthonormalRows(images);
  if (left === null) return null;
  const order = Array.from(values, (_, i) => i).sort((i, j) => values[j]! - values[i]! || i - j);
  return {
    U: transpose(rows(left.rows, order)),
    values: Float64Array.from(order, i => values[i]!),
    V: transpose(rows(right, order)),
  };
}

/** Divides every row by its norm, in place, and returns the norms. */
export function normaliseRows(a: Matrix): Float64Array {
  return Float64Array.from({ length: a.rows }, (_, i) => {
    const row = a.data.subarray(i * a.cols, (i + 1) * a.cols);
    let square = 0;
    for (let j = 0; j < row.length; j++) square += row[j]! * row[j]!;
    const norm = Math.sqrt(square);
    if (norm > 0) for (let j = 0; j < row.length; j++) row[j] = row[j]! / norm;
    return norm;
  });
}

/**
 * Unit rows that are nearly orthogonal, made orthogonal to second order: each gives up its parts along the rows before it.
 * `overlaps` holds the inner products as they were. Null where they are too large for one correction.
 */
export function orthonormalRows(unit: Matrix): { readonly rows: Matrix; readonly overlaps: Matrix } | null {
  const overlaps = multiplyTransposedRight(unit, unit);
  const n = unit.rows;
  let worst = 0;
  const before = zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = overlaps.data[i * n + j]!;
      worst = Math.max(worst, Math.abs(value));
      before.data[i * n + j] = value;
    }
  }
  if (!(worst < 1e-8)) return null;
  return { rows: worst < 1e-13 ? unit : plus(unit, multiply(before, unit), -1), overlaps };
}

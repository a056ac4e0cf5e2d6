import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { transpose } from './products.ts';
import { thinQr, triangularFactor } from './qr.ts';
import { multiply } from './products.ts';

export interface Svd {
  /** rows×p, p = min(rows, cols). Columns that belong to a zero singular value are zero. */
  readonly U: Matrix;
  /** p singular values, descending. */
  readonly values: Float64Array;
  /** cols×p. */
  readonly V: Matrix;
}

/**
 * Thin SVD A = U·diag(values)·Vᵀ of a small or thin matrix: QR first, then one-sided Jacobi rotations (Hestenes) on
 * the triangular factor. Small singular values keep a good relative accuracy. For p up to about 64.
 */
export function jacobiSvd(a: Matrix): Svd {
  if (a.rows < a.cols) {
    const flipped = jacobiSvd(transpose(a));
    return { U: flipped.V, values: flipped.values, V: flipped.U };
  }
  const { Q, R } = thinQr(a);
  const { left, right, norms, order } = orthogonalise(R, true);
  const p = a.cols;
  const inner = zeros(p, p);
  const V = zeros(p, p);
  const values = new Float64Array(p);
  order.forEach((from, to) => {
    const norm = norms[from]!;
    values[to] = norm;
    for (let l = 0; l < p; l++) {
      inner.data[l * p + to] = norm > 0 ? left[from * p + l]! / norm : 0;
      V.data[l * p + to] = right[from * p + l]!;
    }
  });
  return { U: multiply(Q, inner), values, V };
}

/** Singular values alone, descending. */
export function jacobiSingularValues(a: Matrix): Float64Array {
  const R = triangularFactor(a.rows < a.cols ? transpose(a) : a);
  const { norms, order } = orthogonalise(R, false);
  return Float64Array.from(order, i => norms[i]!);
}

/**
 * Rotates the columns of a p×p matrix until they are orthogonal. `left` holds the rotated columns and `right` the
 * accumulated rotations, both as rows.
 */
function orthogonalise(
  a: Matrix,
  vectors: boolean,
): { left: Float64Array; right: Float64Array; norms: Float64Array; order: number[] } {
  const p = a.cols;
  const left = new Float64Array(p * p);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < p; j++) left[j * p + i] = a.data[i * p + j]!;
  const right = new Float64Array(p * p);
  for (let i = 0; i < p; i++) right[i * p + i] = 1;
  // One common scale keeps the squares of tiny matrices from underflowing.
  let largest = 0;
  for (const value of left) largest = Math.max(largest, Math.abs(value));
  if (largest > 0) for (let i = 0; i < left.length; i++) left[i] = left[i]! / largest;
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let i = 0; i < p - 1; i++) {
      for (let j = i + 1; j < p; j++) {
        let ii = 0;
        let jj = 0;
        let ij = 0;
        for (let l = 0; l < p; l++) {
          const x = left[i * p + l]!;
          const y = left[j * p + l]!;
          ii += x * x;
          jj += y * y;
          ij += x * y;
        }
        if (ij === 0 || Math.abs(ij) <= 1e-16 * Math.sqrt(ii) * Math.sqrt(jj)) continue;
        rotated = true;
        const tau = (jj - ii) / (2 * ij);
        const t =
          Math.abs(tau) > 1e150 ? 0.5 / tau : (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        const s = t * c;
        rotateRows(left, i * p, j * p, p, c, s);
        if (vectors) rotateRows(right, i * p, j * p, p, c, s);
      }
    }
    if (!rotated) break;
  }
  const norms = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let sum = 0;
    for (let l = 0; l < p; l++) sum += left[i * p + l]! * left[i * p + l]!;
    norms[i] = largest * Math.sqrt(sum);
    if (largest > 0) for (let l = 0; l < p; l++) left[i * p + l] = left[i * p + l]! * largest;
  }
  const order = Array.from({ length: p }, (_, i) => i).sort((i, j) => norms[j]! - norms[i]! || i - j);
  return { left, right, norms, order };
}

function rotateRows(x: Float64Array, i: number, j: number, length: number, c: number, s: number): void {
  for (let l = 0; l < length; l++) {
    const a = x[i + l]!;
    const b = x[j + l]!;
    x[i + l] = c * a - s * b;
    x[j + l] = s * a + c * b;
  }
}

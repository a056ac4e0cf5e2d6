import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';

export interface SymmetricEigen {
  /** Eigenvalues, descending. */
  readonly values: Float64Array;
  /** n×n; column j is the unit eigenvector of `values[j]`. */
  readonly vectors: Matrix;
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, §8.5):
 * only the upper triangle is read. Small eigenvalues of a positive matrix keep their relative accuracy better than
 * with tridiagonalisation. O(n³) a sweep: for sizes up to about 64.
 */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const n = a.rows;
  if (a.cols !== n) throw new RangeError(`expected a square matrix, got ${a.rows}×${a.cols}`);
  const s = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = i; j < n; j++) s[i * n + j] = s[j * n + i] = a.data[i * n + j]!;
  // Rows of `q` are the eigenvectors while rotating.
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let rotated = false;
    for (let i = 0; i < n - 1; i++) {
      for (let j = i + 1; j < n; j++) {
        const off = s[i * n + j]!;
        const di = s[i * n + i]!;
        const dj = s[j * n + j]!;
        // Negligible against both diagonal entries, or nothing at all.
        if (off === 0 || Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(di * dj))) continue;
        rotated = true;
        const tau = (dj - di) / (2 * off);
        const t =
          Math.abs(tau) > 1e150 ? 0.5 / tau : (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        const sn = t * c;
        if (t === 0) {
          s[i * n + j] = s[j * n + i] = 0;
          continue;
        }
        for (let l = 0; l < n; l++) {
          if (l === i || l === j) continue;
          const x = s[i * n + l]!;
          const y = s[j * n + l]!;
          s[i * n + l] = s[l * n + i] = c * x - sn * y;
          s[j * n + l] = s[l * n + j] = sn * x + c * y;
        }
        s[i * n + i] = di - t * off;
        s[j * n + j] = dj + t * off;
        s[i * n + j] = s[j * n + i] = 0;
        for (let l = 0; l < n; l++) {
          const x = q[i * n + l]!;
          const y = q[j * n + l]!;
          q[i * n + l] = c * x - sn * y;
          q[j * n + l] = sn * x + c * y;
        }
      }
    }
    if (!rotated) break;
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => s[j * n + j]! - s[i * n + i]! || i - j);
  const values = new Float64Array(n);
  const vectors = zeros(n, n);
  order.forEach((from, to) => {
    values[to] = s[from * n + from]!;
    for (let l = 0; l < n; l++) vectors.data[l * n + to] = q[from * n + l]!;
  });
  return { values, vectors };
}

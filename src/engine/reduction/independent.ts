import type { Matrix } from '../linalg/matrix.ts';
import { frobeniusNorm } from '../linalg/products.ts';

/** Least singular value from which on columns count as independent beyond doubt: squared, it is far above rounding. */
const BEYOND_DOUBT = 1e-5;

/**
 * Whether the rank directions of an adapter, rows of A (r×n) and columns of B (h×r), each matrix divided by its norm, are
 * independent beyond doubt. A cheap certificate, from the Cholesky factor R of the r×r Gram matrix: σ_min ≥ 1/‖R⁻¹‖_F.
 * False leaves the question open.
 */
export function surelyIndependent(A: Matrix, B: Matrix): boolean {
  const r = A.rows;
  const R = new Float64Array(r * r);
  addGram(R, A, r, A.cols, 1);
  addGram(R, B, r, 1, r);
  let inverseSquare = 0;
  for (let j = 0; j < r; j++) {
    for (let i = 0; i <= j; i++) {
      let sum = R[i * r + j]!;
      for (let l = 0; l < i; l++) sum -= R[l * r + i]! * R[l * r + j]!;
      if (i === j && !(sum > 0)) return false;
      R[i * r + j] = i === j ? Math.sqrt(sum) : sum / R[i * r + i]!;
    }
  }
  const column = new Float64Array(r);
  for (let j = 0; j < r; j++) {
    for (let i = j; i >= 0; i--) {
      let sum = i === j ? 1 : 0;
      for (let l = i + 1; l <= j; l++) sum -= R[i * r + l]! * column[l]!;
      column[i] = sum / R[i * r + i]!;
      inverseSquare += column[i]! * column[i]!;
    }
  }
  return inverseSquare * BEYOND_DOUBT * BEYOND_DOUBT < 1;
}

/** Adds to the upper part of `gram` the inner products of r vectors, `apart` doubles apart, with entries `step` doubles apart. */
function addGram(gram: Float64Array, matrix: Matrix, r: number, apart: number, step: number): void {
  const { data } = matrix;
  const norm = frobeniusNorm(matrix);
  if (norm === 0) return;
  const inverse = 1 / norm;
  const length = data.length / r;
  for (let i = 0; i < r; i++) {
    for (let j = i; j < r; j++) {
      let sum = 0;
      for (let q = 0; q < length; q++) {
        sum += inverse * data[i * apart + q * step]! * (inverse * data[j * apart + q * step]!);
      }
      gram[i * r + j] = gram[i * r + j]! + sum;
    }
  }
}

import { Matrix as DenseMatrix, SingularValueDecomposition } from 'ml-matrix';
import { supportsWasmKernel } from '../kernel/wasmModule.ts';
import { gramSvd } from './gramSvd.ts';
import type { Svd } from './jacobiSvd.ts';
import { jacobiSvd } from './jacobiSvd.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { transpose } from './products.ts';

/** Up to this smaller side one-sided Jacobi is fast enough, and the most accurate. */
const JACOBI_LIMIT = 40;

/**
 * Thin SVD A = U·diag(values)·Vᵀ: U rows×p, V cols×p, p = min(rows, cols), values descending. Unlike `jacobiSvd`, the
 * columns of U and V are orthonormal also where singular values vanish.
 */
export function svd(a: Matrix): Svd {
  if (a.rows < a.cols) {
    const flipped = svd(transpose(a));
    return { U: flipped.V, values: flipped.values, V: flipped.U };
  }
  const thin = a.cols <= JACOBI_LIMIT ? jacobiSvd(a) : largeSvd(a);
  const top = thin.values[0] ?? 0;
  const rank = countAbove(thin.values, top * 1e-14);
  return rank === a.cols ? thin : { ...thin, U: completed(thin.U, rank) };
}

/** How many of the descending `values` are above `cut`. */
export function countAbove(values: Float64Array, cut: number): number {
  let count = 0;
  while (count < values.length && values[count]! > cut) count++;
  return count;
}

/** The first `rank` columns as they are, the rest replaced so that all columns are orthonormal. */
export function completed(a: Matrix, rank: number): Matrix {
  const out: Matrix = { rows: a.rows, cols: a.cols, data: a.data.slice() };
  let axis = 0;
  for (let j = rank; j < a.cols; j++) {
    for (; ; axis++) {
      const x = new Float64Array(a.rows);
      x[axis] = 1;
      let norm = 1;
      // Twice is enough (Kahan): after the second pass the vector is orthogonal to rounding.
      for (let pass = 0; pass < 2; pass++) {
        for (let l = 0; l < j; l++) {
          let dot = 0;
          for (let i = 0; i < a.rows; i++) dot += out.data[i * a.cols + l]! * x[i]!;
          for (let i = 0; i < a.rows; i++) x[i] = x[i]! - dot * out.data[i * a.cols + l]!;
        }
        if (pass === 0) {
          let sum = 0;
          for (const value of x) sum += value * value;
          norm = Math.sqrt(sum);
          if (norm < 0.5 / Math.sqrt(a.rows)) break;
        }
      }
      if (norm < 0.5 / Math.sqrt(a.rows)) continue;
      let sum = 0;
      for (const value of x) sum += value * value;
      const scale = 1 / Math.sqrt(sum);
      for (let i = 0; i < a.rows; i++) out.data[i * a.cols + j] = x[i]! * scale;
      axis++;
      break;
    }
  }
  return out;
}

/** By the Gram matrix in WASM where that is accurate, else by Golub and Reinsch’s method. */
function largeSvd(a: Matrix): Svd {
  const fast = supportsWasmKernel() ? gramSvd(a) : null;
  return fast ?? golubReinsch(a);
}

function golubReinsch(a: Matrix): Svd {
  const rows = Array.from({ length: a.rows }, (_, i) => a.data.subarray(i * a.cols, (i + 1) * a.cols));
  const result = new SingularValueDecomposition(new DenseMatrix(rows.map(row => Array.from(row))), {
    autoTranspose: true,
  });
  return {
    U: fromDense(result.leftSingularVectors, a.cols),
    values: Float64Array.from(result.diagonal),
    V: fromDense(result.rightSingularVectors, a.cols),
  };
}

function fromDense(a: DenseMatrix, cols: number): Matrix {
  const out = zeros(a.rows, cols);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < cols; j++) out.data[i * cols + j] = a.get(i, j);
  return out;
}

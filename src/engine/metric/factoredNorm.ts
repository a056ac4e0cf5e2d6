import { rowGram } from './adapterGrams.ts';
import { dot } from './learnedMap.ts';
import { thinTriangle, timesTransposedTriangle } from './thinTriangle.ts';
import { topSingularValueOf } from './topSingularValue.ts';

const MOST_ITERATIONS = 20;
/** Residual, relative to the eigenvalue, at which the iteration ends: the eigenvalue itself is right to its square. */
const SMALL = 1e-8;
/** Below this part of the size of its terms the square of the product has lost digits that count. */
const CANCELS = 1e-4;
/** Squares below this are not squared again. */
const TINY = 1e-150;

/**
 * ‖LRᵀ‖₂ of tall matrices with at most `most` columns, each contiguous, one every `stride` doubles; where the Frobenius norm,
 * which is never smaller, is below `enough`, that instead. L and R may be overwritten.
 *
 * From the Gram matrices: the squared singular values are the eigenvalues of LᵀL·RᵀR, which is self-adjoint in the product
 * xᵀRᵀRy. By thin QR where the columns cancel, or where no singular value is so large that it must be the top one.
 */
export function factoredNormOf(
  most: number,
  stride: number,
  enough: number,
): (L: Float64Array, R: Float64Array, count: number, rows: number, cols: number) => number {
  const gramL = new Float64Array(most * most);
  const gramR = new Float64Array(most * most);
  const product = new Float64Array(most * most);
  const x = new Float64Array(most);
  const y = new Float64Array(most);
  const Rx = new Float64Array(most);
  const Ry = new Float64Array(most);
  const top = topSingularValueOf(most);

  /** The top eigenvalue of LᵀL·RᵀR if it is more than half of their sum, `frobenius2`; null if not, or if it is not found. */
  const dominantSquare = (count: number, frobenius2: number): number | null => {
    let first = 0;
    for (let c = 1; c < count; c++) if (termSize(c, count) > termSize(first, count)) first = c;
    for (let i = 0; i < count; i++) x[i] = gramL[i * count + first]! / gramL[first * count + first]!;
    times(count, gramR, x, Rx);
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      times(count, gramL, Rx, y);
      times(count, gramR, y, Ry);
      const size2 = dot(x, 0, Rx, 0, count);
      const quotient = dot(y, 0, Rx, 0, count) / size2;
      const next2 = dot(y, 0, Ry, 0, count);
      if (next2 / size2 - quotient * quotient <= SMALL * SMALL * quotient * quotient)
        return quotient > 0.5 * frobenius2 ? quotient : null;
      const scale = 1 / Math.sqrt(next2);
      for (let i = 0; i < count; i++) {
        x[i] = scale * y[i]!;
        Rx[i] = scale * Ry[i]!;
      }
    }
    return null;
  };
  const termSize = (c: number, count: number): number => gramL[c * count + c]! * gramR[c * count + c]!;

  return (L, R, count, rows, cols) => {
    rowGram(L, 0, stride, count, rows, gramL);
    rowGram(R, 0, stride, count, cols, gramR);
    const frobenius2 = dot(gramL, 0, gramR, 0, count * count);
    let terms = 0;
    for (let c = 0; c < count; c++) terms += Math.sqrt(termSize(c, count));
    if (frobenius2 > CANCELS * terms * terms && frobenius2 > TINY) {
      if (frobenius2 < enough * enough) return Math.sqrt(frobenius2);
      const square = dominantSquare(count, frobenius2);
      if (square !== null) return Math.sqrt(square);
    }
    thinTriangle(L, count, rows, stride, gramL);
    thinTriangle(R, count, cols, stride, gramR);
    timesTransposedTriangle(count, gramL, gramR, product);
    const frobenius = Math.sqrt(dot(product, 0, product, 0, count * count));
    return frobenius < enough ? frobenius : top(count, product);
  };
}

/** out = Mx for a symmetric size×size matrix. */
function times(size: number, M: Float64Array, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < size; i++) out[i] = dot(M, i * size, x, 0, size);
}

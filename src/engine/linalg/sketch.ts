import { xoshiro128 } from '../random/xoshiro128.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { frobeniusNorm, multiply, multiplyTransposedLeft, plus } from './products.ts';
import { rangeBasis } from './qr.ts';
import { triangularised } from './triangle.ts';

/** Random directions that a matrix is tried with. */
const DIRECTIONS = 64;

/**
 * A = Q·C with few orthonormal columns Q, found by trying A on 64 random directions (always the same ones), with an error of
 * at most `cut` in the Frobenius norm; null where the rank is not well below that. The result is checked, not trusted.
 */
export function lowRankFactors(a: Matrix, cut: number): { readonly Q: Matrix; readonly C: Matrix } | null {
  const directions = zeros(a.cols, DIRECTIONS);
  const bits = xoshiro128([1, 2, 3, 4]);
  for (let i = 0; i < directions.data.length; i++) directions.data[i] = bits() / 2147483648 - 1;
  const images = multiply(a, directions);
  if (independent(images, cut)) return null;
  const Q = rangeBasis(images, cut / 4);
  if (Q.cols > DIRECTIONS - 8) return null;
  const C = multiplyTransposedLeft(Q, a);
  return frobeniusNorm(plus(a, multiply(Q, C), -1)) <= cut ? { Q, C } : null;
}

/** Whether no column is within `cut` of the span of those before it: then pivoting, which costs more, would find nothing. */
function independent(a: Matrix, cut: number): boolean {
  if (a.rows < a.cols) return false;
  const R = triangularised(a, a.cols, a.cols);
  for (let i = 0; i < a.cols; i++) if (!(R.data[i * a.cols + i]! > cut)) return false;
  return true;
}

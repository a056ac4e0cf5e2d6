import { crossProduct } from './cross';
import * as problem from './problem';
import { addProduct } from './product';

// Products with a dense frozen factor, from its rows alone (`wide` apart, zero rows up to a multiple of four), over `length`
// bytes of every row of the result from byte `x` on. Of an upper triangular factor only what is on and above the diagonal is
// read, up to whole tiles.

/** Bytes of the columns of a triangle that are multiplied at a time: eight, of which half a square of zeros is wasted. */
const COLUMNS: usize = 64;

/** out[p] = X[p]·W, W with `rows` rows. */
export function timesDense(
  out: usize, outStride: usize, X: usize, xStride: usize, count: i32, W: usize, rows: i32, upper: bool,
  x: usize, length: usize,
): void {
  const wide = problem.wide;
  if (!upper) {
    addProduct(out + x, outStride, 0, 0, count, X, xStride, 8, W + x, wide, rows, length);
    return;
  }
  const end = x + length;
  for (; x < end; x += COLUMNS) {
    const width = min(COLUMNS, end - x);
    const depth = min(rows, <i32>((x + width) >> 3));
    addProduct(out + x, outStride, 0, 0, count, X, xStride, 8, W + x, wide, depth, width);
  }
}

/** out[p] = X[p]·Wᵀ, W with rows of `inner` bytes. */
export function timesDenseTransposed(
  out: usize, outStride: usize, X: usize, xStride: usize, count: i32, W: usize, inner: usize, upper: bool,
  x: usize, length: usize,
): void {
  const wide = problem.wide;
  const end = x + length;
  for (; x < end; x += 32) {
    const row = W + (x >> 3) * wide;
    const from = upper ? min(x, inner) : 0;
    crossProduct(out + x, outStride, X + from, xStride, count, row + from, wide, 4, inner - from, 1, false);
  }
}

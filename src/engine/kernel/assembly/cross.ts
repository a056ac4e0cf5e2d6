import { pairSums, plusProduct } from './simd';

// Inner products of rows, in tiles of two rows by four. Strides and lengths are in bytes; lengths are multiples of 16.
// A tile reads up to one row of X and three rows of Y past the last one, which must be readable memory, and writes up to
// three columns past the last one, so that a row of the result needs room for a multiple of four.

/** out[p, q] = scale·Σ_i X[p]_i·Y[q]_i for p < rows, q < cols; added to what is there if `accumulate`. */
export function crossProduct(
  out: usize, outStride: usize, X: usize, xStride: usize, rows: i32, Y: usize, yStride: usize, cols: i32,
  length: usize, scale: f64, accumulate: bool,
): void {
  for (let p = 0; p < rows; p += 2) {
    let y = Y;
    const end = out + ((<usize>cols) << 3);
    for (let to = out; to < end; to += 32) {
      tile(to, outStride, X, xStride, y, yStride, length, scale, accumulate, p + 1 < rows);
      y += yStride << 2;
    }
    out += outStride << 1;
    X += xStride << 1;
  }
}

/**
 * The lower part of a Gram matrix, accumulated: out[p, c] += scale·X[first + p]·X[c] for p < rows and c ≤ first + p, where
 * X has first + rows rows. Writes some of the upper part and a row past the last one; there must be room.
 */
export function addGram(
  out: usize, outStride: usize, X: usize, xStride: usize, first: i32, rows: i32, length: usize, scale: f64,
): void {
  let x = X + <usize>first * xStride;
  for (let p = 0; p < rows; p += 2) {
    let y = X;
    const end = out + ((<usize>(first + p + 2)) << 3);
    for (let to = out; to < end; to += 32) {
      tile(to, outStride, x, xStride, y, xStride, length, scale, true, true);
      y += xStride << 2;
    }
    out += outStride << 1;
    x += xStride << 1;
  }
}

function tile(
  out: usize, outStride: usize, X: usize, xStride: usize, Y: usize, yStride: usize,
  length: usize, scale: f64, accumulate: bool, two: bool,
): void {
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  let x0 = X;
  let x1 = X + xStride;
  let y0 = Y;
  let y1 = y0 + yStride;
  let y2 = y1 + yStride;
  let y3 = y2 + yStride;
  for (let i: usize = 0; i < length; i += 16) {
    const u = v128.load(x0 + i);
    const v = v128.load(x1 + i);
    let y = v128.load(y0 + i);
    a0 = plusProduct(a0, u, y);
    b0 = plusProduct(b0, v, y);
    y = v128.load(y1 + i);
    a1 = plusProduct(a1, u, y);
    b1 = plusProduct(b1, v, y);
    y = v128.load(y2 + i);
    a2 = plusProduct(a2, u, y);
    b2 = plusProduct(b2, v, y);
    y = v128.load(y3 + i);
    a3 = plusProduct(a3, u, y);
    b3 = plusProduct(b3, v, y);
  }
  const weight = f64x2.splat(scale);
  put(out, f64x2.mul(weight, pairSums(a0, a1)), accumulate);
  put(out + 16, f64x2.mul(weight, pairSums(a2, a3)), accumulate);
  if (!two) return;
  put(out + outStride, f64x2.mul(weight, pairSums(b0, b1)), accumulate);
  put(out + outStride + 16, f64x2.mul(weight, pairSums(b2, b3)), accumulate);
}

function put(to: usize, value: v128, accumulate: bool): void {
  v128.store(to, accumulate ? f64x2.add(v128.load(to), value) : value);
}

// Row by row: copies, negation, multiplication by a diagonal. Strides and lengths are in bytes, lengths multiples of 16.

/** out[p] = X[p]. */
export function copyRows(out: usize, outStride: usize, X: usize, xStride: usize, count: i32, length: usize): void {
  for (let p = 0; p < count; p++) {
    for (let i: usize = 0; i < length; i += 16) v128.store(out + i, v128.load(X + i));
    out += outStride;
    X += xStride;
  }
}

/** out[p] = −X[p]. */
export function negateRows(out: usize, outStride: usize, X: usize, xStride: usize, count: i32, length: usize): void {
  for (let p = 0; p < count; p++) {
    for (let i: usize = 0; i < length; i += 16) v128.store(out + i, f64x2.neg(v128.load(X + i)));
    out += outStride;
    X += xStride;
  }
}

/** out[p] = diagonal ∘ X[p]. */
export function scaleRows(
  out: usize, outStride: usize, diagonal: usize, X: usize, xStride: usize, count: i32, length: usize,
): void {
  for (let p = 0; p < count; p++) {
    for (let i: usize = 0; i < length; i += 16) {
      v128.store(out + i, f64x2.mul(v128.load(diagonal + i), v128.load(X + i)));
    }
    out += outStride;
    X += xStride;
  }
}

import { inner, minusProduct, plusProduct } from './simd';

// The three long loops of a symmetric eigenvalue decomposition, one short call at a time: Householder tridiagonalisation,
// accumulation of the reflectors, and plane rotations of the rows of the eigenvector matrix. Matrices are row-major with
// rows `stride` bytes apart, a multiple of 32; vectors are padded with room for four more doubles.

/**
 * One step of tridiagonalisation, for i from n − 1 down to 1: a reflection I − t·vvᵀ turns row i left of its diagonal into
 * (0, …, 0, b) and acts on the leading i×i block from both sides; only the lower triangle is read and written. v stays in
 * row i, t and b are returned in result[0] and result[1]. `p` is scratch for i doubles.
 */
export function tridiagonalStep(A: usize, stride: usize, i: i32, p: usize, result: usize): void {
  const v = A + <usize>i * stride;
  const last = v + (<usize>(i - 1) << 3);
  const head = load<f64>(last);
  let tail: f64 = 0;
  for (let x = v; x < last; x += 8) tail += load<f64>(x) * load<f64>(x);
  if (tail == 0) {
    store<f64>(result, 0);
    store<f64>(result, head, 8);
    return;
  }
  const norm = Math.sqrt(head * head + tail);
  const b = head >= 0 ? -norm : norm;
  store<f64>(last, head - b);
  const t = 2 / (tail + (head - b) * (head - b));
  symmetricProduct(A, stride, i, v, p);
  let k: f64 = 0;
  const bytes = <usize>i << 3;
  for (let x: usize = 0; x < bytes; x += 8) k += load<f64>(p + x) * load<f64>(v + x);
  k *= 0.5 * t * t;
  for (let x: usize = 0; x < bytes; x += 8) store<f64>(p + x, t * load<f64>(p + x) - k * load<f64>(v + x));
  // A ← A − v pᵀ − p vᵀ, lower triangle.
  let row = A;
  for (let j: usize = 0; j < bytes; j += 8) {
    subtractTwo(row, load<f64>(v + j), p, load<f64>(p + j), v, j + 8);
    row += stride;
  }
  store<f64>(result, t);
  store<f64>(result, b, 8);
}

/** p = A·v for the leading size×size block of a symmetric matrix, from its lower triangle. */
function symmetricProduct(A: usize, stride: usize, size: i32, v: usize, p: usize): void {
  memory.fill(p, 0, <usize>size << 3);
  const bytes = <usize>size << 3;
  let row = A;
  for (let j: usize = 0; j < bytes; j += 8) {
    // The row left of its diagonal, once from the left and once from the right.
    const vj = load<f64>(v + j);
    const splat = f64x2.splat(vj);
    const even = j & ~15;
    let sum = f64x2.splat(0);
    let x: usize = 0;
    for (; x < even; x += 16) {
      const a = v128.load(row + x);
      sum = plusProduct(sum, a, v128.load(v + x));
      v128.store(p + x, plusProduct(v128.load(p + x), splat, a));
    }
    let dot = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
    for (; x < j; x += 8) {
      const a = load<f64>(row + x);
      dot += a * load<f64>(v + x);
      store<f64>(p + x, load<f64>(p + x) + vj * a);
    }
    store<f64>(p + j, load<f64>(p + j) + dot + load<f64>(row + j) * vj);
    row += stride;
  }
}

/** row ← row − a·x − b·y over `length` bytes. */
function subtractTwo(row: usize, a: f64, x: usize, b: f64, y: usize, length: usize): void {
  const as = f64x2.splat(a);
  const bs = f64x2.splat(b);
  const even = length & ~15;
  let at: usize = 0;
  for (; at < even; at += 16)
    v128.store(row + at, minusProduct(minusProduct(v128.load(row + at), as, v128.load(x + at)), bs, v128.load(y + at)));
  if (at < length) store<f64>(row + at, load<f64>(row + at) - a * load<f64>(x + at) - b * load<f64>(y + at));
}

/**
 * One step of accumulation, for i from 1 up to n − 1: the leading i×i block is multiplied by I − t·vvᵀ from the right, v
 * being in row i; then row and column i become those of the identity. `padded` is the row length in bytes.
 */
export function accumulateStep(A: usize, stride: usize, i: i32, t: f64, padded: usize): void {
  const v = A + <usize>i * stride;
  const bytes = <usize>i << 3;
  // Zeros beyond v make whole vectors of four safe.
  memory.fill(v + bytes, 0, padded - bytes);
  const length = (bytes + 31) & ~31;
  let row = A;
  for (let j = 0; j < i; j++) {
    memory.fill(row + bytes, 0, length - bytes);
    if (t != 0) {
      const c = f64x2.splat(t * inner(row, v, length));
      for (let x: usize = 0; x < length; x += 16)
        v128.store(row + x, minusProduct(v128.load(row + x), c, v128.load(v + x)));
    }
    store<f64>(row + bytes, 0);
    row += stride;
  }
  memory.fill(v, 0, bytes);
  store<f64>(v + bytes, 1);
}

/**
 * `count` plane rotations of neighbouring rows, downwards from rows (top, top + 1): with (c, s) of each in turn, row i
 * becomes c·rowᵢ − s·rowᵢ₊₁ and row i + 1 becomes s·rowᵢ + c·rowᵢ₊₁. Eight columns at a time stay in registers from
 * rotation to rotation. `length` is the row length in bytes, a multiple of 64.
 */
export function rotateRows(Q: usize, stride: usize, top: i32, count: i32, cs: usize, length: usize): void {
  const first = Q + <usize>top * stride;
  for (let x: usize = 0; x < length; x += 64) {
    let row = first + x;
    let from = row + stride;
    let a0 = v128.load(from), a1 = v128.load(from, 16), a2 = v128.load(from, 32), a3 = v128.load(from, 48);
    let m = cs;
    for (let k = 0; k < count; k++) {
      const c = v128.load64_splat(m);
      const s = v128.load64_splat(m, 8);
      const b0 = v128.load(row), b1 = v128.load(row, 16), b2 = v128.load(row, 32), b3 = v128.load(row, 48);
      from = row + stride;
      v128.store(from, plusProduct(f64x2.mul(s, b0), c, a0));
      v128.store(from, plusProduct(f64x2.mul(s, b1), c, a1), 16);
      v128.store(from, plusProduct(f64x2.mul(s, b2), c, a2), 32);
      v128.store(from, plusProduct(f64x2.mul(s, b3), c, a3), 48);
      a0 = minusProduct(f64x2.mul(c, b0), s, a0);
      a1 = minusProduct(f64x2.mul(c, b1), s, a1);
      a2 = minusProduct(f64x2.mul(c, b2), s, a2);
      a3 = minusProduct(f64x2.mul(c, b3), s, a3);
      row -= stride;
      m += 16;
    }
    row += stride;
    v128.store(row, a0);
    v128.store(row, a1, 16);
    v128.store(row, a2, 32);
    v128.store(row, a3, 48);
  }
}

import { plusProduct } from './simd';

// out[p] = base[p] + Σ_c M[p, c]·X[c]: linear combinations of rows, in tiles of four rows by four columns. Strides,
// steps and lengths are in bytes; lengths are multiples of 32 (four doubles). A null base is zero.
// M[p, c] lies at M + p·rowStep + c·termStep, so that M may be read transposed.

/** Terms summed in one go: keeps the block of X that the tiles walk through in the caches. */
const DEPTH: i32 = 64;

/** out[p] = base[p] + Σ_{c<depth} M[p, c]·X[c] for p < count. `out` may be base, and must not overlap X. */
export function addProduct(
  out: usize, outStride: usize, base: usize, baseStride: usize, count: i32,
  M: usize, rowStep: usize, termStep: usize, X: usize, xStride: usize, depth: i32, length: usize,
): void {
  let terms = min(DEPTH, depth);
  addTerms(out, outStride, base, baseStride, count, M, rowStep, termStep, X, xStride, terms, length);
  for (let c = terms; c < depth; c += DEPTH) {
    M += <usize>terms * termStep;
    X += <usize>terms * xStride;
    terms = min(DEPTH, depth - c);
    addTerms(out, outStride, out, outStride, count, M, rowStep, termStep, X, xStride, terms, length);
  }
}

function addTerms(
  out: usize, outStride: usize, base: usize, baseStride: usize, count: i32,
  M: usize, rowStep: usize, termStep: usize, X: usize, xStride: usize, depth: i32, length: usize,
): void {
  if (base == 0) baseStride = 0;
  while (count >= 4) {
    fourRows(out, outStride, base, baseStride, M, rowStep, termStep, X, xStride, depth, length);
    out += outStride << 2;
    base += baseStride << 2;
    M += rowStep << 2;
    count -= 4;
  }
  if (count >= 2) {
    twoRows(out, outStride, base, baseStride, M, rowStep, termStep, X, xStride, depth, length);
    out += outStride << 1;
    base += baseStride << 1;
    M += rowStep << 1;
    count -= 2;
  }
  if (count == 1) oneRow(out, base, M, termStep, X, xStride, depth, length);
}

function fourRows(
  out: usize, outStride: usize, base: usize, baseStride: usize,
  M: usize, rowStep: usize, termStep: usize, X: usize, xStride: usize, depth: i32, length: usize,
): void {
  const rowStep2 = rowStep << 1;
  const rowStep3 = rowStep2 + rowStep;
  for (let i: usize = 0; i < length; i += 32) {
    let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
    if (base != 0) {
      let from = base + i;
      a0 = v128.load(from);
      b0 = v128.load(from, 16);
      from += baseStride;
      a1 = v128.load(from);
      b1 = v128.load(from, 16);
      from += baseStride;
      a2 = v128.load(from);
      b2 = v128.load(from, 16);
      from += baseStride;
      a3 = v128.load(from);
      b3 = v128.load(from, 16);
    }
    let x = X + i;
    let m = M;
    for (let c = 0; c < depth; c++) {
      const u = v128.load(x);
      const v = v128.load(x, 16);
      let t = v128.load64_splat(m);
      a0 = plusProduct(a0, t, u);
      b0 = plusProduct(b0, t, v);
      t = v128.load64_splat(m + rowStep);
      a1 = plusProduct(a1, t, u);
      b1 = plusProduct(b1, t, v);
      t = v128.load64_splat(m + rowStep2);
      a2 = plusProduct(a2, t, u);
      b2 = plusProduct(b2, t, v);
      t = v128.load64_splat(m + rowStep3);
      a3 = plusProduct(a3, t, u);
      b3 = plusProduct(b3, t, v);
      x += xStride;
      m += termStep;
    }
    let to = out + i;
    v128.store(to, a0);
    v128.store(to, b0, 16);
    to += outStride;
    v128.store(to, a1);
    v128.store(to, b1, 16);
    to += outStride;
    v128.store(to, a2);
    v128.store(to, b2, 16);
    to += outStride;
    v128.store(to, a3);
    v128.store(to, b3, 16);
  }
}

function twoRows(
  out: usize, outStride: usize, base: usize, baseStride: usize,
  M: usize, rowStep: usize, termStep: usize, X: usize, xStride: usize, depth: i32, length: usize,
): void {
  for (let i: usize = 0; i < length; i += 32) {
    let a0 = f64x2.splat(0), a1 = a0;
    let b0 = a0, b1 = a0;
    if (base != 0) {
      let from = base + i;
      a0 = v128.load(from);
      b0 = v128.load(from, 16);
      from += baseStride;
      a1 = v128.load(from);
      b1 = v128.load(from, 16);
    }
    let x = X + i;
    let m = M;
    for (let c = 0; c < depth; c++) {
      const u = v128.load(x);
      const v = v128.load(x, 16);
      let t = v128.load64_splat(m);
      a0 = plusProduct(a0, t, u);
      b0 = plusProduct(b0, t, v);
      t = v128.load64_splat(m + rowStep);
      a1 = plusProduct(a1, t, u);
      b1 = plusProduct(b1, t, v);
      x += xStride;
      m += termStep;
    }
    let to = out + i;
    v128.store(to, a0);
    v128.store(to, b0, 16);
    to += outStride;
    v128.store(to, a1);
    v128.store(to, b1, 16);
  }
}

function oneRow(
  out: usize, base: usize,
  M: usize, termStep: usize, X: usize, xStride: usize, depth: i32, length: usize,
): void {
  for (let i: usize = 0; i < length; i += 32) {
    let a = f64x2.splat(0), b = a;
    if (base != 0) {
      a = v128.load(base + i);
      b = v128.load(base + i, 16);
    }
    let x = X + i;
    let m = M;
    for (let c = 0; c < depth; c++) {
      const t = v128.load64_splat(m);
      a = plusProduct(a, t, v128.load(x));
      b = plusProduct(b, t, v128.load(x, 16));
      x += xStride;
      m += termStep;
    }
    v128.store(out + i, a);
    v128.store(out + i, b, 16);
  }
}

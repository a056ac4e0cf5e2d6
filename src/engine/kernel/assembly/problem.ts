import { bytes, paddedBytes } from './simd';

// The problem of this instance. TypeScript (wasmKernel.ts) lays the memory out and sets everything here once; the
// gradient only reads it. A state is [A1 | B1ᵀ | A2 | B2ᵀ]; see contract.ts.

/** Sizes. */
export let rank1: i32 = 0;
export let rank2: i32 = 0;
export let k: i32 = 0;
export let m: i32 = 0;
export let h: i32 = 0;
export let n: i32 = 0;

/** Bytes of padded rows along m, h and n. */
export let lengthM: usize = 0;
export let lengthH: usize = 0;
export let lengthN: usize = 0;

/** Bytes from row to row: of a state, of the workspace, of matrices with w = k + r1 + r2 columns, of those with r columns. */
export let stride: usize = 0;
export let wide: usize = 0;
export let small: usize = 0;
export let square: usize = 0;

/** Bytes of a block of adapter 1, and of one of adapter 2. */
export let block1: usize = 0;
export let block2: usize = 0;

/** s². */
export let scalingSquared: f64 = 1;

/** sW2 and sW1: a diagonal, or null and the matrix by its rows, and whether it is upper triangular. */
export let diagonal2: usize = 0;
export let rows2: usize = 0;
export let upper2: bool = false;
export let diagonal1: usize = 0;
export let rows1: usize = 0;
export let upper1: bool = false;

/** The strengths of the target, and minus them. */
export let strengths: usize = 0;
export let minusStrengths: usize = 0;

/** The probes: unit vectors u and v. */
export let u: usize = 0;
export let v: usize = 0;

/** ‖Δ‖², for the factored form. */
export let targetSquare: f64 = 0;

/** Rows L = [U; P; B2ᵀ] and Q = [V; A1; R], `wide` apart; three rows of zeros follow each. */
export let L: usize = 0;
export let Q: usize = 0;
/** Rows G = A1Eᵀ and H = B2ᵀE, `wide` apart. */
export let G: usize = 0;
export let H: usize = 0;
/** C = s²A2B1 and its transpose, and D = s²B2ᵀEA1ᵀ; `square` apart. */
export let C: usize = 0;
export let transposedC: usize = 0;
export let D: usize = 0;
/** For the entry-wise forms: Δ and E by rows, `wide` apart, with zero rows up to a multiple of four; and P + CᵀB2ᵀ. */
export let delta: usize = 0;
export let E: usize = 0;
export let left: usize = 0;
/** For the factored form: 2(r1 + r2) + 2(r1 + r2) + max(r1, r2) + 1 rows, `small` apart. */
export let smallRows: usize = 0;
/** For thin QR: copies of L and Q, and their triangles. */
export let factorL: usize = 0;
export let factorQ: usize = 0;
export let triangleL: usize = 0;
export let triangleQ: usize = 0;

export function setSizes(m_: i32, h_: i32, n_: i32, rank1_: i32, rank2_: i32, k_: i32, scalingSquared_: f64): void {
  m = m_;
  h = h_;
  n = n_;
  rank1 = rank1_;
  rank2 = rank2_;
  k = k_;
  scalingSquared = scalingSquared_;
  lengthM = paddedBytes(m);
  lengthH = paddedBytes(h);
  lengthN = paddedBytes(n);
}

export function setStrides(stride_: i32, wide_: i32, small_: i32, square_: i32): void {
  stride = bytes(stride_);
  wide = bytes(wide_);
  small = bytes(small_);
  square = bytes(square_);
  block1 = <usize>rank1 * stride;
  block2 = <usize>rank2 * stride;
}

export function setFrozen(
  diagonal2_: usize, rows2_: usize, upper2_: bool, diagonal1_: usize, rows1_: usize, upper1_: bool,
): void {
  diagonal2 = diagonal2_;
  rows2 = rows2_;
  upper2 = upper2_;
  diagonal1 = diagonal1_;
  rows1 = rows1_;
  upper1 = upper1_;
}

export function setTarget(strengths_: usize, minusStrengths_: usize, delta_: usize, targetSquare_: f64): void {
  targetSquare = targetSquare_;
  strengths = strengths_;
  minusStrengths = minusStrengths_;
  delta = delta_;
}

export function setProbes(u_: usize, v_: usize): void {
  u = u_;
  v = v_;
}

export function setWorkspace(
  L_: usize, Q_: usize, G_: usize, H_: usize, C_: usize, transposedC_: usize, D_: usize,
  E_: usize, left_: usize, smallRows_: usize,
): void {
  L = L_;
  Q = Q_;
  G = G_;
  H = H_;
  C = C_;
  transposedC = transposedC_;
  D = D_;
  E = E_;
  left = left_;
  smallRows = smallRows_;
}

export function setFactors(factorL_: usize, factorQ_: usize, triangleL_: usize, triangleQ_: usize): void {
  factorL = factorL_;
  factorQ = factorQ_;
  triangleL = triangleL_;
  triangleQ = triangleQ_;
}

/** First byte that is free for vectors and operands. */
export function heapBase(): usize {
  return __heap_base;
}

import { addGram, crossProduct } from './cross';
import { formA2, formB1, formP, formR } from './frozen';
import { addProduct } from './product';
import * as problem from './problem';
import { copyRows, scaleRows } from './rows';
import { bytes, paddedBytes } from './simd';

// The gradient without E (theory.md, Exact reductions): E = LᵀKQ with L = [U; P; B2ᵀ], Q = [V; A1; R] and the core
//
//        V     A1    R
//   U    S     0     0
//   P    0    −1     0
//   B2   0    −C    −1
//
// Pass 1 forms minus the Grams of L and Q (so that the minus signs of K cancel); then algebra with w×r matrices; pass 2
// multiplies them with the rows of L and Q.

/** Bytes of every row that a pass handles before it moves on: 256 columns stay in the caches. */
const CHUNK: usize = 2048;

/** Rows P, B2 of −LLᵀ and A1, R of −QQᵀ; the coefficients of Ȧ1, H, Ḃ2ᵀ and G; and space for max(r1, r2) rows. */
let gramL: usize = 0;
let gramQ: usize = 0;
let forA1: usize = 0;
let forH: usize = 0;
let forB2: usize = 0;
let forG: usize = 0;
let row: usize = 0;

function placeRows(): void {
  const small = problem.small;
  const r = <usize>(problem.rank1 + problem.rank2);
  gramL = problem.smallRows;
  gramQ = gramL + (r + 1) * small;
  forA1 = gramQ + (r + 1) * small;
  forH = forA1 + <usize>problem.rank1 * small;
  forB2 = forH + <usize>problem.rank2 * small;
  forG = forB2 + <usize>problem.rank2 * small;
  row = forG + <usize>problem.rank1 * small;
}

/** out = −∇L(y). */
export function factoredGradient(y: usize, out: usize): void {
  const rank1 = problem.rank1;
  const rank2 = problem.rank2;
  const r = rank1 + rank2;
  const w = problem.k + r;
  const wide = problem.wide;
  const small = problem.small;
  const block1 = problem.block1;
  const block2 = problem.block2;
  placeRows();
  firstPass(y);
  mirror(gramL, r);
  mirror(gramQ, r);
  transpose();
  const square = problem.square;
  const length = paddedBytes(w);
  // (P + CᵀB2ᵀ)Lᵀ, then times K.
  addProduct(
    row, small, gramL, small, rank1, problem.C, 8, square, gramL + <usize>rank1 * small, small, rank2, length,
  );
  timesCore(forA1, row, rank1);
  timesCore(forH, gramL + <usize>rank1 * small, rank2);
  timesCoreTransposed(forG, gramQ, rank1);
  // (R + CA1)Qᵀ, then times Kᵀ.
  addProduct(
    row, small, gramQ + <usize>rank1 * small, small, rank2, problem.C, square, 8, gramQ, small, rank1, length,
  );
  timesCoreTransposed(forB2, row, rank2);
  crossProduct(
    problem.D, square, forH, small, rank2, gramQ, small, rank1, length, -problem.scalingSquared, false,
  );
  const stride = problem.stride;
  const outB1 = out + block1;
  const outA2 = outB1 + block1;
  const outB2 = outA2 + block2;
  const L = problem.L;
  const Q = problem.Q;
  const chunked = problem.diagonal1 != 0 && problem.diagonal2 != 0;
  for (let x: usize = 0; x < stride; x += CHUNK) {
    const lengthN = part(problem.lengthN, x);
    if (lengthN) {
      addProduct(out + x, stride, 0, 0, rank1, forA1, small, 8, Q + x, wide, w, lengthN);
      addProduct(problem.H + x, wide, 0, 0, rank2, forH, small, 8, Q + x, wide, w, lengthN);
    }
    const lengthM = part(problem.lengthM, x);
    if (lengthM) {
      addProduct(outB2 + x, stride, 0, 0, rank2, forB2, small, 8, L + x, wide, w, lengthM);
      addProduct(problem.G + x, wide, 0, 0, rank1, forG, small, 8, L + x, wide, w, lengthM);
    }
    const lengthH = part(problem.lengthH, x);
    if (chunked && lengthH) lastProducts(y, outB1, outA2, x, lengthH);
  }
  if (chunked) return;
  for (let x: usize = 0; x < problem.lengthH; x += CHUNK) {
    lastProducts(y, outB1, outA2, x, part(problem.lengthH, x));
  }
}

function lastProducts(y: usize, outB1: usize, outA2: usize, x: usize, length: usize): void {
  const B1 = y + problem.block1;
  formA2(outA2, B1, x, length);
  formB1(outB1, B1 + problem.block1, x, length);
}

/** The rows of L and Q, C, and minus the Grams' rows for P, B2 and A1, R. */
function firstPass(y: usize): void {
  const k = problem.k;
  const rank1 = problem.rank1;
  const rank2 = problem.rank2;
  const r = rank1 + rank2;
  const stride = problem.stride;
  const wide = problem.wide;
  const small = problem.small;
  const A1 = y;
  const B1 = A1 + problem.block1;
  const A2 = B1 + problem.block1;
  const B2 = A2 + problem.block2;
  const L = problem.L;
  const Q = problem.Q;
  const L1 = L + <usize>k * wide;
  const L2 = L1 + <usize>rank1 * wide;
  const Q1 = Q + <usize>k * wide;
  const Q2 = Q1 + <usize>rank1 * wide;
  memory.fill(gramL, 0, 2 * <usize>(r + 1) * small);
  memory.fill(problem.C, 0, <usize>rank2 * problem.square);
  for (let x: usize = 0; x < stride; x += CHUNK) {
    const lengthM = part(problem.lengthM, x);
    if (lengthM) {
      formP(L1, B1, x, lengthM);
      copyRows(L2 + x, wide, B2 + x, stride, rank2, lengthM);
      addGram(gramL, small, L + x, wide, k, r, lengthM, -1);
    }
    const lengthN = part(problem.lengthN, x);
    if (lengthN) {
      copyRows(Q1 + x, wide, A1 + x, stride, rank1, lengthN);
      formR(Q2, A2, x, lengthN);
      addGram(gramQ, small, Q + x, wide, k, r, lengthN, -1);
    }
    const lengthH = part(problem.lengthH, x);
    if (lengthH) {
      crossProduct(
        problem.C, problem.square, A2 + x, stride, rank2, B1 + x, stride, rank1,
        lengthH, problem.scalingSquared, true,
      );
    }
  }
}

/** How much of `length` lies in the chunk that starts at x. */
function part(length: usize, x: usize): usize {
  return length > x ? min(CHUNK, length - x) : 0;
}

/** Fills the upper part of a Gram's square block from its lower part. */
function mirror(gram: usize, r: i32): void {
  const small = problem.small;
  const first = bytes(problem.k);
  for (let p = 1; p < r; p++) {
    const row = gram + <usize>p * small + first;
    let to = gram + first + bytes(p);
    for (let q = 0; q < p; q++) {
      store<f64>(to, load<f64>(row + bytes(q)));
      to += small;
    }
  }
}

function transpose(): void {
  for (let p = 0; p < problem.rank2; p++) {
    let from = problem.C + <usize>p * problem.square;
    let to = problem.transposedC + bytes(p);
    for (let q = 0; q < problem.rank1; q++) {
      store<f64>(to, load<f64>(from));
      from += 8;
      to += problem.square;
    }
  }
}

/** out = X·K for `count` rows, given −X. Parts are written in order, as each may spill into the next. */
function timesCore(out: usize, X: usize, count: i32): void {
  const small = problem.small;
  const first = bytes(problem.k);
  const second = first + bytes(problem.rank1);
  scaleRows(out, small, problem.minusStrengths, X, small, count, paddedBytes(problem.k));
  addProduct(
    out + first, small, X + first, small, count,
    X + second, small, 8, problem.C, problem.square, problem.rank2, paddedBytes(problem.rank1),
  );
  copyRows(out + second, small, X + second, small, count, paddedBytes(problem.rank2));
}

/** out = X·Kᵀ for `count` rows, given −X. */
function timesCoreTransposed(out: usize, X: usize, count: i32): void {
  const small = problem.small;
  const first = bytes(problem.k);
  const second = first + bytes(problem.rank1);
  scaleRows(out, small, problem.minusStrengths, X, small, count, paddedBytes(problem.k));
  copyRows(out + first, small, X + first, small, count, paddedBytes(problem.rank1));
  addProduct(
    out + second, small, X + second, small, count,
    X + first, small, 8, problem.transposedC, problem.square, problem.rank1, paddedBytes(problem.rank2),
  );
}

/**
 * Two numbers to `sums`: the loss at the state of the last gradient, from its Grams, and the size of the terms that cancel
 * in it. With X = Δ − E, 2L = ‖Δ‖² − ⟨Δ, X⟩ − ⟨X, E⟩, and ⟨X, E⟩ = ⟨P, G⟩ + ⟨B2ᵀ, Ḃ2ᵀ⟩.
 */
export function gramLoss(sums: usize): void {
  const rank1 = problem.rank1;
  const r = rank1 + problem.rank2;
  const small = problem.small;
  let targetPart: f64 = 0;
  let residualPart: f64 = 0;
  for (let p = 0; p < r; p++) {
    // The rows A1 and R + CA1 of −(…)Qᵀ, and the coefficients of G and Ḃ2ᵀ in the rows of L.
    const left = gramL + <usize>p * small;
    const right = p < rank1 ? gramQ + <usize>p * small : row + <usize>(p - rank1) * small;
    const weights = p < rank1 ? forG + <usize>p * small : forB2 + <usize>(p - rank1) * small;
    for (let l = 0; l < problem.k; l++) {
      const at = bytes(l);
      targetPart += load<f64>(problem.strengths + at) * load<f64>(left + at) * load<f64>(right + at);
    }
    for (let c = 0; c < problem.k + r; c++) residualPart += load<f64>(weights + bytes(c)) * load<f64>(left + bytes(c));
  }
  store<f64>(sums, 0.5 * (problem.targetSquare - targetPart + residualPart));
  store<f64>(sums, problem.targetSquare + abs(targetPart) + abs(residualPart), 8);
}

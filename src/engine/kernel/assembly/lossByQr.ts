import { crossProduct } from './cross';
import { formP, formR } from './frozen';
import { addProduct } from './product';
import * as problem from './problem';
import { copyRows, negateRows } from './rows';
import { bytes, inner, laneSum, minusProduct, plusProduct } from './simd';

/** The factors of E = LᵀQ: L = [SU; −P; −B2ᵀ] in `factorL` and Q = [V; A1; R + CA1] in `factorQ`. */
export function formFactors(y: usize): void {
  const k = problem.k;
  const rank1 = problem.rank1;
  const rank2 = problem.rank2;
  const stride = problem.stride;
  const wide = problem.wide;
  const A1 = y;
  const B1 = A1 + problem.block1;
  const A2 = B1 + problem.block1;
  const B2 = A2 + problem.block2;
  const L = problem.factorL;
  const Q = problem.factorQ;
  const L1 = L + <usize>k * wide;
  const Q1 = Q + <usize>k * wide;
  const Q2 = Q1 + <usize>rank1 * wide;
  for (let l = 0; l < k; l++) {
    const weight = f64x2.splat(load<f64>(problem.strengths + bytes(l)));
    const from = problem.L + <usize>l * wide;
    const to = L + <usize>l * wide;
    for (let i: usize = 0; i < problem.lengthM; i += 16) v128.store(to + i, f64x2.mul(weight, v128.load(from + i)));
  }
  copyRows(Q, wide, problem.Q, wide, k, problem.lengthN);
  formP(L1, B1, 0, problem.lengthM);
  negateRows(L1, wide, L1, wide, rank1, problem.lengthM);
  negateRows(L1 + <usize>rank1 * wide, wide, B2, stride, rank2, problem.lengthM);
  copyRows(Q1, wide, A1, stride, rank1, problem.lengthN);
  crossProduct(
    problem.C, problem.square, A2, stride, rank2, B1, stride, rank1, problem.lengthH, problem.scalingSquared, false,
  );
  formR(Q2, A2, 0, problem.lengthN);
  addProduct(Q2, wide, Q2, wide, rank2, problem.C, problem.square, 8, A1, stride, rank1, problem.lengthN);
}

/**
 * ‖LᵀQ‖² = ‖R_L·R_Qᵀ‖² from thin QR of the factors, which are overwritten. The R of modified Gram–Schmidt is backward stable
 * even for dependent rows, so nothing cancels that does not in E itself.
 */
export function squareByQr(): f64 {
  const w = problem.k + problem.rank1 + problem.rank2;
  orthogonalise(problem.factorL, w, problem.lengthM, problem.triangleL);
  orthogonalise(problem.factorQ, w, problem.lengthN, problem.triangleQ);
  let sum: f64 = 0;
  for (let a = 0; a < w; a++) {
    const left = problem.triangleL + <usize>a * problem.small;
    for (let b = 0; b < w; b++) {
      const right = problem.triangleQ + <usize>b * problem.small;
      let entry: f64 = 0;
      for (let c = max(a, b); c < w; c++) entry += load<f64>(left + bytes(c)) * load<f64>(right + bytes(c));
      sum += entry * entry;
    }
  }
  return sum;
}

/** ½‖E‖². */
export function qrLoss(y: usize): f64 {
  formFactors(y);
  return 0.5 * squareByQr();
}

/** The upper triangle T of X = TᵀO by modified Gram–Schmidt on the w rows of X, which become the orthonormal rows O. */
function orthogonalise(X: usize, w: i32, length: usize, triangle: usize): void {
  const wide = problem.wide;
  let x = X;
  for (let c = 0; c < w; c++) {
    const row = triangle + <usize>c * problem.small;
    const norm = sqrt(inner(x, x, length));
    store<f64>(row + bytes(c), norm);
    const inverse = f64x2.splat(norm > 0 ? 1 / norm : 0);
    for (let i: usize = 0; i < length; i += 16) v128.store(x + i, f64x2.mul(inverse, v128.load(x + i)));
    let z = x + wide;
    let to = row + bytes(c + 1);
    let q = c + 1;
    for (; q + 4 <= w; q += 4) {
      projectFour(x, z, length, to);
      z += wide << 2;
      to += 32;
    }
    for (; q < w; q++) {
      project(x, z, length, to);
      z += wide;
      to += 8;
    }
    x += wide;
  }
}

/** Removes from z its component along the unit vector x, and stores it. */
function project(x: usize, z: usize, length: usize, to: usize): void {
  const component = inner(x, z, length);
  store<f64>(to, component);
  const weight = f64x2.splat(component);
  for (let i: usize = 0; i < length; i += 16) {
    v128.store(z + i, minusProduct(v128.load(z + i), weight, v128.load(x + i)));
  }
}

/** The same for four rows at once. */
function projectFour(x: usize, z: usize, length: usize, to: usize): void {
  const wide = problem.wide;
  const z1 = z + wide;
  const z2 = z1 + wide;
  const z3 = z2 + wide;
  let a0 = f64x2.splat(0), a1 = a0, a2 = a0, a3 = a0;
  let b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  for (let i: usize = 0; i < length; i += 32) {
    const u = v128.load(x + i);
    const v = v128.load(x + i, 16);
    a0 = plusProduct(a0, u, v128.load(z + i));
    b0 = plusProduct(b0, v, v128.load(z + i, 16));
    a1 = plusProduct(a1, u, v128.load(z1 + i));
    b1 = plusProduct(b1, v, v128.load(z1 + i, 16));
    a2 = plusProduct(a2, u, v128.load(z2 + i));
    b2 = plusProduct(b2, v, v128.load(z2 + i, 16));
    a3 = plusProduct(a3, u, v128.load(z3 + i));
    b3 = plusProduct(b3, v, v128.load(z3 + i, 16));
  }
  const c0 = laneSum(f64x2.add(a0, b0));
  const c1 = laneSum(f64x2.add(a1, b1));
  const c2 = laneSum(f64x2.add(a2, b2));
  const c3 = laneSum(f64x2.add(a3, b3));
  store<f64>(to, c0);
  store<f64>(to, c1, 8);
  store<f64>(to, c2, 16);
  store<f64>(to, c3, 24);
  a0 = f64x2.splat(c0);
  a1 = f64x2.splat(c1);
  a2 = f64x2.splat(c2);
  a3 = f64x2.splat(c3);
  for (let i: usize = 0; i < length; i += 16) {
    const u = v128.load(x + i);
    v128.store(z + i, minusProduct(v128.load(z + i), a0, u));
    v128.store(z1 + i, minusProduct(v128.load(z1 + i), a1, u));
    v128.store(z2 + i, minusProduct(v128.load(z2 + i), a2, u));
    v128.store(z3 + i, minusProduct(v128.load(z3 + i), a3, u));
  }
}

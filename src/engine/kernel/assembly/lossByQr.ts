import { crossProduct } from './cross';
import { formP, formR } from './frozen';
import { addProduct } from './product';
import * as problem from './problem';
import { copyRows, negateRows } from './rows';
import { bytes, inner } from './simd';

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
    for (let q = c + 1; q < w; q++) {
      const dot = inner(x, z, length);
      store<f64>(row + bytes(q), dot);
      const weight = f64x2.splat(dot);
      for (let i: usize = 0; i < length; i += 16) {
        v128.store(z + i, f64x2.sub(v128.load(z + i), f64x2.mul(weight, v128.load(x + i))));
      }
      z += wide;
    }
    x += wide;
  }
}

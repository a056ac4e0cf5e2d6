import { formFactors, qrLoss, squareByQr } from './lossByQr';
import { addProduct } from './product';
import * as problem from './problem';
import { formResidual, squaredResidual } from './residual';
import { bytes, inner } from './simd';

// E split by the target's top direction: e = uᵀEv and the squared norms of the column (I − uuᵀ)Ev, the row uᵀE(I − vvᵀ) and
// the bulk (I − uuᵀ)E(I − vvᵀ), in this order to `parts`. Both return
// the loss, as the functions for the loss alone do. G and H serve as space for one row each.

/** From the entries of E. */
export function residualParts(y: usize, parts: usize): f64 {
  formResidual(y);
  const lengthM = problem.lengthM;
  const lengthN = problem.lengthN;
  const wide = problem.wide;
  const column = problem.G;
  const row = problem.H;
  let E = problem.E;
  for (let i = 0; i < problem.m; i++) {
    store<f64>(column + bytes(i), inner(E, problem.v, lengthN));
    E += wide;
  }
  addProduct(row, wide, 0, 0, 1, problem.u, wide, 8, problem.E, wide, problem.m, lengthN);
  const e = inner(problem.u, column, lengthM);
  removeComponent(column, problem.u, e, lengthM);
  let bulk = f64x2.splat(0);
  E = problem.E;
  for (let i = 0; i < problem.m; i++) {
    const u = f64x2.splat(load<f64>(problem.u + bytes(i)));
    const c = f64x2.splat(load<f64>(column + bytes(i)));
    for (let j: usize = 0; j < lengthN; j += 16) {
      let entry = f64x2.sub(v128.load(E + j), f64x2.mul(u, v128.load(row + j)));
      entry = f64x2.sub(entry, f64x2.mul(c, v128.load(problem.v + j)));
      bulk = f64x2.add(bulk, f64x2.mul(entry, entry));
    }
    E += wide;
  }
  removeComponent(row, problem.v, e, lengthN);
  store<f64>(parts, e);
  store<f64>(parts, inner(column, column, lengthM), 8);
  store<f64>(parts, inner(row, row, lengthN), 16);
  store<f64>(parts, f64x2.extract_lane(bulk, 0) + f64x2.extract_lane(bulk, 1), 24);
  return 0.5 * squaredResidual();
}

/** From the factors of E, with u and v projected out of them. */
export function qrParts(y: usize, parts: usize): f64 {
  const loss = qrLoss(y);
  formFactors(y);
  const w = problem.k + problem.rank1 + problem.rank2;
  const wide = problem.wide;
  const onU = problem.triangleL;
  const onV = problem.triangleQ;
  let L = problem.factorL;
  let Q = problem.factorQ;
  let e: f64 = 0;
  for (let c = 0; c < w; c++) {
    const left = inner(L, problem.u, problem.lengthM);
    const right = inner(Q, problem.v, problem.lengthN);
    removeComponent(L, problem.u, left, problem.lengthM);
    removeComponent(Q, problem.v, right, problem.lengthN);
    store<f64>(onU + bytes(c), left);
    store<f64>(onV + bytes(c), right);
    e += left * right;
    L += wide;
    Q += wide;
  }
  const column = problem.G;
  const row = problem.H;
  addProduct(column, wide, 0, 0, 1, onV, wide, 8, problem.factorL, wide, w, problem.lengthM);
  addProduct(row, wide, 0, 0, 1, onU, wide, 8, problem.factorQ, wide, w, problem.lengthN);
  store<f64>(parts, e);
  store<f64>(parts, inner(column, column, problem.lengthM), 8);
  store<f64>(parts, inner(row, row, problem.lengthN), 16);
  store<f64>(parts, squareByQr(), 24);
  return loss;
}

/** x −= component·direction. */
function removeComponent(x: usize, direction: usize, component: f64, length: usize): void {
  const weight = f64x2.splat(component);
  for (let i: usize = 0; i < length; i += 16) {
    v128.store(x + i, f64x2.sub(v128.load(x + i), f64x2.mul(weight, v128.load(direction + i))));
  }
}

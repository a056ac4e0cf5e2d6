import { crossProduct } from './cross';
import { formA2, formB1, formP, formR } from './frozen';
import { addProduct } from './product';
import * as problem from './problem';
import { copyRows, negateRows } from './rows';
import { laneSum, plusProduct } from './simd';

// The entry-wise forms: E = Δ − PᵀA1 − B2(R + CA1), the difference form of theory.md, Model and flow, whole rows at a time.

/** Sets E, and P, B2ᵀ, −A1, −(R + CA1) in L and Q. */
export function formResidual(y: usize): void {
  const stride = problem.stride;
  const wide = problem.wide;
  const rank1 = problem.rank1;
  const rank2 = problem.rank2;
  const A1 = y;
  const B1 = A1 + problem.block1;
  const A2 = B1 + problem.block1;
  const B2 = A2 + problem.block2;
  const P = problem.L + <usize>problem.k * wide;
  const minusA1 = problem.Q + <usize>problem.k * wide;
  const right = minusA1 + <usize>rank1 * wide;
  formP(P, B1, 0, problem.lengthM);
  copyRows(P + <usize>rank1 * wide, wide, B2, stride, rank2, problem.lengthM);
  crossProduct(
    problem.C, problem.square, A2, stride, rank2, B1, stride, rank1, problem.lengthH, problem.scalingSquared, false,
  );
  formR(right, A2, 0, problem.lengthN);
  addProduct(
    right, wide, right, wide, rank2, problem.C, problem.square, 8, A1, stride, rank1, problem.lengthN,
  );
  negateRows(minusA1, wide, A1, stride, rank1, problem.lengthN);
  negateRows(right, wide, right, wide, rank2, problem.lengthN);
  addProduct(
    problem.E, wide, problem.delta, wide, problem.m, P, 8, wide, minusA1, wide, rank1 + rank2, problem.lengthN,
  );
}

/** out = −∇L(y). */
export function residualGradient(y: usize, out: usize): void {
  const stride = problem.stride;
  const wide = problem.wide;
  const rank1 = problem.rank1;
  const rank2 = problem.rank2;
  const m = problem.m;
  const E = problem.E;
  const block1 = problem.block1;
  const block2 = problem.block2;
  const A1 = y;
  const B1 = A1 + block1;
  const A2 = B1 + block1;
  formResidual(y);
  const P = problem.L + <usize>problem.k * wide;
  const B2 = P + <usize>rank1 * wide;
  const minusRight = problem.Q + <usize>(problem.k + rank1) * wide;
  const outB2 = out + 2 * block1 + block2;
  addProduct(problem.left, wide, P, wide, rank1, problem.C, 8, problem.square, B2, wide, rank2, problem.lengthM);
  addProduct(out, stride, 0, 0, rank1, problem.left, wide, 8, E, wide, m, problem.lengthN);
  addProduct(problem.H, wide, 0, 0, rank2, B2, wide, 8, E, wide, m, problem.lengthN);
  crossProduct(problem.G, wide, A1, stride, rank1, E, wide, m, problem.lengthN, 1, false);
  crossProduct(outB2, stride, minusRight, wide, rank2, E, wide, m, problem.lengthN, -1, false);
  crossProduct(
    problem.D, problem.square, problem.H, wide, rank2, A1, stride, rank1,
    problem.lengthN, problem.scalingSquared, false,
  );
  formA2(out + 2 * block1, B1, 0, problem.lengthH);
  formB1(out + block1, A2, 0, problem.lengthH);
}

/** ½‖E‖². */
export function residualLoss(y: usize): f64 {
  formResidual(y);
  return 0.5 * squaredResidual();
}

/** ‖E‖² of the E that the last gradient or loss has formed. */
export function squaredResidual(): f64 {
  let a = f64x2.splat(0), b = a;
  let row = problem.E;
  for (let i = 0; i < problem.m; i++) {
    for (let j: usize = 0; j < problem.lengthN; j += 32) {
      const x = v128.load(row + j);
      const y = v128.load(row + j, 16);
      a = plusProduct(a, x, x);
      b = plusProduct(b, y, y);
    }
    row += problem.wide;
  }
  return laneSum(f64x2.add(a, b));
}

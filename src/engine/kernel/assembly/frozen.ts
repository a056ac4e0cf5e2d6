import { timesDense, timesDenseTransposed } from './dense';
import * as problem from './problem';
import { addProduct } from './product';
import { scaleRows } from './rows';

// Products with the frozen factors, over `length` bytes of every row from byte `x` on.

/** P = s(W2B1)ᵀ: out[p] = B1[p]·sW2ᵀ, rows of m entries. */
export function formP(out: usize, B1: usize, x: usize, length: usize): void {
  if (problem.diagonal2) {
    scaleRows(out + x, problem.wide, problem.diagonal2 + x, B1 + x, problem.stride, problem.rank1, length);
  } else {
    timesDenseTransposed(
      out, problem.wide, B1, problem.stride, problem.rank1,
      problem.rows2, problem.lengthH, problem.upper2, x, length,
    );
  }
}

/** R = sA2W1: rows of n entries. */
export function formR(out: usize, A2: usize, x: usize, length: usize): void {
  if (problem.diagonal1) {
    scaleRows(out + x, problem.wide, problem.diagonal1 + x, A2 + x, problem.stride, problem.rank2, length);
  } else {
    timesDense(
      out, problem.wide, A2, problem.stride, problem.rank2,
      problem.rows1, problem.h, problem.upper1, x, length,
    );
  }
}

/** Ḃ1ᵀ = sGW2 + DᵀA2: rows of h entries. */
export function formB1(out: usize, A2: usize, x: usize, length: usize): void {
  const stride = problem.stride;
  if (problem.diagonal2) {
    scaleRows(out + x, stride, problem.diagonal2 + x, problem.G + x, problem.wide, problem.rank1, length);
  } else {
    timesDense(
      out, stride, problem.G, problem.wide, problem.rank1,
      problem.rows2, problem.m, problem.upper2, x, length,
    );
  }
  addProduct(
    out + x, stride, out + x, stride, problem.rank1,
    problem.D, 8, problem.square, A2 + x, stride, problem.rank2, length,
  );
}

/** Ȧ2 = sHW1ᵀ + DB1ᵀ: rows of h entries. */
export function formA2(out: usize, B1: usize, x: usize, length: usize): void {
  const stride = problem.stride;
  if (problem.diagonal1) {
    scaleRows(out + x, stride, problem.diagonal1 + x, problem.H + x, problem.wide, problem.rank2, length);
  } else {
    timesDenseTransposed(
      out, stride, problem.H, problem.wide, problem.rank2,
      problem.rows1, problem.lengthN, problem.upper1, x, length,
    );
  }
  addProduct(
    out + x, stride, out + x, stride, problem.rank2,
    problem.D, problem.square, 8, B1 + x, stride, problem.rank1, length,
  );
}

import type { Matrix } from '../../linalg/matrix.ts';
import { zeros } from '../../linalg/matrix.ts';
import { jacobiSingularValues } from '../../linalg/jacobiSvd.ts';
import { multiplyTransposedRight } from '../../linalg/products.ts';
import { triangularFactor } from '../../linalg/qr.ts';
import { svd } from '../../linalg/svd.ts';

/** Singular values below this share of the largest do not count for the rank. */
export const RANK_CUT = 1e-5;

/** Sizes of a state: r rows of length m, then r rows of length n. */
export interface FactorShape {
  readonly m: number;
  readonly n: number;
  readonly rank: number;
}

/** uvᵀ, m×n. */
export function productOf(state: Float64Array, { m, n, rank }: FactorShape): Matrix {
  const out = zeros(m, n);
  for (let k = 0; k < rank; k++)
    for (let i = 0; i < m; i++) {
      const c = state[k * m + i]!;
      for (let j = 0; j < n; j++)
        out.data[i * n + j] = out.data[i * n + j]! + c * state[m * rank + k * n + j]!;
    }
  return out;
}

/** The u (m×r) and v (n×r) of a state as matrices. */
export function factorsOf(state: Float64Array, { m, n, rank }: FactorShape): { u: Matrix; v: Matrix } {
  const u = zeros(m, rank);
  const v = zeros(n, rank);
  for (let k = 0; k < rank; k++) {
    for (let i = 0; i < m; i++) u.data[i * rank + k] = state[k * m + i]!;
    for (let j = 0; j < n; j++) v.data[j * rank + k] = state[m * rank + k * n + j]!;
  }
  return { u, v };
}

/** The state of the factors u (m×r) and v (n×r). */
export function stateOf(u: Matrix, v: Matrix): Float64Array {
  const rank = u.cols;
  const state = new Float64Array((u.rows + v.rows) * rank);
  for (let k = 0; k < rank; k++) {
    for (let i = 0; i < u.rows; i++) state[k * u.rows + i] = u.data[i * rank + k]!;
    for (let j = 0; j < v.rows; j++) state[u.rows * rank + k * v.rows + j] = v.data[j * rank + k]!;
  }
  return state;
}

/** Singular values of uvᵀ, descending, min(m, n, r) of them: those of R_u·R_vᵀ from the factors’ QR. */
export function singularValuesOf(state: Float64Array, shape: FactorShape): Float64Array {
  const { u, v } = factorsOf(state, shape);
  return singularValues(multiplyTransposedRight(triangularFactor(u), triangularFactor(v)));
}

/** Singular values of a matrix, descending. */
export function singularValues(a: Matrix): Float64Array {
  return Math.min(a.rows, a.cols) <= 64 ? jacobiSingularValues(a) : svd(a).values;
}

/** How many of the descending values count. */
export function numericalRank(values: ArrayLike<number>): number {
  const top = values[0] ?? 0;
  let rank = 0;
  while (rank < values.length && values[rank]! > RANK_CUT * top) rank++;
  return rank;
}

/** ‖uᵀu − vᵀv‖_F: zero at every stationary point with weight decay. */
export function imbalanceOf(state: Float64Array, { m, n, rank }: FactorShape): number {
  let sum = 0;
  for (let k = 0; k < rank; k++)
    for (let l = 0; l < rank; l++) {
      let entry = 0;
      for (let i = 0; i < m; i++) entry += state[k * m + i]! * state[l * m + i]!;
      for (let j = 0; j < n; j++) entry -= state[m * rank + k * n + j]! * state[m * rank + l * n + j]!;
      sum += entry * entry;
    }
  return Math.sqrt(sum);
}

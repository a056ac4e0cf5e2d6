import type { Matrix } from '../linalg/matrix.ts';
import { besides, column, columns, euclideanNorm, frobeniusNorm, multiply } from '../linalg/products.ts';
import { fullOrthogonalFactor, thinQr } from '../linalg/qr.ts';
import { countAbove, svd } from '../linalg/svd.ts';
import type { Pair } from './paired.ts';
import { columnRange, joined } from './stack.ts';

/** Common singular bases of two factors: W2 ≈ U·diag(s2)·Gᵀ and W1 ≈ G·diag(s1)·Vᵀ, thin. */
export interface JointBases {
  /** m×(pairs with m) */
  readonly U: Matrix;
  /** h×pairs */
  readonly G: Matrix;
  /** n×(pairs with n) */
  readonly V: Matrix;
  /** Columns of U, G and V that belong together. */
  readonly pairs: readonly Pair[];
  /** Size of what the diagonals leave out, relative to the factors: rounding where they commute. */
  readonly defect: number;
}

/** SVD of W1 with what is zero left out: W1 = left·diag(values)·rightᵀ. */
export interface FirstFactorSvd {
  readonly left: Matrix;
  readonly values: Float64Array;
  readonly right: Matrix;
}

export function firstFactorSvd(W1: Matrix): FirstFactorSvd {
  const { U, values, V } = svd(W1);
  const rank = countAbove(values, 1e-14 * Math.max(W1.rows, W1.cols) * (values[0] ?? 0));
  return {
    left: columnRange(U, 0, rank),
    values: values.slice(0, rank),
    right: columnRange(V, 0, rank),
  };
}

/**
 * Bases in which both factors are diagonal, if they exist: W2ᵀW2 and W1W1ᵀ must commute. The SVD of W1 fixes them up
 * to rotations inside groups of equal singular values (its null space is one); the SVD of W2 on each group fixes the
 * rest. Nothing is assumed: `defect` says how much of the factors is off the diagonals.
 */
export function jointBases(W2: Matrix, first: FirstFactorSvd): JointBases {
  const h = W2.cols;
  const rank = first.values.length;
  const G = joined(first.left, orthogonalComplement(first.left, h));
  const rotated = { G: [] as Matrix[], V: [] as Matrix[] };
  const s1 = new Float64Array(h);
  let off1 = 0;
  const top1 = first.values[0] ?? 0;
  for (let start = 0; start < h;) {
    const end = start < rank ? groupEnd(first.values, start, 1e-11 * top1) : h;
    const group = columnRange(G, start, end);
    const Q = end - start === 1 ? null : rightBasis(multiply(W2, group));
    rotated.G.push(Q ? multiply(group, Q) : group);
    if (start < rank) {
      const right = columnRange(first.right, start, end);
      rotated.V.push(Q ? multiply(right, Q) : right);
      const mean = first.values.slice(start, end).reduce((sum, value) => sum + value, 0) / (end - start);
      for (let i = start; i < end; i++) {
        s1[i] = Q ? mean : first.values[i]!;
        off1 = Math.max(off1, Math.abs(first.values[i]! - s1[i]!));
      }
    }
    start = end;
  }
  const allG = besides(rotated.G);
  const V = rotated.V.length > 0 ? besides(rotated.V) : first.right;

  // Output side: the images of G's columns must be orthogonal. QR in descending order shows how far they are from it.
  const images = multiply(W2, allG);
  const norms = Array.from({ length: h }, (_, j) => euclideanNorm(column(images, j)));
  const size = frobeniusNorm(W2);
  const order = norms
    .map((norm, j) => ({ norm, j }))
    .filter(({ norm }) => norm > 1e-14 * h * size)
    .sort((a, b) => b.norm - a.norm || a.j - b.j)
    .slice(0, W2.rows)
    .map(({ j }) => j);
  const { Q: U, R } = thinQr(columns(images, order));
  let off2 = 0;
  for (let i = 0; i < R.rows; i++)
    for (let j = i + 1; j < R.cols; j++) off2 += R.data[i * R.cols + j]! * R.data[i * R.cols + j]!;
  norms.forEach((norm, j) => {
    if (!order.includes(j)) off2 += norm * norm;
  });
  const place = new Map(order.map((j, i) => [j, i]));
  const kept = Array.from({ length: h }, (_, j) => j).filter(j => j < rank || place.has(j));
  const pairs = kept.map((j, at): Pair => {
    const m = place.get(j) ?? null;
    const n = j < rank ? j : null;
    return { h: at, m, n, s2: m === null ? 0 : R.data[m * R.cols + m]!, s1: s1[j]! };
  });
  const defect = Math.max(size > 0 ? Math.sqrt(off2) / size : 0, top1 > 0 ? off1 / top1 : 0);
  return { U, G: columns(allG, kept), V, pairs, defect };
}

/** End of the run of descending values that starts at `start` and has no gap above `gap`. */
function groupEnd(values: Float64Array, start: number, gap: number): number {
  let end = start + 1;
  while (end < values.length && values[end - 1]! - values[end]! <= gap) end++;
  return end;
}

/** Orthogonal d×d matrix of right singular vectors of an m×d matrix, completed where m < d. */
function rightBasis(a: Matrix): Matrix {
  const { V } = svd(a);
  return joined(V, orthogonalComplement(V, a.cols));
}

/** Orthonormal columns that complete those of `basis` to all of ℝᵈ. */
function orthogonalComplement(basis: Matrix, dimension: number): Matrix {
  if (basis.cols === 0) {
    const all = { rows: dimension, cols: dimension, data: new Float64Array(dimension * dimension) };
    for (let i = 0; i < dimension; i++) all.data[i * dimension + i] = 1;
    return all;
  }
  return columnRange(fullOrthogonalFactor(basis), basis.cols, dimension);
}

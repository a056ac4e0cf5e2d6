import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import {
  columns,
  copy,
  euclideanNorm,
  frobeniusNorm,
  gramOfRows,
  identity,
  multiply,
  multiplyTransposedBoth,
  rows,
  transpose,
} from '../linalg/products.ts';
import { fullOrthogonalFactor, thinQr } from '../linalg/qr.ts';
import { normaliseRows, orthonormalRows } from '../linalg/gramSvd.ts';
import { triplesOf } from '../linalg/lowRank.ts';
import { svd } from '../linalg/svd.ts';
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
  const cut = 1e-15 * Math.sqrt(Math.max(W1.rows, W1.cols)) * frobeniusNorm(W1);
  const { left, strengths, right } = triplesOf(W1, cut);
  return { left, values: strengths, right };
}

/**
 * Bases in which both factors are diagonal, if they exist: W2ᵀW2 and W1W1ᵀ must commute. The SVD of W1 fixes them up
 * to rotations inside groups of equal singular values (its null space is one); the SVD of W2 on each group fixes the
 * rest. Nothing is assumed: `defect` says how much of the factors is off the diagonals.
 */
export function jointBases(W2: Matrix, first: FirstFactorSvd): JointBases {
  const h = W2.cols;
  const rank = first.values.length;
  const s1 = new Float64Array(h);
  s1.set(first.values);
  let off1 = 0;
  const top1 = first.values[0] ?? 0;
  const groups = groupsOf(first.values, h, 1e-11 * top1);
  const whole = joined(first.left, orthogonalComplement(first.left, h));
  const turned = groups.length > 0;
  const G = turned ? copy(whole) : whole;
  const V = turned ? copy(first.right) : first.right;
  for (const { start, end } of groups) {
    const group = columnRange(G, start, end);
    const Q = rightBasis(multiply(W2, group));
    putColumns(G, start, multiply(group, Q));
    if (start >= rank) continue;
    putColumns(V, start, multiply(columnRange(V, start, end), Q));
    const mean = first.values.slice(start, end).reduce((sum, value) => sum + value, 0) / (end - start);
    for (let i = start; i < end; i++) {
      off1 = Math.max(off1, Math.abs(s1[i]! - mean));
      s1[i] = mean;
    }
  }

  // Output side: the images of G's columns must be orthogonal.
  const images = multiplyTransposedBoth(G, W2);
  const size = frobeniusNorm(W2);
  const norms = Array.from({ length: h }, (_, j) =>
    euclideanNorm(images.data.subarray(j * images.cols, (j + 1) * images.cols)),
  );
  const order = norms
    .map((norm, j) => ({ norm, j }))
    .filter(({ norm }) => norm > 1e-14 * h * size)
    .sort((a, b) => b.norm - a.norm || a.j - b.j)
    .slice(0, W2.rows)
    .map(({ j }) => j);
  const output = orthogonalParts(order.every((j, i) => i === j) ? images : rows(images, order));
  const taken = new Set(order);
  let off2 = output.off;
  norms.forEach((norm, j) => {
    if (!taken.has(j)) off2 += norm * norm;
  });
  const place = new Map(order.map((j, i) => [j, i]));
  const kept = Array.from({ length: h }, (_, j) => j).filter(j => j < rank || place.has(j));
  const pairs = kept.map((j, at): Pair => {
    const m = place.get(j) ?? null;
    const n = j < rank ? j : null;
    return { h: at, m, n, s2: m === null ? 0 : output.sizes[m]!, s1: s1[j]! };
  });
  const defect = Math.max(size > 0 ? Math.sqrt(off2) / size : 0, top1 > 0 ? off1 / top1 : 0);
  return { U: output.U, G: kept.length === h ? G : columns(G, kept), V, pairs, defect };
}

interface OrthogonalParts {
  /** Orthonormal columns along the given rows. */
  readonly U: Matrix;
  /** Lengths along them. */
  readonly sizes: Float64Array;
  /** Sum of squares of what is not along them. */
  readonly off: number;
}

/**
 * QR of the transpose with the off-diagonal of R measured; by inner products where there are many rows, which are normalised
 * in place.
 */
function orthogonalParts(images: Matrix): OrthogonalParts {
  let off = 0;
  if (images.rows > 64) {
    const sizes = normaliseRows(images);
    const found = orthonormalRows(images);
    const overlaps = found?.overlaps ?? gramOfRows(images);
    for (let i = 0; i < sizes.length; i++)
      for (let j = i + 1; j < sizes.length; j++) {
        const part = overlaps.data[j * sizes.length + i]! * sizes[j]!;
        off += part * part;
      }
    return { U: transpose(found?.rows ?? images), sizes, off };
  }
  const { Q, R } = thinQr(transpose(images));
  const sizes = Float64Array.from({ length: R.rows }, (_, i) => R.data[i * R.cols + i]!);
  for (let i = 0; i < R.rows; i++)
    for (let j = i + 1; j < R.cols; j++) off += R.data[i * R.cols + j]! * R.data[i * R.cols + j]!;
  return { U: Q, sizes, off };
}

/** Where more than one direction has the same singular value: runs of `values`, and what is left of the h directions. */
function groupsOf(values: Float64Array, h: number, gap: number): { start: number; end: number }[] {
  const groups: { start: number; end: number }[] = [];
  for (let start = 0, end = 0; start < h; start = end) {
    end = start < values.length ? groupEnd(values, start, gap) : h;
    if (end - start > 1) groups.push({ start, end });
  }
  return groups;
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

function putColumns(a: Matrix, from: number, block: Matrix): void {
  for (let i = 0; i < a.rows; i++)
    a.data.set(block.data.subarray(i * block.cols, (i + 1) * block.cols), i * a.cols + from);
}

/** Orthonormal columns that complete those of `basis` to all of ℝᵈ. */
function orthogonalComplement(basis: Matrix, dimension: number): Matrix {
  if (basis.cols === 0) return identity(dimension);
  if (basis.cols === dimension) return zeros(dimension, 0);
  return columnRange(fullOrthogonalFactor(basis), basis.cols, dimension);
}

import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import { multiply, multiplyTransposedLeft } from '../linalg/products.ts';

/**
 * A subspace of ℝᵈ that is kept, as a list of blocks: chosen coordinates, an orthonormal combination of coordinates, or
 * zero padding that keeps diagonal matrices diagonal. Selecting 10,000 coordinates costs no 10,000² matrix.
 */
export interface Subspace {
  readonly dimension: number;
  readonly blocks: readonly SubspaceBlock[];
  /** Number of coordinates in the subspace. */
  readonly size: number;
  /** Whether it is all of ℝᵈ as it is: projections are then their arguments. */
  readonly whole: boolean;
}

export type SubspaceBlock =
  | { readonly kind: 'coordinates'; readonly at: readonly number[] }
  /** New coordinates are basisᵀ·x[at]; basis at.length×q with orthonormal columns. */
  | { readonly kind: 'combination'; readonly at: readonly number[]; readonly basis: Matrix }
  /** The same with all coordinates in their order: basisᵀ·x. */
  | { readonly kind: 'span'; readonly basis: Matrix }
  | { readonly kind: 'padding'; readonly count: number };

export function subspace(dimension: number, blocks: readonly SubspaceBlock[]): Subspace {
  const kept = blocks.filter(block => blockSize(block) > 0);
  const size = kept.reduce((sum, block) => sum + blockSize(block), 0);
  const [only] = kept;
  const whole =
    size === dimension &&
    kept.length === 1 &&
    only?.kind === 'coordinates' &&
    only.at.every((from, to) => from === to);
  return { dimension, blocks: kept, size, whole };
}

/** The same with at least one coordinate: an empty space gets one that is zero for ever. */
export function nonEmpty(space: Subspace): Subspace {
  return space.size > 0 ? space : subspace(space.dimension, [{ kind: 'padding', count: 1 }]);
}

/** All of ℝᵈ as it is. */
export function wholeSpace(dimension: number): Subspace {
  return subspace(dimension, [{ kind: 'coordinates', at: Array.from({ length: dimension }, (_, i) => i) }]);
}

/** The column space of an orthonormal d×q basis. */
export function spanOf(basis: Matrix): Subspace {
  return subspace(basis.rows, [{ kind: 'span', basis }]);
}

function blockSize(block: SubspaceBlock): number {
  switch (block.kind) {
    case 'coordinates':
      return block.at.length;
    case 'combination':
    case 'span':
      return block.basis.cols;
    case 'padding':
      return block.count;
  }
}

/** QᵀX: the rows of X (d×c) in the coordinates of the subspace (size×c). */
export function projectRows(space: Subspace, X: Matrix): Matrix {
  if (X.rows !== space.dimension)
    throw new RangeError(`${X.rows} rows in a space of dimension ${space.dimension}`);
  if (space.whole) return X;
  const [only] = space.blocks;
  if (space.blocks.length === 1 && only?.kind === 'span') return multiplyTransposedLeft(only.basis, X);
  const out = zeros(space.size, X.cols);
  const width = X.cols;
  let offset = 0;
  for (const block of space.blocks) {
    if (block.kind === 'coordinates') {
      block.at.forEach((from, i) =>
        out.data.set(X.data.subarray(from * width, (from + 1) * width), (offset + i) * width),
      );
    } else if (block.kind === 'combination') {
      const q = block.basis.cols;
      block.at.forEach((from, l) => {
        for (let i = 0; i < q; i++) {
          const c = block.basis.data[l * q + i]!;
          if (c === 0) continue;
          const to = (offset + i) * width;
          for (let j = 0; j < width; j++)
            out.data[to + j] = out.data[to + j]! + c * X.data[from * width + j]!;
        }
      });
    }
    offset += blockSize(block);
  }
  return out;
}

/** XQ: the columns of X (c×d) in the coordinates of the subspace (c×size). */
export function projectColumns(X: Matrix, space: Subspace): Matrix {
  if (X.cols !== space.dimension)
    throw new RangeError(`${X.cols} columns in a space of dimension ${space.dimension}`);
  if (space.whole) return X;
  const [only] = space.blocks;
  if (space.blocks.length === 1 && only?.kind === 'span') return multiply(X, only.basis);
  const out = zeros(X.rows, space.size);
  let offset = 0;
  for (const block of space.blocks) {
    if (block.kind === 'coordinates') {
      for (let i = 0; i < X.rows; i++)
        for (let l = 0; l < block.at.length; l++)
          out.data[i * space.size + offset + l] = X.data[i * X.cols + block.at[l]!]!;
    } else if (block.kind === 'combination') {
      const q = block.basis.cols;
      for (let i = 0; i < X.rows; i++)
        block.at.forEach((from, l) => {
          const x = X.data[i * X.cols + from]!;
          if (x === 0) return;
          for (let j = 0; j < q; j++) {
            const to = i * space.size + offset + j;
            out.data[to] = out.data[to]! + x * block.basis.data[l * q + j]!;
          }
        });
    }
    offset += blockSize(block);
  }
  return out;
}

/** Qᵀx for a vector. */
export function projectVector(space: Subspace, x: Float64Array): Float64Array {
  return projectRows(space, { rows: x.length, cols: 1, data: x }).data;
}

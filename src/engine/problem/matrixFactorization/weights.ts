import type { Matrix } from '../../linalg/matrix.ts';
import { zeros } from '../../linalg/matrix.ts';
import type { Dims, FrozenFactor } from '../../system.ts';

/** Square orthogonal matrices that lead from singular coordinates to the user's own: x_own = U·x. */
export interface Bases {
  /** m×m */
  readonly U: Matrix;
  /** h×h */
  readonly G: Matrix;
  /** n×n */
  readonly V: Matrix;
}

/**
 * The frozen factors in the coordinates in which they are known best. Synthetic weights are known by their singular values:
 * their native coordinates are the singular bases, W2 and W1 are diagonal, and U, G, V are formed only when somebody
 * asks for the user's own coordinates. Weights from a file are native in the user's own coordinates.
 */
export interface Weights {
  readonly dims: Dims;
  /** m×h */
  readonly W2: FrozenFactor;
  /** h×n */
  readonly W1: FrozenFactor;
  /** From native to own coordinates; null where they are the same. The same bases at every call. */
  readonly bases: (() => Bases) | null;
}

/** Synthetic weights with the given singular values: W2 = c·U Σ^½ Gᵀ, W1 = (1/c)·G Σ^½ Vᵀ. */
export function spectralWeights(
  dims: Dims,
  singularValues: Float64Array,
  imbalance: number,
  bases: () => Bases,
): Weights {
  const p = Math.min(singularValues.length, dims.m, dims.h, dims.n);
  const roots = singularValues.slice(0, p).map(value => Math.sqrt(value));
  let made: Bases | undefined;
  return {
    dims,
    W2: {
      kind: 'diagonal',
      rows: dims.m,
      cols: dims.h,
      values: roots.map(root => imbalance * root),
    },
    W1: { kind: 'diagonal', rows: dims.h, cols: dims.n, values: roots.map(root => root / imbalance) },
    bases: () => (made ??= bases()),
  };
}

/** k×1 unit vector along axis `at` times `value`, as columns of a matrix: one column an entry. */
export function axes(dimension: number, at: readonly number[]): Matrix {
  const out = zeros(dimension, at.length);
  at.forEach((i, j) => (out.data[i * at.length + j] = 1));
  return out;
}

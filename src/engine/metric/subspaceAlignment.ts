import { jacobiSvd } from '../linalg/jacobiSvd.ts';
import { zeros, type Matrix } from '../linalg/matrix.ts';
import { multiply } from '../linalg/products.ts';
import type { FrozenFactor, System } from '../system.ts';
import type { AdapterGrams } from './adapterGrams.ts';
import type { Metric } from './contract.ts';
import { timesColumn, timesRow } from './frozenProducts.ts';
import { dot } from './learnedMap.ts';

/** ‖UUᵀ − U_tU_tᵀ‖_F/√(2q), q = min(r, k), for both adapters. */
export const subspaceAlignment: Metric = {
  info: {
    key: 'subspaceAlignment',
    label: 'Subspace misalignment',
    symbol: '‖UUᵀ − U_tU_tᵀ‖_F/√(2q)',
    scale: 'log',
    help: 'Distance in [0, 1] between the span of the top q left singular vectors of `Zᵢ` and the span that learns the target, with q the smaller of the rank and the number of target directions: 0 when they coincide, 1 when they are orthogonal.',
  },
  byDefault: false,
  columns: () => [
    subspaceAlignment.info,
    { ...subspaceAlignment.info, key: 'subspaceAlignment2', label: 'Subspace misalignment, adapter 2' },
  ],
  prepare: start => {
    const { system } = start;
    const first = distanceTo(learningSubspace1(system, Math.min(system.rank1, rankOf(system))));
    const second = distanceTo(learningSubspace2(system, Math.min(system.rank2, rankOf(system))));
    return (point, out, at) => {
      out[at] = first(point.adapter1, point.state);
      out[at + 1] = second(point.adapter2, point.state);
    };
  },
};

/** Orthonormal directions as contiguous columns, split in the halves that meet B (length `outer`) and A (`inner`). */
interface Subspace {
  readonly count: number;
  readonly outer: number;
  readonly inner: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function rankOf(system: System): number {
  return system.target.strengths.length;
}

/** The top singular pairs of W₂ᵀΔ = (W₂ᵀ·left·S)·rightᵀ. */
function learningSubspace1(system: System, count: number): Subspace {
  const { dims, target } = system;
  const svd = jacobiSvd(weighted(system.W2, true, target.left, target.strengths, dims.h));
  return halves(svd.U, multiply(target.right, svd.V), count);
}

/** The top singular pairs of ΔW₁ᵀ = left·(W₁·right·S)ᵀ. */
function learningSubspace2(system: System, count: number): Subspace {
  const { dims, target } = system;
  const svd = jacobiSvd(weighted(system.W1, false, target.right, target.strengths, dims.h));
  return halves(multiply(target.left, svd.V), svd.U, count);
}

/** W·X·diag(strengths) or Wᵀ·X·diag(strengths) for an h-row result. */
function weighted(
  W: FrozenFactor,
  transposed: boolean,
  X: Matrix,
  strengths: Float64Array,
  rows: number,
): Matrix {
  const out = zeros(rows, X.cols);
  const x = new Float64Array(X.rows);
  const product = new Float64Array(rows);
  for (let l = 0; l < X.cols; l++) {
    for (let i = 0; i < X.rows; i++) x[i] = X.data[i * X.cols + l]!;
    if (transposed) timesRow(W, x, 0, product, 0);
    else timesColumn(W, x, 0, product, 0);
    for (let i = 0; i < rows; i++) out.data[i * X.cols + l] = strengths[l]! * product[i]!;
  }
  return out;
}

function halves(x: Matrix, y: Matrix, count: number): Subspace {
  const first = (m: Matrix): Float64Array => {
    const out = new Float64Array(count * m.rows);
    for (let l = 0; l < count; l++) {
      for (let i = 0; i < m.rows; i++) out[l * m.rows + i] = m.data[i * m.cols + l]! * Math.SQRT1_2;
    }
    return out;
  };
  return { count, outer: x.rows, inner: y.rows, x: first(x), y: first(y) };
}

/** ‖(I − U_tU_tᵀ)U‖_F/√q, which equals the projector distance because both spans have q dimensions. */
function distanceTo(subspace: Subspace): (adapter: AdapterGrams, state: Float64Array) => number {
  const { count, outer, inner, x, y } = subspace;
  const zx = new Float64Array(outer);
  const zy = new Float64Array(inner);
  return (adapter, state) => {
    const order = Array.from(adapter.squares.keys()).sort(
      (i, j) => adapter.squares[j]! - adapter.squares[i]!,
    );
    let total = 0;
    for (let c = 0; c < count; c++) {
      adapter.combine(state, order[c]!, zx, zy);
      const norm2 = dot(zx, 0, zx, 0, outer) + dot(zy, 0, zy, 0, inner);
      if (!(norm2 > 0)) return NaN;
      for (let l = 0; l < count; l++) {
        const weight = dot(zx, 0, x, l * outer, outer) + dot(zy, 0, y, l * inner, inner);
        for (let i = 0; i < outer; i++) zx[i] = zx[i]! - weight * x[l * outer + i]!;
        for (let i = 0; i < inner; i++) zy[i] = zy[i]! - weight * y[l * inner + i]!;
      }
      total += (dot(zx, 0, zx, 0, outer) + dot(zy, 0, zy, 0, inner)) / norm2;
    }
    return Math.sqrt(total / count);
  };
}

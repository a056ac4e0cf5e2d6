import { layoutOf } from '../kernel/layout.ts';
import type { System } from '../system.ts';
import type { Metric } from './contract.ts';
import { factoredNormOf } from './factoredNorm.ts';
import { normBound, timesColumn, timesRow } from './frozenProducts.ts';
import { dot } from './learnedMap.ts';
import type { TrajectoryPoint } from './point.ts';

/** ‖D₁‖₂ and ‖D₂‖₂: columns `perturbationD1`, `perturbationD2`. */
export const perturbation: Metric = {
  info: {
    key: 'perturbation',
    label: 'Perturbation of the linear flow',
    symbol: '‖D₁‖₂, ‖D₂‖₂',
    scale: 'log',
    help: 'Spectral norms of `D₁ = A₂ᵀB₂ᵀE − W₂ᵀF` and `D₂ = EA₁ᵀB₁ᵀ − FW₁ᵀ`, by which the true flow differs from the linear one. Early alignment ends when the larger reaches α.',
  },
  byDefault: false,
  columns: () => [
    { ...perturbation.info, key: 'perturbationD1', label: 'Perturbation of adapter 1', symbol: '‖D₁‖₂' },
    { ...perturbation.info, key: 'perturbationD2', label: 'Perturbation of adapter 2', symbol: '‖D₂‖₂' },
  ],
  prepare: start => {
    const norms = perturbationNorms(start.system);
    return (point, out, at) => {
      const [first, second] = norms(point);
      out[at] = first;
      out[at + 1] = second;
    };
  },
};

/**
 * ‖D₁‖₂ and ‖D₂‖₂, but where a Frobenius norm, which is never smaller, is below `enough`, that one instead. From their factors of rank ≤ 2r1 + 2r2, never formed entry by entry: with F = Σ lᵢqᵢᵀ,
 * W₂ᵀF = Σ (W₂ᵀlᵢ)qᵢᵀ and A₂ᵀB₂ᵀE·s = Σ (A₂)ⱼ(s·EᵀB₂)ⱼᵀ, EᵀB₂ = Δᵀ B₂ − FᵀB₂; likewise for D₂.
 */
export function perturbationNorms(
  system: System,
  enough = 0,
): (point: TrajectoryPoint) => readonly [number, number] {
  const layout = layoutOf(system.dims, system.rank1, system.rank2);
  const { dims, rank1, rank2, stride, offsets } = layout;
  const { target, scaling, W2, W1 } = system;
  const maps = rank1 + rank2;
  const most = maps + Math.max(rank1, rank2);
  const left = new Float64Array(most * stride);
  const right = new Float64Array(most * stride);
  const norm = factoredNormOf(most, stride, enough);
  const k = target.strengths.length;

  /** out = scaling·Eᵀx for x of length m (transposed) or scaling·Ex for x of length n, written at `at`. */
  const residualTimes = (
    point: TrajectoryPoint,
    transposed: boolean,
    x: Float64Array,
    xAt: number,
    out: Float64Array,
    at: number,
  ): void => {
    const inLength = transposed ? dims.m : dims.n;
    const outLength = transposed ? dims.n : dims.m;
    const inner = transposed ? target.left.data : target.right.data;
    const outer = transposed ? target.right.data : target.left.data;
    const { map } = point;
    const mapIn = transposed ? map.left : map.right;
    const mapOut = transposed ? map.right : map.left;
    out.fill(0, at, at + outLength);
    for (let l = 0; l < k; l++) {
      let weight = 0;
      for (let i = 0; i < inLength; i++) weight += inner[i * k + l]! * x[xAt + i]!;
      weight *= scaling * target.strengths[l]!;
      for (let i = 0; i < outLength; i++) out[at + i] = out[at + i]! + weight * outer[i * k + l]!;
    }
    for (let c = 0; c < map.count; c++) {
      const weight = scaling * dot(mapIn, c * stride, x, xAt, inLength);
      for (let i = 0; i < outLength; i++) out[at + i] = out[at + i]! - weight * mapOut[c * stride + i]!;
    }
  };

  return point => {
    const { state, map } = point;
    for (let c = 0; c < maps; c++) {
      timesRow(W2, map.left, c * stride, left, c * stride);
      for (let i = 0; i < dims.n; i++) right[c * stride + i] = -map.right[c * stride + i]!;
    }
    for (let j = 0; j < rank2; j++) {
      const at = (maps + j) * stride;
      for (let i = 0; i < dims.h; i++) left[at + i] = state[offsets[2] + j * stride + i]!;
      residualTimes(point, true, state, offsets[3] + j * stride, right, at);
    }
    const first = norm(left, right, maps + rank2, dims.h, dims.n);
    for (let c = 0; c < maps; c++) {
      for (let i = 0; i < dims.m; i++) left[c * stride + i] = -map.left[c * stride + i]!;
      timesColumn(W1, map.right, c * stride, right, c * stride);
    }
    for (let j = 0; j < rank1; j++) {
      const at = (maps + j) * stride;
      residualTimes(point, false, state, offsets[0] + j * stride, left, at);
      for (let i = 0; i < dims.h; i++) right[at + i] = state[offsets[1] + j * stride + i]!;
    }
    return [first, norm(left, right, maps + rank1, dims.m, dims.h)];
  };
}

/** A cheap upper bound of both norms, from Frobenius norms of the factors: ‖D₁‖ ≤ s‖A₂‖‖B₂‖‖E‖ + ‖W₂‖‖F‖, and so on. */
export function perturbationBound(system: System): (point: TrajectoryPoint) => number {
  const norm1 = normBound(system.W1);
  const norm2 = normBound(system.W2);
  const s = system.scaling;
  const { rank1, rank2, stride, offsets } = layoutOf(system.dims, system.rank1, system.rank2);
  const square = (state: Float64Array, block: 0 | 1 | 2 | 3): number => {
    const at = offsets[block];
    return dot(state, at, state, at, (block < 2 ? rank1 : rank2) * stride);
  };
  return ({ state, loss }) => {
    const product1 = s * Math.sqrt(square(state, 0) * square(state, 1));
    const product2 = s * Math.sqrt(square(state, 2) * square(state, 3));
    const learned = norm2 * product1 + product2 * (norm1 + product1);
    const residual = Math.sqrt(2 * loss);
    return Math.max(product2 * residual + norm2 * learned, product1 * residual + norm1 * learned);
  };
}

import type { SeriesInfo } from '../simulation.ts';
import type { Evaluate, Metric } from './contract.ts';
import type { AdapterRows } from './adapterGrams.ts';
import { smallSingularValues } from './smallSingularValues.ts';
import { thinTriangle, timesTransposedTriangle } from './thinTriangle.ts';

/** Singular values of B₁A₁, descending: columns `svB1A1.1`, `svB1A1.2`… */
export const svB1A1: Metric = {
  info: info(
    'svB1A1',
    'Singular values of B₁A₁',
    'σᵢ(B₁A₁)',
    'Singular values of the first adapter’s product `B₁A₁`, largest first.',
  ),
  byDefault: false,
  columns: shape => numbered(svB1A1.info, shape.rank1),
  prepare: start => productSingularValues(start.adapter1.rows),
};

/** Singular values of B₂A₂, descending: columns `svB2A2.1`, `svB2A2.2`… */
export const svB2A2: Metric = {
  info: info(
    'svB2A2',
    'Singular values of B₂A₂',
    'σᵢ(B₂A₂)',
    'Singular values of the second adapter’s product `B₂A₂`, largest first.',
  ),
  byDefault: false,
  columns: shape => numbered(svB2A2.info, shape.rank2),
  prepare: start => productSingularValues(start.adapter2.rows),
};

/** Singular values of the learned map F, descending: columns `svF.1`, `svF.2`… up to 2r. */
export const svF: Metric = {
  info: info(
    'svF',
    'Singular values of the learned map',
    'σᵢ(F)',
    'Singular values of `F = (W₂ + s·B₂A₂)(W₁ + s·B₁A₁) − W₂W₁`, largest first: the staircase of incremental learning.',
  ),
  byDefault: false,
  columns: shape => numbered(svF.info, Math.min(shape.rank1 + shape.rank2, shape.dims.m, shape.dims.n)),
  prepare: start => {
    const values = new Float64Array(start.map.count);
    const { m, n } = start.system.dims;
    const shown = Math.min(values.length, m, n);
    return (point, out, at) => {
      point.map.singularValues(values);
      out.set(values.subarray(0, shown), at);
    };
  },
};

/** Participation number of the singular values of F. */
export const effectiveRank: Metric = {
  info: {
    key: 'effectiveRank',
    label: 'Effective rank of the learned map',
    symbol: '(Σσᵢ)²/Σσᵢ²',
    scale: 'linear',
    help: 'Participation number `(Σσᵢ)²/Σσᵢ²` of the singular values of the learned map F: about how many directions have been learned.',
  },
  byDefault: false,
  columns: () => [effectiveRank.info],
  prepare: start => {
    const values = new Float64Array(start.map.count);
    return (point, out, at) => {
      point.map.singularValues(values);
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < values.length; i++) {
        sum += values[i]!;
        squares += values[i]! * values[i]!;
      }
      out[at] = (sum * sum) / squares;
    };
  },
};

/** From thin QR of B and Aᵀ, then the r×r product of the triangles. */
function productSingularValues(rows: AdapterRows): Evaluate {
  const { rank, stride, offsetA, offsetB, inner, outer } = rows;
  const columns = new Float64Array(rank * stride);
  const left = new Float64Array(rank * rank);
  const right = new Float64Array(rank * rank);
  const product = new Float64Array(rank * rank);
  const values = new Float64Array(rank);
  return (point, out, at) => {
    columns.set(point.state.subarray(offsetB, offsetB + rank * stride));
    thinTriangle(columns, rank, outer, stride, left);
    columns.set(point.state.subarray(offsetA, offsetA + rank * stride));
    thinTriangle(columns, rank, inner, stride, right);
    timesTransposedTriangle(rank, left, right, product);
    smallSingularValues(rank, product, values);
    out.set(values, at);
  };
}

function info(key: string, label: string, symbol: string, help: string): SeriesInfo {
  return { key, label, symbol, scale: 'log', help };
}

/** `key.1`, `key.2`… with the number in the label. */
export function numbered(base: SeriesInfo, count: number): SeriesInfo[] {
  return Array.from({ length: count }, (_, i) => ({
    ...base,
    key: `${base.key}.${i + 1}`,
    label: `${base.label} (${i + 1})`,
  }));
}

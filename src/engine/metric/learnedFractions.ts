import type { Metric } from './contract.ts';
import { dot } from './learnedMap.ts';
import { numbered } from './singularValues.ts';

/** More singular triples than this are not followed one by one. */
const MOST = 16;

/** fᵢ = uᵢᵀFvᵢ/σᵢ for the singular triples of Δ: columns `learned.1`, `learned.2`… (the first 16). */
export const learned: Metric = {
  info: {
    key: 'learned',
    label: 'Learned fraction',
    symbol: 'uᵢᵀFvᵢ/σᵢ',
    scale: 'linear',
    help: 'How much of each singular direction of the target the adapters have learned: 0 at the start, 1 when done. Directions are learned one after the other, in the order of `σᵢ·σ_W2,i`.',
  },
  byDefault: false,
  columns: shape => numbered(learned.info, Math.min(MOST, shape.targets)),
  prepare: start => {
    const { target, dims } = start.system;
    const k = target.strengths.length;
    const shown = Math.min(MOST, k);
    const { stride } = start.layout;
    const left = columnsOf(target.left.data, dims.m, k, shown);
    const right = columnsOf(target.right.data, dims.n, k, shown);
    return (point, out, at) => {
      const { map } = point;
      for (let l = 0; l < shown; l++) {
        let sum = 0;
        for (let c = 0; c < map.count; c++) {
          sum +=
            dot(left, l * dims.m, map.left, c * stride, dims.m) *
            dot(right, l * dims.n, map.right, c * stride, dims.n);
        }
        out[at + l] = sum / target.strengths[l]!;
      }
    };
  },
};

function columnsOf(data: Float64Array, rows: number, cols: number, count: number): Float64Array {
  const out = new Float64Array(count * rows);
  for (let l = 0; l < count; l++) {
    for (let i = 0; i < rows; i++) out[l * rows + i] = data[i * cols + l]!;
  }
  return out;
}

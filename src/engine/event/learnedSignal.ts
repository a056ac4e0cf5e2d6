import { layoutOf } from '../kernel/layout.ts';
import { timesColumn, timesRow } from '../metric/frozenProducts.ts';
import { dot } from '../metric/learnedMap.ts';
import type { System } from '../system.ts';

/**
 * uᵀFv, what a state has learned of the target's top singular value, without F: with z = W1v + s·B1·A1v it is
 * s·(W2ᵀu)ᵀB1·A1v + s·(B2ᵀu)ᵀ(A2z), a few products of rows.
 */
export function learnedSignal(system: System): (state: Float64Array) => number {
  const { dims, rank1, rank2, W2, W1, scaling } = system;
  const { u, v } = system.probes;
  const { stride, offsets } = layoutOf(dims, rank1, rank2);
  const before = new Float64Array(dims.h);
  const after = new Float64Array(dims.h);
  timesRow(W2, u, 0, before, 0);
  timesColumn(W1, v, 0, after, 0);
  const z = new Float64Array(dims.h);
  return state => {
    let sum = 0;
    z.set(after);
    for (let i = 0; i < rank1; i++) {
      const b = offsets[1] + i * stride;
      const weight = scaling * dot(state, offsets[0] + i * stride, v, 0, dims.n);
      sum += weight * dot(state, b, before, 0, dims.h);
      for (let p = 0; p < dims.h; p++) z[p] = z[p]! + weight * state[b + p]!;
    }
    for (let j = 0; j < rank2; j++) {
      const left = dot(state, offsets[3] + j * stride, u, 0, dims.m);
      sum += scaling * left * dot(state, offsets[2] + j * stride, z, 0, dims.h);
    }
    return sum;
  };
}

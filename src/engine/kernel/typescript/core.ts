import type { Operands } from '../operands.ts';
import type { Rows } from './products.ts';

/*
 * The core K of E = LᵀKQ, with L = [U; P; B2ᵀ], Q = [V; A1; R]:
 *
 *        V     A1    R
 *   U    S     0     0
 *   P    0    −1     0
 *   B2   0    −C    −1
 */

/** out[o] = x[i]·K for one row of w entries. */
export function timesCore(out: Rows, o: number, x: Rows, i: number, operands: Operands, C: Rows): void {
  const { k, strengths, layout } = operands;
  const { rank1, rank2 } = layout;
  const to = out.offset + o * out.stride;
  const from = x.offset + i * x.stride;
  const second = from + k + rank1;
  for (let l = 0; l < k; l++) out.data[to + l] = strengths[l]! * x.data[from + l]!;
  for (let q = 0; q < rank1; q++) {
    let sum = -x.data[from + k + q]!;
    for (let u = 0; u < rank2; u++) sum -= x.data[second + u]! * C.data[u * rank1 + q]!;
    out.data[to + k + q] = sum;
  }
  for (let u = 0; u < rank2; u++) out.data[to + k + rank1 + u] = -x.data[second + u]!;
}

/** out[o] = x[i]·Kᵀ for one row of w entries. */
export function timesCoreTransposed(
  out: Rows,
  o: number,
  x: Rows,
  i: number,
  operands: Operands,
  C: Rows,
): void {
  const { k, strengths, layout } = operands;
  const { rank1, rank2 } = layout;
  const to = out.offset + o * out.stride;
  const from = x.offset + i * x.stride;
  const first = from + k;
  for (let l = 0; l < k; l++) out.data[to + l] = strengths[l]! * x.data[from + l]!;
  for (let q = 0; q < rank1; q++) out.data[to + k + q] = -x.data[first + q]!;
  for (let u = 0; u < rank2; u++) {
    let sum = -x.data[first + rank1 + u]!;
    for (let q = 0; q < rank1; q++) sum -= C.data[u * rank1 + q]! * x.data[first + q]!;
    out.data[to + k + rank1 + u] = sum;
  }
}

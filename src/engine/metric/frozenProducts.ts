import type { FrozenFactor } from '../system.ts';

/** out = W·x, written from `outAt` on; x is read from `xAt` on. */
export function timesColumn(
  W: FrozenFactor,
  x: Float64Array,
  xAt: number,
  out: Float64Array,
  outAt: number,
): void {
  if (W.kind === 'diagonal') {
    out.fill(0, outAt, outAt + W.rows);
    for (let i = 0; i < W.values.length; i++) out[outAt + i] = W.values[i]! * x[xAt + i]!;
    return;
  }
  const { rows, cols, data } = W.matrix;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < cols; j++) sum += data[i * cols + j]! * x[xAt + j]!;
    out[outAt + i] = sum;
  }
}

/** out = Wᵀ·x, written from `outAt` on; x is read from `xAt` on. */
export function timesRow(
  W: FrozenFactor,
  x: Float64Array,
  xAt: number,
  out: Float64Array,
  outAt: number,
): void {
  if (W.kind === 'diagonal') {
    out.fill(0, outAt, outAt + W.cols);
    for (let i = 0; i < W.values.length; i++) out[outAt + i] = W.values[i]! * x[xAt + i]!;
    return;
  }
  const { rows, cols, data } = W.matrix;
  out.fill(0, outAt, outAt + cols);
  for (let i = 0; i < rows; i++) {
    const weight = x[xAt + i]!;
    if (weight === 0) continue;
    for (let j = 0; j < cols; j++) out[outAt + j] = out[outAt + j]! + weight * data[i * cols + j]!;
  }
}

/** ‖W‖₂ for a diagonal, its bound ‖W‖_F otherwise. */
export function normBound(W: FrozenFactor): number {
  if (W.kind === 'diagonal') return W.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let sum = 0;
  for (const value of W.matrix.data) sum += value * value;
  return Math.sqrt(sum);
}

import type { PaddedFactor } from '../operands.ts';
import type { Rows } from './products.ts';

/** A frozen factor as rows to multiply by, from either side. */
export type FrozenRows =
  | { readonly kind: 'diagonal'; readonly values: Float64Array }
  | {
      readonly kind: 'dense';
      readonly rows: number;
      readonly cols: number;
      readonly byRows: Rows;
      /** Nothing below the diagonal is read. */
      readonly upper: boolean;
    };

/** Wraps a padded factor whose rows have `stride` entries. */
export function frozenRows(factor: PaddedFactor, stride: number): FrozenRows {
  if (factor.kind === 'diagonal') return factor;
  return {
    kind: 'dense',
    rows: factor.rows,
    cols: factor.cols,
    byRows: { data: factor.byRows, offset: 0, stride },
    upper: factor.upper,
  };
}

/** out[p] = X[p]·W for p < count: rows of W's row count in, of its column count out. Padding becomes zero. */
export function timesFrozen(out: Rows, X: Rows, count: number, W: FrozenRows): void {
  if (W.kind === 'diagonal') timesDiagonal(out, X, count, W.values);
  else timesDense(out, X, count, W);
}

/** out[p] = X[p]·Wᵀ for p < count: rows of W's column count in, of its row count out. Padding becomes zero. */
export function timesFrozenTransposed(out: Rows, X: Rows, count: number, W: FrozenRows): void {
  if (W.kind === 'diagonal') timesDiagonal(out, X, count, W.values);
  else timesDenseTransposed(out, X, count, W);
}

function timesDiagonal(out: Rows, X: Rows, count: number, values: Float64Array): void {
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    const from = X.offset + p * X.stride;
    for (let i = 0; i < values.length; i++) out.data[at + i] = values[i]! * X.data[from + i]!;
  }
}

type DenseRows = Extract<FrozenRows, { kind: 'dense' }>;

function timesDense(out: Rows, X: Rows, count: number, { rows, cols, byRows: W, upper }: DenseRows): void {
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    out.data.fill(0, at, at + out.stride);
    for (let c = 0; c < rows; c++) {
      const weight = X.data[X.offset + p * X.stride + c]!;
      const from = W.offset + c * W.stride;
      for (let i = upper ? c : 0; i < cols; i++)
        out.data[at + i] = out.data[at + i]! + weight * W.data[from + i]!;
    }
  }
}

function timesDenseTransposed(
  out: Rows,
  X: Rows,
  count: number,
  { rows, cols, byRows: W, upper }: DenseRows,
): void {
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    const x = X.offset + p * X.stride;
    out.data.fill(0, at, at + out.stride);
    for (let i = 0; i < rows; i++) {
      const from = W.offset + i * W.stride;
      let sum = 0;
      for (let c = upper ? i : 0; c < cols; c++) sum += X.data[x + c]! * W.data[from + c]!;
      out.data[at + i] = sum;
    }
  }
}

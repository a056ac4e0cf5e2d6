import type { PaddedFactor } from '../operands.ts';
import { setProduct, type Rows } from './products.ts';

/** A frozen factor as rows to multiply by, from either side. */
export type FrozenRows =
  | { readonly kind: 'diagonal'; readonly values: Float64Array }
  | {
      readonly kind: 'dense';
      readonly rows: number;
      readonly cols: number;
      readonly byRows: Rows;
      readonly byColumns: Rows;
    };

/** Wraps a padded factor whose rows have `stride` entries. */
export function frozenRows(factor: PaddedFactor, stride: number): FrozenRows {
  if (factor.kind === 'diagonal') return factor;
  return {
    kind: 'dense',
    rows: factor.rows,
    cols: factor.cols,
    byRows: { data: factor.byRows, offset: 0, stride },
    byColumns: { data: factor.byColumns, offset: 0, stride },
  };
}

/** out[p] = X[p]·W for p < count: rows of W's row count in, of its column count out. Padding becomes zero. */
export function timesFrozen(out: Rows, X: Rows, count: number, W: FrozenRows): void {
  if (W.kind === 'diagonal') timesDiagonal(out, X, count, W.values);
  else setProduct(out, count, X, false, W.byRows, W.rows, out.stride);
}

/** out[p] = X[p]·Wᵀ for p < count: rows of W's column count in, of its row count out. Padding becomes zero. */
export function timesFrozenTransposed(out: Rows, X: Rows, count: number, W: FrozenRows): void {
  if (W.kind === 'diagonal') timesDiagonal(out, X, count, W.values);
  else setProduct(out, count, X, false, W.byColumns, W.cols, out.stride);
}

function timesDiagonal(out: Rows, X: Rows, count: number, values: Float64Array): void {
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    const from = X.offset + p * X.stride;
    for (let i = 0; i < values.length; i++) out.data[at + i] = values[i]! * X.data[from + i]!;
  }
}

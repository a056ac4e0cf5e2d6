import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { reflect, reflectorOf } from './qr.ts';
import { strideOf, worthWasm } from './wasmMatrices.ts';
import { workspace } from './wasmWorkspace.ts';

/**
 * The first `kept` rows of QᵀA, Q orthogonal (rows×rows), so that the first `pivots` columns are upper triangular, exactly, with
 * non-negative diagonal: Householder reflections of all columns, without forming Q. Large ones in WASM.
 */
export function triangularised(a: Matrix, pivots: number, kept: number = a.rows): Matrix {
  const last = Math.min(pivots, a.rows);
  const { columns, reflectFrom } = worthWasm(last * a.rows * a.cols) ? inWasm(a) : inPlainLoops(a);
  for (let p = 0; p < last; p++) {
    reflectFrom(reflectorOf(columns[p]!, p), p);
    // What rounding left.
    columns[p]!.fill(0, p + 1, a.rows);
  }
  const out = zeros(kept, a.cols);
  const signs = Float64Array.from({ length: kept }, (_, i) => (i < last && columns[i]![i]! < 0 ? -1 : 1));
  columns.forEach((column, j) => {
    const end = j < last ? Math.min(j + 1, kept) : kept;
    for (let i = 0; i < end; i++) out.data[i * a.cols + j] = signs[i]! * column[i]!;
  });
  return out;
}

/** The columns of a matrix, and what reflects all of them from the p-th on. */
interface Reflected {
  readonly columns: readonly Float64Array[];
  readonly reflectFrom: (v: Float64Array, p: number) => void;
}

function inPlainLoops(a: Matrix): Reflected {
  const columns = Array.from({ length: a.cols }, () => new Float64Array(a.rows));
  copyColumns(a, columns);
  return {
    columns,
    reflectFrom: (v, p) => {
      for (let j = p; j < a.cols; j++) reflect(v, columns[j]!, p);
    },
  };
}

function inWasm(a: Matrix): Reflected {
  const stride = strideOf(a.rows);
  // One row for the reflector; three after the last column, which a tile may touch.
  const { wasm, start, memory } = workspace((a.cols + 4) * stride);
  const first = start / 8 + stride;
  memory.fill(0, start / 8, first + (a.cols + 3) * stride);
  const columns = Array.from({ length: a.cols }, (_, j) =>
    memory.subarray(first + j * stride, first + j * stride + a.rows),
  );
  copyColumns(a, columns);
  return {
    columns,
    reflectFrom: (v, p) => {
      const from = p - (p % 4);
      memory.set(v, start / 8);
      const at = 8 * (first + p * stride + from);
      wasm.reflectRows(start + 8 * from, at, stride * 8, a.cols - p, (stride - from) * 8);
    },
  };
}

/** In tiles, so that neither side strides through the whole memory. */
function copyColumns(a: Matrix, columns: readonly Float64Array[]): void {
  const tile = 32;
  for (let top = 0; top < a.rows; top += tile)
    for (let left = 0; left < a.cols; left += tile)
      for (let j = left; j < Math.min(left + tile, a.cols); j++) {
        const column = columns[j]!;
        for (let i = top; i < Math.min(top + tile, a.rows); i++) column[i] = a.data[i * a.cols + j]!;
      }
}

/**
 * The two products that make up the gradient, on rows that are contiguous along a large dimension. Plain loops with a
 * fixed order of summation; the WASM kernel does the same in SIMD tiles.
 */

/** A run of rows in a buffer: entry (p, i) is `data[offset + p·stride + i]`. */
export interface Rows {
  readonly data: Float64Array;
  readonly offset: number;
  readonly stride: number;
}

/** Fresh rows of zeros. */
export function zeroRows(count: number, stride: number): Rows {
  return { data: new Float64Array(count * stride), offset: 0, stride };
}

/** The rows from `first` on. */
export function rowsFrom(rows: Rows, first: number): Rows {
  return { data: rows.data, offset: rows.offset + first * rows.stride, stride: rows.stride };
}

/**
 * out[p] += sign·Σ_c M[p, c]·X[c] for p < count, over `length` entries a row, with `depth` terms. `transposed` reads
 * M[c, p] instead. `out` must not overlap X.
 */
export function addProduct(
  out: Rows,
  count: number,
  sign: 1 | -1,
  M: Rows,
  transposed: boolean,
  X: Rows,
  depth: number,
  length: number,
): void {
  const target = out.data;
  const source = X.data;
  const rowStep = transposed ? 1 : M.stride;
  const termStep = transposed ? M.stride : 1;
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    for (let c = 0; c < depth; c++) {
      const weight = sign * M.data[M.offset + p * rowStep + c * termStep]!;
      const from = X.offset + c * X.stride;
      for (let i = 0; i < length; i++) target[at + i] = target[at + i]! + weight * source[from + i]!;
    }
  }
}

/** out[p] = Σ_c M[p, c]·X[c], otherwise as `addProduct`. */
export function setProduct(
  out: Rows,
  count: number,
  M: Rows,
  transposed: boolean,
  X: Rows,
  depth: number,
  length: number,
): void {
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    out.data.fill(0, at, at + length);
  }
  addProduct(out, count, 1, M, transposed, X, depth, length);
}

/** out[p, q] = Σ_i X[p, i]·Y[q, i] for p < rows, q < cols. */
export function crossProduct(out: Rows, X: Rows, rows: number, Y: Rows, cols: number, length: number): void {
  for (let p = 0; p < rows; p++) {
    const x = X.offset + p * X.stride;
    for (let q = 0; q < cols; q++) {
      const y = Y.offset + q * Y.stride;
      let sum = 0;
      for (let i = 0; i < length; i++) sum += X.data[x + i]! * Y.data[y + i]!;
      out.data[out.offset + p * out.stride + q] = sum;
    }
  }
}

/** out[p] = X[p] for p < count, over `length` entries a row. */
export function copyEntries(out: Rows, X: Rows, count: number, length: number): void {
  for (let p = 0; p < count; p++) {
    const at = out.offset + p * out.stride;
    const from = X.offset + p * X.stride;
    for (let i = 0; i < length; i++) out.data[at + i] = X.data[from + i]!;
  }
}

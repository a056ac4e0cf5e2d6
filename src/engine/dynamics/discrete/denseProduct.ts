/** A matrix inside a buffer: entry (i, j) is `data[offset + i·rowStep + j·columnStep]`. */
export interface Strided {
  readonly data: Float64Array;
  readonly offset: number;
  readonly rowStep: number;
  readonly columnStep: number;
}

/** A row-major matrix as a view. */
export function rowMajor(data: Float64Array, cols: number): Strided {
  return { data, offset: 0, rowStep: cols, columnStep: 1 };
}

/** The transpose of a view. */
export function transposed(view: Strided): Strided {
  return { ...view, rowStep: view.columnStep, columnStep: view.rowStep };
}

/** out = A·B (rows×inner times inner×cols), each entry summed over ascending inner index. */
export function product(
  out: Strided,
  A: Strided,
  B: Strided,
  rows: number,
  inner: number,
  cols: number,
): void {
  for (let i = 0; i < rows; i++) {
    const to = out.offset + i * out.rowStep;
    for (let j = 0; j < cols; j++) out.data[to + j * out.columnStep] = 0;
    for (let k = 0; k < inner; k++) {
      const a = A.data[A.offset + i * A.rowStep + k * A.columnStep]!;
      const from = B.offset + k * B.rowStep;
      for (let j = 0; j < cols; j++) {
        const at = to + j * out.columnStep;
        out.data[at] = out.data[at]! + a * B.data[from + j * B.columnStep]!;
      }
    }
  }
}

/** The same in single precision: accumulator ← round(accumulator + round(a·b)). */
export function product32(
  out: Strided,
  A: Strided,
  B: Strided,
  rows: number,
  inner: number,
  cols: number,
): void {
  const round = Math.fround;
  for (let i = 0; i < rows; i++) {
    const to = out.offset + i * out.rowStep;
    for (let j = 0; j < cols; j++) out.data[to + j * out.columnStep] = 0;
    for (let k = 0; k < inner; k++) {
      const a = A.data[A.offset + i * A.rowStep + k * A.columnStep]!;
      const from = B.offset + k * B.rowStep;
      for (let j = 0; j < cols; j++) {
        const at = to + j * out.columnStep;
        out.data[at] = round(out.data[at]! + round(a * B.data[from + j * B.columnStep]!));
      }
    }
  }
}

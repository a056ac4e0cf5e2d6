import { supportsWasmKernel } from '../kernel/wasmModule.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { diagonaliseTridiagonal } from './tridiagonal.ts';
import { workspace } from './wasmWorkspace.ts';

/** Below this many multiplications copying to and fro costs more than it saves. */
const WORTHWHILE = 1e5;

/** Whether a computation of that many multiplications should go to WASM here. */
export function worthWasm(multiplications: number): boolean {
  return multiplications >= WORTHWHILE && supportsWasmKernel();
}

/** Doubles from row to row: a multiple of eight, and never a whole page apart, which would fall into one cache set. */
export function strideOf(cols: number): number {
  const padded = Math.ceil(cols / 8) * 8;
  return padded % 512 === 0 ? padded + 8 : padded;
}

/** Copies A to rows `stride` doubles apart, padded with zeros. */
function put(memory: Float64Array, at: number, stride: number, a: Matrix): void {
  for (let i = 0; i < a.rows; i++) {
    const to = at / 8 + i * stride;
    memory.set(a.data.subarray(i * a.cols, (i + 1) * a.cols), to);
    memory.fill(0, to + a.cols, to + stride);
  }
}

/** The same with Aᵀ, in tiles, so that neither side strides through the whole memory. */
function putTransposed(memory: Float64Array, at: number, stride: number, a: Matrix): void {
  const { rows, cols, data } = a;
  const first = at / 8;
  const tile = 32;
  for (let top = 0; top < rows; top += tile) {
    const bottom = Math.min(top + tile, rows);
    for (let left = 0; left < cols; left += tile) {
      const right = Math.min(left + tile, cols);
      for (let j = left; j < right; j++) {
        const to = first + j * stride;
        for (let i = top; i < bottom; i++) memory[to + i] = data[i * cols + j]!;
      }
    }
  }
  for (let j = 0; j < cols; j++) memory.fill(0, first + j * stride + rows, first + (j + 1) * stride);
}

/** Rows of a product in one call: short calls let the compiler optimise while it runs. */
const PANEL = 64;

/** AB in WASM, or with A or B transposed: for large matrices five to ten times as fast as plain loops. */
export function wasmMultiply(
  a: Matrix,
  b: Matrix,
  transposed: { readonly a?: boolean; readonly b?: boolean } = {},
): Matrix {
  const rows = transposed.a ? a.cols : a.rows;
  const inner = transposed.a ? a.rows : a.cols;
  const cols = transposed.b ? b.rows : b.cols;
  const strideA = strideOf(a.cols);
  const width = strideOf(cols);
  const { wasm, start, memory } = workspace(a.rows * strideA + (inner + PANEL) * width);
  const atB = start + a.rows * strideA * 8;
  const atOut = atB + inner * width * 8;
  put(memory, start, strideA, a);
  if (transposed.b) putTransposed(memory, atB, width, b);
  else put(memory, atB, width, b);
  const rowStep = transposed.a ? 8 : strideA * 8;
  const termStep = transposed.a ? strideA * 8 : 8;
  const out = zeros(rows, cols);
  for (let i = 0; i < rows; i += PANEL) {
    const count = Math.min(PANEL, rows - i);
    const M = start + i * rowStep;
    wasm.addProduct(atOut, width * 8, 0, 0, count, M, rowStep, termStep, atB, width * 8, inner, width * 8);
    takeRows(memory, atOut, width, out, i, count, cols);
  }
  return out;
}

/**
 * The lower triangle of AᵀA, or of AAᵀ with `ofRows`: half the work of a product. What is above the diagonal is not to be
 * read. The same bits as the product's.
 */
export function wasmGram(a: Matrix, ofRows: boolean): Matrix {
  const size = ofRows ? a.rows : a.cols;
  const inner = ofRows ? a.cols : a.rows;
  const stride = strideOf(a.cols);
  const width = ofRows ? strideOf(a.rows) : stride;
  const { wasm, start, memory } = workspace(a.rows * stride + (ofRows ? inner * width : 0) + PANEL * width);
  const atB = ofRows ? start + a.rows * stride * 8 : start;
  const atOut = atB + inner * width * 8;
  put(memory, start, stride, a);
  if (ofRows) putTransposed(memory, atB, width, a);
  const rowStep = ofRows ? stride * 8 : 8;
  const termStep = ofRows ? 8 : stride * 8;
  const out = zeros(size, size);
  for (let i = 0; i < size; i += PANEL) {
    const count = Math.min(PANEL, size - i);
    const cols = i + count;
    const length = Math.ceil(cols / 8) * 64;
    const M = start + i * rowStep;
    wasm.addProduct(atOut, width * 8, 0, 0, count, M, rowStep, termStep, atB, width * 8, inner, length);
    takeRows(memory, atOut, width, out, i, count, cols);
  }
  return out;
}

/** Copies the first `cols` entries of `count` rows to `out` from row `first` on. */
function takeRows(
  memory: Float64Array,
  at: number,
  stride: number,
  out: Matrix,
  first: number,
  count: number,
  cols: number,
): void {
  for (let i = 0; i < count; i++) {
    const from = at / 8 + i * stride;
    out.data.set(memory.subarray(from, from + cols), (first + i) * out.cols);
  }
}

/** Below this, a reflection has coefficients beyond what a double holds. */
const FAINT = 1e-75;

/** Sets numbers to 0 that are all faint: what rounding leaves of rows of zeros, in a matrix whose largest entries are of order 1. */
function dropFaint(memory: Float64Array, from: number, count: number): void {
  let largest = 0;
  for (let at = from; at < from + count; at++) largest = Math.max(largest, Math.abs(memory[at]!));
  if (largest < FAINT) memory.fill(0, from, from + count);
}

/**
 * Eigenvalues (descending) of a symmetric matrix, of which the lower triangle is read, and its eigenvectors as the *rows* of a matrix: Householder
 * tridiagonalisation and implicit QL, whose rotations act on contiguous rows. Errors are of the size of rounding of the
 * largest eigenvalue.
 */
export function wasmSymmetricEigen(a: Matrix): { readonly values: Float64Array; readonly rows: Matrix } {
  const n = a.rows;
  const stride = strideOf(n);
  const { wasm, start, memory } = workspace(n * stride + 4 * stride + 16);
  const scratch = start + n * stride * 8;
  const atRotations = scratch + stride * 8;
  put(memory, start, stride, a);
  const result = scratch / 8;
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const t = new Float64Array(n);
  for (let i = n - 1; i >= 1; i--) {
    dropFaint(memory, start / 8 + i * stride, i - 1);
    wasm.tridiagonalStep(start, stride * 8, i, atRotations, scratch);
    t[i] = memory[result]!;
    e[i - 1] = memory[result + 1]!;
  }
  for (let i = 0; i < n; i++) d[i] = memory[start / 8 + i * stride + i]!;
  memory.fill(0, start / 8, start / 8 + stride);
  memory[start / 8] = 1;
  for (let i = 1; i < n; i++) wasm.accumulateStep(start, stride * 8, i, t[i]!, stride * 8);

  // A QL sweep reports its rotations from the bottom up, each row pair once: they go over in one call.
  const cs = atRotations / 8;
  let top = 0;
  let count = 0;
  const flush = () => {
    if (count > 0) wasm.rotateRows(start, stride * 8, top, count, atRotations, stride * 8);
    count = 0;
  };
  diagonaliseTridiagonal(d, e, (i, c, s) => {
    if (count > 0 && i !== top - count) flush();
    if (count === 0) top = i;
    memory[cs + 2 * count] = c;
    memory[cs + 2 * count + 1] = s;
    count++;
  });
  flush();

  const order = Array.from(d, (_, i) => i).sort((i, j) => d[j]! - d[i]! || i - j);
  const rows = zeros(n, n);
  order.forEach((from, to) => {
    const at = start / 8 + from * stride;
    rows.data.set(memory.subarray(at, at + n), to * n);
  });
  return { values: Float64Array.from(order, i => d[i]!), rows };
}

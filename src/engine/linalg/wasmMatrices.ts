import { compileKernel, supportsWasmKernel } from '../kernel/wasmModule.ts';
import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { diagonaliseTridiagonal } from './tridiagonal.ts';

/** The exports of the WASM module that work on whole matrices; see kernel/assembly/{eigen,product}.ts. */
interface MatrixExports {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  addProduct(
    out: number,
    outStride: number,
    base: number,
    baseStride: number,
    count: number,
    M: number,
    rowStep: number,
    termStep: number,
    X: number,
    xStride: number,
    depth: number,
    length: number,
  ): void;
  tridiagonalStep(A: number, stride: number, i: number, p: number, result: number): void;
  accumulateStep(A: number, stride: number, i: number, t: number, padded: number): void;
  rotateRows(Q: number, stride: number, top: number, count: number, cs: number, length: number): void;
}

/** Below this many multiplications copying to and fro costs more than it saves. */
const WORTHWHILE = 2e6;

/** Whether a computation of that many multiplications should go to WASM here. */
export function worthWasm(multiplications: number): boolean {
  return multiplications >= WORTHWHILE && supportsWasmKernel();
}

/** A fresh memory with room for matrices; it is given back with the object. */
function workspace(doubles: number): { readonly wasm: MatrixExports; readonly start: number } {
  const instance = new WebAssembly.Instance(compileKernel());
  const wasm = instance.exports as Record<string, unknown> & MatrixExports;
  const start = Math.ceil(wasm.heapBase() / 64) * 64;
  const missing = start + doubles * 8 - wasm.memory.buffer.byteLength;
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / 65536));
  return { wasm, start };
}

/** Doubles from row to row: a multiple of eight, and never a whole page apart, which would fall into one cache set. */
function strideOf(cols: number): number {
  const padded = Math.ceil(cols / 8) * 8;
  return padded % 512 === 0 ? padded + 8 : padded;
}

function put(memory: Float64Array, at: number, stride: number, a: Matrix): void {
  for (let i = 0; i < a.rows; i++)
    memory.set(a.data.subarray(i * a.cols, (i + 1) * a.cols), at / 8 + i * stride);
}

function take(memory: Float64Array, at: number, stride: number, rows: number, cols: number): Matrix {
  const out = zeros(rows, cols);
  for (let i = 0; i < rows; i++)
    out.data.set(memory.subarray(at / 8 + i * stride, at / 8 + i * stride + cols), i * cols);
  return out;
}

/** AB in WASM: for large matrices five to ten times as fast as plain loops. */
export function wasmMultiply(a: Matrix, b: Matrix): Matrix {
  const depth = strideOf(a.cols);
  const width = strideOf(b.cols);
  const { wasm, start } = workspace(a.rows * depth + (a.cols + a.rows) * width);
  const atB = start + a.rows * depth * 8;
  const atOut = atB + a.cols * width * 8;
  const memory = new Float64Array(wasm.memory.buffer);
  put(memory, start, depth, a);
  put(memory, atB, width, b);
  // In panels of rows: short calls let the compiler optimise while it runs.
  const panel = 64;
  for (let i = 0; i < a.rows; i += panel) {
    const count = Math.min(panel, a.rows - i);
    const out = atOut + i * width * 8;
    const M = start + i * depth * 8;
    wasm.addProduct(out, width * 8, 0, 0, count, M, depth * 8, 8, atB, width * 8, a.cols, width * 8);
  }
  return take(memory, atOut, width, a.rows, b.cols);
}

/**
 * Eigenvalues (descending) of a symmetric matrix and its eigenvectors as the *rows* of a matrix: Householder
 * tridiagonalisation and implicit QL, whose rotations act on contiguous rows. Errors are of the size of rounding of the
 * largest eigenvalue.
 */
export function wasmSymmetricEigen(a: Matrix): { readonly values: Float64Array; readonly rows: Matrix } {
  const n = a.rows;
  const stride = strideOf(n);
  const { wasm, start } = workspace(n * stride + 4 * stride + 16);
  const scratch = start + n * stride * 8;
  const atRotations = scratch + stride * 8;
  const memory = new Float64Array(wasm.memory.buffer);
  put(memory, start, stride, a);
  const result = scratch / 8;
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(0, n - 1));
  const t = new Float64Array(n);
  for (let i = n - 1; i >= 1; i--) {
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

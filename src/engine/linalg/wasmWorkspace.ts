import { compileKernel } from '../kernel/wasmModule.ts';

/** The exports of the WASM module that work on whole matrices; see kernel/assembly/{eigen,product,reflect}.ts. */
export interface MatrixExports {
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
  reflectRows(v: number, X: number, stride: number, count: number, length: number): void;
  rotateRows(Q: number, stride: number, top: number, count: number, cs: number, length: number): void;
}

export interface Workspace {
  readonly wasm: MatrixExports;
  /** First free byte. What lies there is whatever the last user left. */
  readonly start: number;
  readonly memory: Float64Array;
}

/** Memory beyond this is given back after use; 64 MiB hold three matrices of 1,600×1,600. */
const KEPT = 1 << 26;

let kept: MatrixExports | undefined;

/**
 * Memory with room for that many doubles, until the next call. One instance serves all calls: memory that has been touched
 * once is many times as fast as fresh pages.
 */
export function workspace(doubles: number): Workspace {
  const wasm = kept ?? instantiate();
  const start = Math.ceil(wasm.heapBase() / 64) * 64;
  const missing = start + doubles * 8 - wasm.memory.buffer.byteLength;
  if (missing > 0) wasm.memory.grow(Math.ceil(missing / 65536));
  kept = wasm.memory.buffer.byteLength <= KEPT ? wasm : undefined;
  return { wasm, start, memory: new Float64Array(wasm.memory.buffer) };
}

function instantiate(): MatrixExports {
  return new WebAssembly.Instance(compileKernel()).exports as Record<string, unknown> & MatrixExports;
}

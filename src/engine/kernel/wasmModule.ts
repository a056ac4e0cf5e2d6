import { bytesOf } from '../base64.ts';
import { kernelWasm } from './generated/kernelWasm.ts';

/** What the compiled kernel exports; see assembly/index.ts. Addresses are byte offsets into `memory`. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  heapBase(): number;
  setSizes(
    m: number,
    h: number,
    n: number,
    rank1: number,
    rank2: number,
    k: number,
    scalingSquared: number,
  ): void;
  setStrides(stride: number, wide: number, small: number, square: number): void;
  setFrozen(
    diagonal2: number,
    rows2: number,
    upper2: boolean,
    diagonal1: number,
    rows1: number,
    upper1: boolean,
  ): void;
  setTarget(strengths: number, minusStrengths: number, delta: number, targetSquare: number): void;
  setProbes(u: number, v: number): void;
  setWorkspace(
    L: number,
    Q: number,
    G: number,
    H: number,
    C: number,
    transposedC: number,
    D: number,
    E: number,
    left: number,
    smallRows: number,
  ): void;
  setFactors(factorL: number, factorQ: number, triangleL: number, triangleQ: number): void;
  residualGradient(y: number, out: number): void;
  factoredGradient(y: number, out: number): void;
  residualLoss(y: number): number;
  squaredResidual(): number;
  gramLoss(sums: number): void;
  qrLoss(y: number): number;
  residualParts(y: number, sums: number): number;
  qrParts(y: number, sums: number): number;
  combine(
    out: number,
    base: number,
    coefficients: number,
    vectors: number,
    count: number,
    length: number,
  ): void;
  endStep(
    out: number,
    base: number,
    weights: number,
    first: number,
    second: number,
    vectors: number,
    count: number,
    sums: number,
  ): void;
  blockNorms(x: number, sums: number): void;
  dot(x: number, y: number): number;
}

let compiled: WebAssembly.Module | undefined;

/** The compiled module, compiled once a process (about a millisecond) so that instances share its optimised code. */
export function compileKernel(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(bytesOf(kernelWasm));
  return compiled;
}

/** A fresh instance with its own memory. */
export function instantiateKernel(): KernelExports {
  return new WebAssembly.Instance(compileKernel()).exports as Record<string, unknown> & KernelExports;
}

/** True if this process can compile the kernel, that is, has WebAssembly with SIMD. */
export function supportsWasmKernel(): boolean {
  try {
    compileKernel();
    return true;
  } catch {
    return false;
  }
}

import { compileKernel, supportsWasmKernel } from '../../kernel/wasmModule.ts';
import type { MatrixExports } from '../../linalg/wasmWorkspace.ts';
import { padded, type Arena, type RowProduct } from './contract.ts';
import { TypescriptArena } from './typescriptArena.ts';

/** Instances with more memory than this are dropped when they are released. */
const KEPT = 1 << 26;
const PAGE = 65_536;

/** An instance that an arena has left: memory that has been touched is many times as fast as fresh pages. */
let idle: MatrixExports | undefined;

/** Products in WASM, with vectors of two doubles. */
class WasmArena implements Arena {
  readonly kernel = 'wasm';
  readonly #wasm: MatrixExports;
  #memory: Float64Array;
  #used: number;

  constructor() {
    const instance = () =>
      new WebAssembly.Instance(compileKernel()).exports as Record<string, unknown> & MatrixExports;
    this.#wasm = idle ?? instance();
    idle = undefined;
    this.#memory = new Float64Array(this.#wasm.memory.buffer);
    // From a cache line on.
    this.#used = Math.ceil(this.#wasm.heapBase() / 64) * 8;
  }

  get memory(): Float64Array {
    return this.#memory;
  }

  allocate(length: number): number {
    const place = this.#used;
    this.#used += padded(length);
    const missing = this.#used * 8 - this.#memory.byteLength;
    if (missing > 0) {
      this.#wasm.memory.grow(Math.ceil(missing / PAGE));
      this.#memory = new Float64Array(this.#wasm.memory.buffer);
    }
    this.#memory.fill(0, place, this.#used);
    return place;
  }

  multiply(product: RowProduct, first: number, count: number): void {
    const { out, outStep, base, baseStep, M, rowStep, termStep, X, xStep, depth, length } = product;
    this.#wasm.addProduct(
      (out + first * outStep) * 8,
      outStep * 8,
      base < 0 ? 0 : (base + first * baseStep) * 8,
      baseStep * 8,
      count,
      (M + first * rowStep) * 8,
      rowStep * 8,
      termStep * 8,
      X * 8,
      xStep * 8,
      depth,
      length * 8,
    );
  }

  release(): void {
    if (this.#memory.byteLength <= KEPT) idle = this.#wasm;
  }
}

/** An arena of the faster kind that this process supports. */
export function newArena(): Arena {
  return supportsWasmKernel() ? new WasmArena() : new TypescriptArena();
}

/** What such an arena multiplies with. */
export function newArenaKernel(): Arena['kernel'] {
  return supportsWasmKernel() ? 'wasm' : 'typescript';
}

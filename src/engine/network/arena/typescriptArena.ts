import { padded, type Arena, type RowProduct } from './contract.ts';

/** The oracle, and what computes where there is no WebAssembly with SIMD. */
export class TypescriptArena implements Arena {
  readonly kernel = 'typescript';
  #memory = new Float64Array(1024);
  #used = 0;

  get memory(): Float64Array {
    return this.#memory;
  }

  allocate(length: number): number {
    const place = this.#used;
    this.#used += padded(length);
    if (this.#used > this.#memory.length) {
      const larger = new Float64Array(2 * this.#used);
      larger.set(this.#memory);
      this.#memory = larger;
    }
    return place;
  }

  multiply(product: RowProduct, first: number, count: number): void {
    const memory = this.#memory;
    const { base, baseStep, rowStep, termStep, xStep, depth, length } = product;
    for (let p = first; p < first + count; p++) {
      const out = product.out + p * product.outStep;
      const from = base + p * baseStep;
      for (let j = 0; j < length; j++) memory[out + j] = base < 0 ? 0 : memory[from + j]!;
      const m = product.M + p * rowStep;
      for (let c = 0; c < depth; c++) {
        const factor = memory[m + c * termStep]!;
        const x = product.X + c * xStep;
        for (let j = 0; j < length; j++) memory[out + j] = memory[out + j]! + factor * memory[x + j]!;
      }
    }
  }

  release(): void {
    this.#memory = new Float64Array(0);
  }
}

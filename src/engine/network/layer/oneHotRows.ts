import type { OneHotExamples } from '../../dataset/contract.ts';
import type { RowProduct } from '../arena/contract.ts';

/**
 * Where the inputs of a batch are ones: the first layer adds up rows of Wᵀ instead of multiplying all of them. What is left out
 * are products with 0, so that the sums have the bits of the whole product.
 */
export class OneHotRows {
  readonly #width: number;
  readonly #ones: Int32Array;

  /** Room for so many rows, with as many ones as the examples have. */
  constructor(rows: number, { ones, count }: OneHotExamples) {
    this.#width = count === 0 ? 0 : ones.length / count;
    this.#ones = new Int32Array(rows * this.#width);
  }

  /** Takes an example as a row, whose numbers lie in memory from `at` on and are zeros. */
  put(row: number, { ones }: OneHotExamples, example: number, memory: Float64Array, at: number): void {
    const width = this.#width;
    for (let c = 0; c < width; c++) {
      const place = ones[example * width + c]!;
      this.#ones[row * width + c] = place;
      memory[at + place] = 1;
    }
  }

  /** Rows `first` … `first + count − 1` of a product whose M are these rows. */
  multiply(product: RowProduct, memory: Float64Array, first: number, count: number): void {
    const { out, outStep, base, baseStep, X, xStep, length } = product;
    const width = this.#width;
    for (let row = first; row < first + count; row++) {
      const to = out + row * outStep;
      memory.copyWithin(to, base + row * baseStep, base + row * baseStep + length);
      for (let c = 0; c < width; c++) {
        const from = X + this.#ones[row * width + c]! * xStep;
        for (let j = 0; j < length; j++) memory[to + j] = memory[to + j]! + memory[from + j]!;
      }
    }
  }
}

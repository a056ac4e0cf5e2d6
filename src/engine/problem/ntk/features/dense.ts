import type { Features } from './contract.ts';

/** Features given one by one: `data` holds G as KN rows of mn numbers, row q being G_q by rows. */
export class DenseFeatures implements Features {
  readonly m: number;
  readonly n: number;
  readonly samples: number;
  readonly outputs: number;
  readonly data: Float64Array;
  readonly #product: Float64Array;

  /** Throws unless `data` has KN·mn entries. */
  constructor(shape: { m: number; n: number; samples: number; outputs: number }, data: Float64Array) {
    this.m = shape.m;
    this.n = shape.n;
    this.samples = shape.samples;
    this.outputs = shape.outputs;
    this.data = data;
    const expected = this.samples * this.outputs * this.m * this.n;
    if (data.length !== expected) throw new RangeError(`${data.length} features, expected ${expected}`);
    this.#product = new Float64Array(this.m * this.n);
  }

  operations(rank: number): number {
    return 2 * this.m * this.n * (this.samples * this.outputs + rank);
  }

  apply(x: Float64Array, out: Float64Array): void {
    const { data } = this;
    const size = this.m * this.n;
    for (let q = 0, at = 0; q < out.length; q++, at += size) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += data[at + j]! * x[j]!;
      out[q] = sum;
    }
  }

  adjoint(e: Float64Array, out: Float64Array): void {
    const { data } = this;
    const size = this.m * this.n;
    out.fill(0);
    for (let q = 0, at = 0; q < e.length; q++, at += size) {
      const c = e[q]!;
      if (c === 0) continue;
      for (let j = 0; j < size; j++) out[j] = out[j]! + c * data[at + j]!;
    }
  }

  applyFactors(left: Float64Array, right: Float64Array, rank: number, out: Float64Array): void {
    const { m, n } = this;
    const x = this.#product;
    x.fill(0);
    for (let k = 0; k < rank; k++) {
      const v = m * rank + k * n;
      for (let i = 0; i < m; i++) {
        const c = left[k * m + i]!;
        if (c === 0) continue;
        const at = i * n;
        for (let j = 0; j < n; j++) x[at + j] = x[at + j]! + c * right[v + j]!;
      }
    }
    this.apply(x, out);
  }

  addAdjointFactors(e: Float64Array, state: Float64Array, rank: number, out: Float64Array): void {
    const { m, n } = this;
    const s = this.#product;
    this.adjoint(e, s);
    for (let k = 0; k < rank; k++) {
      const v = m * rank + k * n;
      for (let i = 0; i < m; i++) {
        const c = state[k * m + i]!;
        const at = i * n;
        let sum = 0;
        for (let j = 0; j < n; j++) {
          const entry = s[at + j]!;
          sum += entry * state[v + j]!;
          out[v + j] = out[v + j]! + c * entry;
        }
        out[k * m + i] = out[k * m + i]! + sum;
      }
    }
  }
}

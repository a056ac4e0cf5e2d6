import type { Features } from './contract.ts';

/**
 * Features of one layer of a network: the derivative of output k at point i with respect to the layer's matrix is the outer
 * product G_ik = δ_ik x_iᵀ of the back-propagated δ_ik (m) and the layer's input x_i (n). Every product is O(N(m + n)(K + r))
 * instead of O(KNmn).
 */
export class LayerFeatures implements Features {
  readonly m: number;
  readonly n: number;
  readonly samples: number;
  readonly outputs: number;
  /** δ: KN rows of m. */
  readonly deltas: Float64Array;
  /** x: N rows of n. */
  readonly inputs: Float64Array;
  readonly #sum: Float64Array;

  /** Throws unless `deltas` has KN·m and `inputs` N·n entries. */
  constructor(
    shape: { m: number; n: number; samples: number; outputs: number },
    deltas: Float64Array,
    inputs: Float64Array,
  ) {
    this.m = shape.m;
    this.n = shape.n;
    this.samples = shape.samples;
    this.outputs = shape.outputs;
    this.deltas = deltas;
    this.inputs = inputs;
    if (deltas.length !== this.samples * this.outputs * this.m || inputs.length !== this.samples * this.n)
      throw new RangeError(`${deltas.length} deltas and ${inputs.length} inputs do not fit the shape`);
    this.#sum = new Float64Array(this.m);
  }

  operations(rank: number): number {
    return 2 * this.samples * ((this.m + this.n) * rank + this.outputs * this.m);
  }

  apply(x: Float64Array, out: Float64Array): void {
    const { m, n, inputs } = this;
    for (let i = 0; i < this.samples; i++) {
      for (let a = 0; a < m; a++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += x[a * n + j]! * inputs[i * n + j]!;
        this.#sum[a] = sum;
      }
      this.#readOut(i, out);
    }
  }

  adjoint(e: Float64Array, out: Float64Array): void {
    const { m, n, inputs } = this;
    out.fill(0);
    for (let i = 0; i < this.samples; i++) {
      this.#backward(i, e);
      for (let a = 0; a < m; a++) {
        const c = this.#sum[a]!;
        if (c === 0) continue;
        for (let j = 0; j < n; j++) out[a * n + j] = out[a * n + j]! + c * inputs[i * n + j]!;
      }
    }
  }

  applyFactors(left: Float64Array, right: Float64Array, rank: number, out: Float64Array): void {
    const { m, n, inputs } = this;
    const sum = this.#sum;
    for (let i = 0; i < this.samples; i++) {
      sum.fill(0);
      for (let k = 0; k < rank; k++) {
        const v = m * rank + k * n;
        let along = 0;
        for (let j = 0; j < n; j++) along += right[v + j]! * inputs[i * n + j]!;
        if (along === 0) continue;
        for (let a = 0; a < m; a++) sum[a] = sum[a]! + along * left[k * m + a]!;
      }
      this.#readOut(i, out);
    }
  }

  addAdjointFactors(e: Float64Array, state: Float64Array, rank: number, out: Float64Array): void {
    const { m, n, inputs } = this;
    const sum = this.#sum;
    for (let i = 0; i < this.samples; i++) {
      this.#backward(i, e);
      for (let k = 0; k < rank; k++) {
        const v = m * rank + k * n;
        let along = 0;
        for (let j = 0; j < n; j++) along += state[v + j]! * inputs[i * n + j]!;
        let back = 0;
        for (let a = 0; a < m; a++) {
          const c = sum[a]!;
          back += c * state[k * m + a]!;
          out[k * m + a] = out[k * m + a]! + along * c;
        }
        for (let j = 0; j < n; j++) out[v + j] = out[v + j]! + back * inputs[i * n + j]!;
      }
    }
  }

  /** out_ik ← δ_ikᵀ·(the layer’s change of output at point i). */
  #readOut(i: number, out: Float64Array): void {
    const { m, outputs, deltas } = this;
    for (let k = 0; k < outputs; k++) {
      const at = (i * outputs + k) * m;
      let sum = 0;
      for (let a = 0; a < m; a++) sum += deltas[at + a]! * this.#sum[a]!;
      out[i * outputs + k] = sum;
    }
  }

  /** Σ_k e_ik δ_ik. */
  #backward(i: number, e: Float64Array): void {
    const { m, outputs, deltas } = this;
    const sum = this.#sum;
    sum.fill(0);
    for (let k = 0; k < outputs; k++) {
      const c = e[i * outputs + k]!;
      if (c === 0) continue;
      const at = (i * outputs + k) * m;
      for (let a = 0; a < m; a++) sum[a] = sum[a]! + c * deltas[at + a]!;
    }
  }
}

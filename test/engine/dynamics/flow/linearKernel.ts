import type { Kernel, Vector } from '../../../../src/engine/kernel/contract.ts';
import type { Factors } from '../../../../src/engine/system.ts';

/** A kernel for ẏᵢ = rateᵢ·yᵢ, whose solution is known: for tests of the steppers alone. Four blocks of equal length. */
export class LinearKernel implements Kernel {
  readonly name = 'typescript';
  readonly length: number;
  readonly #rates: readonly number[];
  readonly #vectors: Float64Array[] = [];

  constructor(rates: readonly number[]) {
    this.#rates = rates;
    this.length = rates.length;
  }

  allocate(): Vector {
    this.#vectors.push(new Float64Array(this.length));
    return (this.#vectors.length - 1) as Vector;
  }

  view(vector: Vector): Float64Array {
    return this.#vectors[vector]!;
  }

  gradient(y: Vector, out: Vector): void {
    const from = this.view(y);
    this.view(out).forEach((_, i, to) => (to[i] = this.#rates[i]! * from[i]!));
  }

  combine(
    out: Vector,
    base: Vector | null,
    coefficients: readonly number[],
    vectors: readonly Vector[],
  ): void {
    const sums = Float64Array.from({ length: this.length }, (_, i) =>
      vectors.reduce(
        (sum, v, j) => sum + coefficients[j]! * this.view(v)[i]!,
        base === null ? 0 : this.view(base)[i]!,
      ),
    );
    this.view(out).set(sums);
  }

  blockNorms(vector: Vector, norms: Float64Array): void {
    const block = this.length / 4;
    for (let b = 0; b < 4; b++) {
      norms[b] = this.view(vector)
        .subarray(b * block, (b + 1) * block)
        .reduce((sum, x) => sum + x * x, 0);
    }
  }

  dot(x: Vector, y: Vector): number {
    const other = this.view(y);
    return this.view(x).reduce((sum, value, i) => sum + value * other[i]!, 0);
  }

  stage(
    state: Vector,
    base: Vector,
    step: number,
    coefficients: readonly number[],
    vectors: readonly Vector[],
    out: Vector,
  ): void {
    this.combine(
      state,
      base,
      coefficients.map(c => step * c),
      vectors,
    );
    this.gradient(state, out);
  }

  endStep(
    out: Vector,
    base: Vector,
    step: number,
    weights: readonly number[],
    first: readonly number[],
    second: readonly number[],
    vectors: readonly Vector[],
    sums: Float64Array,
  ): void {
    const errors = [first, second].map(coefficients => {
      const error = this.allocate();
      this.combine(error, null, coefficients, vectors);
      return this.#norms(error);
    });
    const before = this.#norms(base);
    this.combine(
      out,
      base,
      weights.map(w => step * w),
      vectors,
    );
    const after = this.#norms(out);
    for (let b = 0; b < 4; b++) sums.set([errors[0]![b]!, errors[1]![b]!, before[b]!, after[b]!], 4 * b);
  }

  #norms(vector: Vector): Float64Array {
    const norms = new Float64Array(4);
    this.blockNorms(vector, norms);
    return norms;
  }

  write(): void {
    throw new Error('a linear kernel has no factors');
  }

  read(): Factors {
    throw new Error('a linear kernel has no factors');
  }

  loss(): number {
    throw new Error('a linear kernel has no loss');
  }

  lossOfGradient(): number {
    throw new Error('a linear kernel has no loss');
  }

  residualParts(): number {
    throw new Error('a linear kernel has no residual');
  }
}

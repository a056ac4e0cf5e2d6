import type { Factors, System } from '../system.ts';
import type { Kernel, KernelFactory, Vector } from './contract.ts';
import { packFactors, unpackFactors, type Layout } from './layout.ts';
import { operandsOf, type Operands } from './operands.ts';
import { FactoredForm } from './typescript/factored.ts';
import { LossByQr } from './typescript/lossByQr.ts';
import { ResidualForm } from './typescript/residual.ts';
import { zeroState, type State } from './typescript/state.ts';

/** The kernel in plain TypeScript: the oracle of the WASM kernel, and the fallback where WASM SIMD is missing. */
export const typescriptKernel: KernelFactory = (system: System) => new TypescriptKernel(operandsOf(system));

class TypescriptKernel implements Kernel {
  readonly name = 'typescript';
  readonly length: number;
  private readonly layout: Layout;
  private readonly states: State[] = [];
  private lastState: Vector | undefined;
  private readonly gradientForm: { gradient(y: State, out: State): void };
  private readonly lossForm: {
    loss(y: State): number;
    residualParts(y: State, parts: Float64Array): number;
  };

  constructor(operands: Operands) {
    this.layout = operands.layout;
    this.length = operands.layout.length;
    const residual =
      operands.gradientForm === 'residual' || operands.lossForm === 'residual'
        ? new ResidualForm(operands)
        : undefined;
    this.gradientForm =
      residual !== undefined && operands.gradientForm === 'residual' ? residual : new FactoredForm(operands);
    this.lossForm =
      residual !== undefined && operands.lossForm === 'residual' ? residual : new LossByQr(operands);
  }

  allocate(): Vector {
    this.states.push(zeroState(this.layout));
    return (this.states.length - 1) as Vector;
  }

  write(vector: Vector, factors: Factors): void {
    packFactors(this.layout, factors, this.dataOf(vector));
  }

  read(vector: Vector): Factors {
    return unpackFactors(this.layout, this.dataOf(vector));
  }

  view(vector: Vector): Float64Array {
    return this.dataOf(vector);
  }

  gradient(y: Vector, out: Vector): void {
    this.gradientForm.gradient(this.states[y]!, this.states[out]!);
    this.lastState = y;
  }

  combine(
    out: Vector,
    base: Vector | null,
    coefficients: readonly number[],
    vectors: readonly Vector[],
  ): void {
    this.add(this.dataOf(out), base === null ? null : this.dataOf(base), 1, coefficients, vectors);
  }

  blockNorms(vector: Vector, norms: Float64Array): void {
    const data = this.dataOf(vector);
    for (let block = 0; block < 4; block++) {
      let sum = 0;
      for (let i = this.start(block); i < this.start(block + 1); i++) sum += data[i]! * data[i]!;
      norms[block] = sum;
    }
  }

  dot(x: Vector, y: Vector): number {
    const a = this.dataOf(x);
    const b = this.dataOf(y);
    let sum = 0;
    for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
    return sum;
  }

  loss(y: Vector): number {
    return this.lossForm.loss(this.states[y]!);
  }

  lossOfGradient(): number {
    if (this.lastState === undefined) throw new Error('there is no gradient yet');
    return this.loss(this.lastState);
  }

  residualParts(y: Vector, parts: Float64Array): number {
    return this.lossForm.residualParts(this.states[y]!, parts);
  }

  stage(
    state: Vector,
    base: Vector,
    step: number,
    coefficients: readonly number[],
    vectors: readonly Vector[],
    out: Vector,
  ): void {
    this.add(this.dataOf(state), this.dataOf(base), step, coefficients, vectors);
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
    const result = this.dataOf(out);
    const old = this.dataOf(base);
    for (let block = 0; block < 4; block++) {
      let firstSquare = 0;
      let secondSquare = 0;
      let oldSquare = 0;
      let newSquare = 0;
      for (let i = this.start(block); i < this.start(block + 1); i++) {
        const from = old[i]!;
        let to = from;
        let a = 0;
        let b = 0;
        for (let j = 0; j < vectors.length; j++) {
          const entry = this.dataOf(vectors[j]!)[i]!;
          to += step * weights[j]! * entry;
          a += first[j]! * entry;
          b += second[j]! * entry;
        }
        result[i] = to;
        firstSquare += a * a;
        secondSquare += b * b;
        oldSquare += from * from;
        newSquare += to * to;
      }
      sums[4 * block] = firstSquare;
      sums[4 * block + 1] = secondSquare;
      sums[4 * block + 2] = oldSquare;
      sums[4 * block + 3] = newSquare;
    }
  }

  private add(
    out: Float64Array,
    base: Float64Array | null,
    step: number,
    coefficients: readonly number[],
    vectors: readonly Vector[],
  ): void {
    // Entry by entry, so that `out` may be any of the inputs.
    for (let i = 0; i < out.length; i++) {
      let sum = base === null ? 0 : base[i]!;
      for (let j = 0; j < vectors.length; j++) {
        sum += step * coefficients[j]! * this.dataOf(vectors[j]!)[i]!;
      }
      out[i] = sum;
    }
  }

  private start(block: number): number {
    return block === 4 ? this.length : this.layout.offsets[block]!;
  }

  private dataOf(vector: Vector): Float64Array {
    return this.states[vector]!.data;
  }
}

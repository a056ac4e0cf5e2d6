import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { BlockError } from './blockError.ts';
import { end, extraStages, stages, type Combination } from './dop853Coefficients.ts';
import { denseVectors, denseWeights } from './dop853Dense.ts';

const STAGE_COUNT = 16;

/** Gradients that one attempt costs; the twelfth belongs to the next step (first same as last). */
export const GRADIENTS_PER_STEP = 12;

/**
 * One step of DOP853. `derivative` holds −∇L(before) when a step is tried; `accept` makes the end of the step the start of
 * the next. Between the two, `interpolate` gives the solution inside the step to order 7.
 */
export class Dop853 {
  /** Gradients evaluated so far. */
  gradients = 0;
  readonly #kernel: Kernel;
  readonly #error: BlockError;
  readonly #k: Vector[] = [];
  readonly #denseWeights = new Array<number>(denseVectors.length).fill(0);
  /** The same combinations for both roles of k[0] and k[12], which trade places at every accepted step. */
  readonly #tables: readonly [Tables, Tables];
  #parity: 0 | 1 = 0;
  #step = 0;
  #denseReady = false;

  constructor(kernel: Kernel, error: BlockError) {
    this.#kernel = kernel;
    this.#error = error;
    for (let i = 0; i < STAGE_COUNT; i++) this.#k.push(kernel.allocate());
    const swapped = [...this.#k];
    swapped[0] = this.#k[12]!;
    swapped[12] = this.#k[0]!;
    this.#tables = [tablesOf(this.#k), tablesOf(swapped)];
  }

  /** −∇L at the start of the step. */
  get derivative(): Vector {
    return this.#tables[this.#parity].k[0]!;
  }

  /** −∇L at the end of the step, after `finish`. */
  get endDerivative(): Vector {
    return this.#tables[this.#parity].k[12]!;
  }

  /** Evaluates the derivative at the start of the first step. */
  start(before: Vector): void {
    this.#kernel.gradient(before, this.derivative);
    this.gradients += 1;
  }

  /** Vectors that are free between steps, for another method to use: k[1] to k[11]. */
  scratch(index: number): Vector {
    return this.#k[1 + index]!;
  }

  /** Tries a step of length h from `before` to `after`; `work` is overwritten. Returns the error (see BlockError). */
  attempt(before: Vector, after: Vector, work: Vector, h: number): number {
    const table = this.#tables[this.#parity];
    const kernel = this.#kernel;
    for (let i = 0; i < stages.length; i++) {
      kernel.stage(work, before, h, stages[i]!.coefficients, table.stages[i]!, table.k[i + 1]!);
    }
    kernel.endStep(after, before, h, end.weights, end.fifth, end.third, table.end, this.#error.sums);
    this.gradients += stages.length;
    this.#step = h;
    this.#denseReady = false;
    return this.#error.combined(h);
  }

  /** out = weight·h·e₅, the lower of the two error estimates of the last attempt. */
  errorVector(weight: number, out: Vector): void {
    const scale = weight * this.#step;
    for (let i = 0; i < end.fifth.length; i++) this.#errorWeights[i] = scale * end.fifth[i]!;
    this.#kernel.combine(out, null, this.#errorWeights, this.#tables[this.#parity].end);
  }

  readonly #errorWeights: number[] = [...end.fifth];

  /** Evaluates the derivative at the end of an attempt that is kept. */
  finish(after: Vector): void {
    this.#kernel.gradient(after, this.endDerivative);
    this.gradients += 1;
  }

  /** Makes the end of the step the start of the next. */
  accept(): void {
    this.#parity = this.#parity === 0 ? 1 : 0;
  }

  /** out = the solution at before + theta·h, 0 ≤ theta ≤ 1, after `finish` and before `accept`. */
  interpolate(theta: number, before: Vector, out: Vector): void {
    if (!this.#denseReady) this.#prepareDense(before, out);
    denseWeights(theta, this.#step, this.#denseWeights);
    this.#kernel.combine(out, before, this.#denseWeights, this.#tables[this.#parity].dense);
  }

  /** The three stages that only the dense output needs; `work` is overwritten. */
  #prepareDense(before: Vector, work: Vector): void {
    const { k, extra } = this.#tables[this.#parity];
    for (let i = 0; i < extraStages.length; i++) {
      this.#kernel.stage(work, before, this.#step, extraStages[i]!.coefficients, extra[i]!, k[13 + i]!);
    }
    this.gradients += extraStages.length;
    this.#denseReady = true;
  }
}

/** The vectors of every combination, for one order of k. */
interface Tables {
  readonly k: readonly Vector[];
  readonly stages: readonly (readonly Vector[])[];
  readonly end: readonly Vector[];
  readonly extra: readonly (readonly Vector[])[];
  readonly dense: readonly Vector[];
}

function tablesOf(k: readonly Vector[]): Tables {
  const pick = (indices: readonly number[]): Vector[] => indices.map(i => k[i]!);
  const rows = (combinations: readonly Combination[]) => combinations.map(row => pick(row.vectors));
  return {
    k,
    stages: rows(stages),
    end: pick(end.vectors),
    extra: rows(extraStages),
    dense: pick(denseVectors),
  };
}

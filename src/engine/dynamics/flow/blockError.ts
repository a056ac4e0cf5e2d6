import type { Kernel, Vector } from '../../kernel/contract.ts';

/** Keeps quotients finite when a state is zero. */
const TINY = 1e-300;

/**
 * Measures an error relative to each factor's own size: the root mean square over the four blocks of
 * ‖e_b‖/max(‖before_b‖, ‖after_b‖, ‖initial adapters‖). The last term is a floor for factors that start at zero. A plain
 * absolute tolerance would drown small initialisations (theory.md, Numerics).
 */
export class BlockError {
  readonly #kernel: Kernel;
  readonly #floor2: number;
  readonly #sums = new Float64Array(16);
  readonly #error = new Float64Array(4);
  readonly #before = new Float64Array(4);
  readonly #after = new Float64Array(4);

  /** `initial` fixes the floor: the root mean square size of the two initial adapters. */
  constructor(kernel: Kernel, initial: Vector) {
    this.#kernel = kernel;
    this.#floor2 = Math.max(kernel.dot(initial, initial) / 2, TINY);
  }

  /** Squared size below which a factor's error counts as absolute. */
  get floor2(): number {
    return this.#floor2;
  }

  /** Where `Kernel.endStep` writes, per block: ‖e₅‖², ‖e₃‖², ‖before‖², ‖after‖². */
  get sums(): Float64Array {
    return this.#sums;
  }

  /** ‖after‖² over all blocks, from the last `endStep`. */
  get after2(): number {
    return this.#sums[3]! + this.#sums[7]! + this.#sums[11]! + this.#sums[15]!;
  }

  /** The factor that turns h·e₅ into the error that `combined` measures. */
  shrinkage = 1;

  /** Hairer's combination of DOP853's two estimates, h·e₅²/√(e₅² + e₃²/100), from `sums`. */
  combined(step: number): number {
    let fifth = 0;
    let third = 0;
    for (let b = 0; b < 4; b++) {
      const scale = Math.max(this.#sums[4 * b + 2]!, this.#sums[4 * b + 3]!, this.#floor2);
      fifth += this.#sums[4 * b]! / scale;
      third += this.#sums[4 * b + 1]! / scale;
    }
    fifth /= 4;
    third /= 4;
    const denominator = fifth + 0.01 * third;
    this.shrinkage = denominator === 0 ? 0 : Math.sqrt(fifth / denominator);
    return step * Math.sqrt(fifth) * this.shrinkage;
  }

  /** The measure of one error vector. */
  of(error: Vector, before: Vector, after: Vector): number {
    this.#kernel.blockNorms(error, this.#error);
    this.#kernel.blockNorms(before, this.#before);
    this.#kernel.blockNorms(after, this.#after);
    let sum = 0;
    for (let b = 0; b < 4; b++) {
      sum += this.#error[b]! / Math.max(this.#before[b]!, this.#after[b]!, this.#floor2);
    }
    return Math.sqrt(sum / 4);
  }
}

import type { Kernel, Vector } from '../../kernel/contract.ts';
import { stabilised4Tables, type Stabilised4Table } from './stabilised4Coefficients.ts';
import type { StabilisedMethod, Strictness } from './stabilisedMethod.ts';

const longest = stabilised4Tables[stabilised4Tables.length - 1]!;

/** Part of a table's reach that is used. */
const USED = 0.99;

/**
 * A stabilised Runge–Kutta method of order 4 with five to nine stages, stable up to h·ρ ≈ 0.3·s²: s − 4 Euler steps, whose
 * lengths make the stability interval long, and four stages that make the whole of order 4. More stages would reach further,
 * but the last four magnify what the first leave over by about (h·ρ)⁴/95, rounding included. Coefficients: scripts/stabilised4.py.
 */
export class Stabilised4 implements StabilisedMethod {
  gradients = 0;
  readonly leastStages = stabilised4Tables[0].stages;
  /** Its estimate is that of a method of order 3, and so well above the error of the step: no bound for each e-fold is needed. */
  readonly strictness: Strictness = { state: 3, loss: 3, fall: Infinity };
  readonly #kernel: Kernel;
  readonly #state: Vector;
  readonly #stage: Vector;
  readonly #k: readonly [Vector, Vector, Vector, Vector];
  /** The first one, two, three and four of them. */
  readonly #first: readonly [Vector[], Vector[], Vector[], Vector[]];
  readonly #five: Vector[];
  readonly #slope: Vector[];
  readonly #errorWeights = [0, 0, 0, 0, 0];

  /** `scratch(i)` gives seven vectors for the method's own use; that of index 5 is not used. */
  constructor(kernel: Kernel, scratch: (index: number) => Vector) {
    this.#kernel = kernel;
    this.#state = scratch(0);
    this.#stage = scratch(1);
    const [k1, k2, k3, k4] = [scratch(2), scratch(3), scratch(4), scratch(6)];
    this.#k = [k1, k2, k3, k4];
    this.#first = [[k1], [k1, k2], [k1, k2, k3], [k1, k2, k3, k4]];
    this.#five = [k1, k2, k3, k4, k4];
    this.#slope = [k1];
  }

  longestStep(rho: number): number {
    return (USED * longest.reach) / rho;
  }

  /** Fourth root: the estimate is of order h⁴. */
  root(error: number): number {
    return Math.sqrt(Math.sqrt(error));
  }

  attempt(
    before: Vector,
    derivative: Vector,
    after: Vector,
    endDerivative: Vector,
    error: Vector,
    h: number,
    rho: number,
  ): void {
    const { stages, euler, rows, error: errorRow } = tableFor(h * rho);
    const kernel = this.#kernel;
    const [k1, k2, k3, k4] = this.#k;
    let from = before;
    this.#slope[0] = derivative;
    for (let i = 0; i < euler.length; i++) {
      // In turns, so that the last is k1.
      const out = (euler.length - i) % 2 === 1 ? k1 : k2;
      kernel.stage(this.#state, from, h * euler[i]!, ONE, this.#slope, out);
      from = this.#state;
      this.#slope[0] = out;
    }
    kernel.stage(this.#stage, from, h, rows[0], this.#first[0], k2);
    kernel.stage(this.#stage, from, h, rows[1], this.#first[1], k3);
    kernel.stage(this.#stage, from, h, rows[2], this.#first[2], k4);
    kernel.stage(after, from, h, rows[3], this.#first[3], endDerivative);
    this.gradients += stages;
    this.#five[4] = endDerivative;
    for (let i = 0; i < errorRow.length; i++) this.#errorWeights[i] = h * errorRow[i]!;
    kernel.combine(error, null, this.#errorWeights, this.#five);
  }
}

const ONE = [1];

function tableFor(reach: number): Stabilised4Table {
  for (const table of stabilised4Tables) if (USED * table.reach >= reach) return table;
  return longest;
}

import type { Vector } from '../../kernel/contract.ts';

/** How much stricter than DOP853's the error tests of a stabilised method are: smaller is stricter. */
export interface Strictness {
  readonly state: number;
  readonly loss: number;
  /** Part of the tolerance that one step may use for every e-fold by which the loss falls in it. */
  readonly fall: number;
}

/** An explicit Runge–Kutta method whose stability interval on the negative axis grows like the square of its stages. */
export interface StabilisedMethod {
  /** Gradients evaluated so far. */
  readonly gradients: number;
  /** Stages of its shortest step. */
  readonly leastStages: number;
  readonly strictness: Strictness;
  /** The longest stable step for the spectral radius rho. */
  longestStep(rho: number): number;
  /** The root of an error by which steps shrink and grow: its power is one over the order of the error estimate plus one. */
  root(error: number): number;
  /**
   * A step of length h from `before`, stable for the spectral radius rho. `derivative` is f = −∇L(before). The result goes
   * to `after`, its derivative to `endDerivative`, and the error estimate to `error`.
   */
  attempt(
    before: Vector,
    derivative: Vector,
    after: Vector,
    endDerivative: Vector,
    error: Vector,
    h: number,
    rho: number,
  ): void;
}

import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { System } from '../../system.ts';
import { ChebyshevPhase } from './chebyshevPhase.ts';
import { DopPhase, STEP_CAP, type StepResult } from './dopPhase.ts';
import { FlowState } from './flowState.ts';

/** RKC2 is tried only if at least this many times 1/ρ is left. */
const WORTH_SWITCHING = 60;
/** DOP853 steps before RKC2 is tried again after it proved too dear: doubled each time, up to a limit. */
const FIRST_BAN = 20;
const LONGEST_BAN = 160;

/**
 * Integrates the gradient flow of one system step by step: DOP853 while accuracy sets the step, RKC2 where stability
 * would. The step cap, the spectral radius and the change of method are those of theory.md, Numerics.
 */
export class FlowIntegrator {
  readonly #flow: FlowState;
  readonly #dop: DopPhase;
  readonly #chebyshev: ChebyshevPhase;
  #inTail = false;
  #ban = 0;
  #nextBan = FIRST_BAN;

  /** `initial` is a vector of the kernel that holds the start; the integrator takes it over. */
  constructor(kernel: Kernel, system: System, initial: Vector, tolerance: number) {
    this.#flow = new FlowState(kernel, system, initial, tolerance);
    this.#dop = new DopPhase(this.#flow, system);
    this.#chebyshev = new ChebyshevPhase(this.#flow, system);
  }

  /** Time reached. */
  get t(): number {
    return this.#flow.t;
  }

  /** L at `t`, to about eight digits. */
  get loss(): number {
    return this.#flow.loss;
  }

  /** State at `t`; its memory is reused by later steps. */
  get state(): Vector {
    return this.#flow.finished ? this.#flow.next : this.#flow.y;
  }

  /** −∇L at `t`. */
  get derivative(): Vector {
    return this.#flow.finished ? this.#flow.dop.endDerivative : this.#flow.dop.derivative;
  }

  /** Gradients evaluated so far, those of the power iteration and of the dense output included. */
  get gradients(): number {
    return this.#flow.gradients + this.#chebyshev.gradients;
  }

  /** Accepted steps, rejected ones, and those of RKC2 among the accepted. */
  get counts(): { readonly steps: number; readonly rejected: number; readonly chebyshevSteps: number } {
    const { steps, rejected, chebyshevSteps } = this.#flow;
    return { steps, rejected, chebyshevSteps };
  }

  /**
   * Makes one accepted step, at most to `end`. RKC2 steps stop at `nextSample`, because they have no dense output of their
   * order. 'diverged' if no step gives finite numbers; the state at `t` is then the last finite one.
   */
  advance(end: number, nextSample: number): StepResult {
    const flow = this.#flow;
    const continues = flow.finished;
    flow.commit();
    if (this.#inTail) {
      const result = this.#chebyshev.isTooDear() ? 'too dear' : this.#chebyshev.advance(nextSample);
      if (result !== 'too dear') return result;
      this.#inTail = false;
      this.#banChebyshev();
      this.#dop.resume();
    } else if (continues) {
      this.#dop.keepRhoFresh();
      if (this.#ban > 0) this.#ban--;
    }
    const worthwhile =
      (end - flow.t) * flow.rho > WORTH_SWITCHING && this.#chebyshev.longestStep() * flow.rho > STEP_CAP;
    if (this.#ban > 0 || !worthwhile || !this.#dop.isCapped) return this.#dop.advance(end);
    this.#chebyshev.begin();
    const result = this.#chebyshev.advance(nextSample);
    if (result === 'too dear') {
      this.#banChebyshev();
      return this.#dop.advance(end);
    }
    this.#inTail = true;
    return result;
  }

  #banChebyshev(): void {
    this.#ban = this.#nextBan;
    this.#nextBan = Math.min(LONGEST_BAN, 2 * this.#nextBan);
  }

  /** out = the state at `time` within the last step: from the dense output, or by cubic Hermite interpolation. */
  interpolate(time: number, out: Vector): void {
    const { kernel, dop, y, next, from, t, wasChebyshev } = this.#flow;
    const h = t - from;
    const theta = (time - from) / h;
    if (!wasChebyshev) {
      dop.interpolate(theta, y, out);
      return;
    }
    const x = theta * (theta - 1);
    const slope = x * (1 - 2 * theta);
    kernel.combine(
      out,
      y,
      [-theta - slope, theta + slope, x * (theta - 1) * h, x * theta * h],
      [y, next, dop.derivative, dop.endDerivative],
    );
  }
}

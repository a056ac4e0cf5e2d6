import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { System } from '../../system.ts';
import { GRADIENTS_PER_STEP } from './dop853.ts';
import { DopPhase, STEP_CAP, type StepResult } from './dopPhase.ts';
import { FlowState } from './flowState.ts';
import { Rkc2 } from './rkc2.ts';
import { Stabilised4 } from './stabilised4.ts';
import { StabilisedPhase } from './stabilisedPhase.ts';

/** A stabilised method is tried only if at least this many times 1/ρ is left. */
const WORTH_SWITCHING = 20;
/** Steps before a method is tried again after it proved too dear: doubled each time, up to a limit. */
const FIRST_BAN = 3;
const LONGEST_BAN = 160;
/** Gradients per unit of ρt at which DOP853 at its cap is better: more than it needs, because a change costs. */
const DEARER_THAN_DOP = (1.3 * GRADIENTS_PER_STEP) / STEP_CAP;
/** The same for RKC2 against the method of order 4, which needs 0.35 at its longest step. */
const DEARER_THAN_FOURTH = 0.5;

/** A stabilised method and when it may be tried. */
interface Stage {
  readonly phase: StabilisedPhase;
  ban: number;
  nextBan: number;
}

/**
 * Integrates the gradient flow of one system step by step: DOP853 while accuracy sets the step; where stability would, a
 * stabilised method of order 4; and where that has accuracy to spare, RKC2 of order 2. The step cap, the spectral radius and
 * the change of method are those of theory.md, Numerics.
 */
export class FlowIntegrator {
  readonly #flow: FlowState;
  readonly #dop: DopPhase;
  readonly #stages: readonly Stage[];
  /** How many of `#stages` are in use, the last of them now: 0 for DOP853. */
  #level = 0;

  /** `initial` is a vector of the kernel that holds the start; the integrator takes it over. */
  constructor(kernel: Kernel, system: System, initial: Vector, tolerance: number) {
    const flow = new FlowState(kernel, system, initial, tolerance);
    const scratch = (index: number): Vector => flow.dop.scratch(index);
    this.#flow = flow;
    this.#dop = new DopPhase(flow, system);
    this.#stages = [
      new StabilisedPhase(flow, system, new Stabilised4(kernel, scratch), DEARER_THAN_DOP),
      new StabilisedPhase(flow, system, new Rkc2(kernel, scratch), DEARER_THAN_FOURTH),
    ].map(phase => ({ phase, ban: 0, nextBan: FIRST_BAN }));
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
    return this.#stages.reduce((sum, { phase }) => sum + phase.gradients, this.#flow.gradients);
  }

  /** Accepted steps, rejected ones, and those of stabilised methods among the accepted. */
  get counts(): { readonly steps: number; readonly rejected: number; readonly chebyshevSteps: number } {
    const { steps, rejected, chebyshevSteps } = this.#flow;
    return { steps, rejected, chebyshevSteps };
  }

  /**
   * Makes one accepted step, at most to `end`. Stabilised steps stop at `nextSample`, because they have no dense output of
   * their order. 'diverged' if no step gives finite numbers; the state at `t` is then the last finite one.
   */
  advance(end: number, nextSample: number): StepResult {
    const flow = this.#flow;
    const continues = flow.finished;
    flow.commit();
    if (continues) this.#keepUp();
    if (this.#level < this.#stages.length && this.#mayRise(end)) this.#rise();
    while (this.#level > 0) {
      const { phase } = this.#stages[this.#level - 1]!;
      const result = phase.isTooDear() ? 'too dear' : phase.advance(nextSample);
      if (result !== 'too dear') return result;
      this.#sink();
    }
    return this.#dop.advance(end);
  }

  /** What a finished step leaves to do before the next. */
  #keepUp(): void {
    if (this.#level === 0) this.#dop.keepRhoFresh();
    const next = this.#stages[this.#level];
    if (next !== undefined && next.ban > 0) next.ban--;
  }

  /** Whether the next method is worth a try: the present one is held back by something else than accuracy. */
  #mayRise(end: number): boolean {
    const { phase, ban } = this.#stages[this.#level]!;
    if (ban > 0) return false;
    const { t, rho } = this.#flow;
    const heldBack = this.#level === 0 ? this.#dop.isCapped : this.#stages[this.#level - 1]!.phase.hasRoom;
    return heldBack && (end - t) * rho > WORTH_SWITCHING && phase.longestStep() * rho > STEP_CAP;
  }

  #rise(): void {
    this.#level++;
    this.#stages[this.#level - 1]!.phase.begin();
  }

  #sink(): void {
    const left = this.#stages[this.#level - 1]!;
    left.ban = left.nextBan;
    left.nextBan = Math.min(LONGEST_BAN, 2 * left.nextBan);
    this.#level--;
    if (this.#level === 0) this.#dop.resume();
    else this.#stages[this.#level - 1]!.phase.begin();
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

import { STEP_CAP, type StepResult } from './dopPhase.ts';
import type { FlowState } from './flowState.ts';
import type { System } from '../../system.ts';
import { SilentGrowth } from './silentGrowth.ts';
import type { StabilisedMethod } from './stabilisedMethod.ts';

/**
 * Errors along one tail have the same sign and add up, so what a step may use up depends on how far the loss falls in it
 * (`Strictness.fall`). A step counts as LEAST_FALL of an e-fold at least, because on a plateau rounding is more than the loss
 * falls by.
 */
const LEAST_FALL = 0.01;
/** Steps between two comparisons of cost, and between two estimates of ρ. */
const REVIEW = 8;
const REFRESH = 15;
const MOST_REJECTIONS = 60;
/** A step may cover this many roots of the tolerance of a silent direction's growth, by e-folds. */
const SILENT_SHARE = 5;
/** Accuracy has room to spare if it would allow a step this many times the one made. */
const ROOM = 2;

/** Steps of a stabilised method, for the stretch in which stability and not accuracy would set the step of another. */
export class StabilisedPhase {
  readonly #flow: FlowState;
  readonly #silent: SilentGrowth;
  readonly #method: StabilisedMethod;
  readonly #worth: number;
  /** Below this h·ρ even the fewest stages cost more than that. */
  readonly #tooShort: number;
  #h = 0;
  #hasRoom = false;
  #previousError = 0;
  #previousStep = 0;
  #age = 0;
  #loss = 0;
  /** Where the current comparison of cost began. */
  #reviewSteps = 0;
  #reviewTime = 0;
  #reviewGradients = 0;

  /** `worth` is how many gradients per unit of ρt the method may need before another is better. */
  constructor(flow: FlowState, system: System, method: StabilisedMethod, worth: number) {
    this.#flow = flow;
    this.#silent = new SilentGrowth(system);
    this.#method = method;
    this.#worth = worth;
    this.#tooShort = method.leastStages / worth;
  }

  /** Gradients of the method. */
  get gradients(): number {
    return this.#method.gradients;
  }

  /** Whether accuracy would have allowed a much longer step than the last. */
  get hasRoom(): boolean {
    return this.#hasRoom;
  }

  /** The longest step that stability and the growth of silent directions allow. */
  longestStep(): number {
    const { rho, loss, tolerance } = this.#flow;
    const growing = (SILENT_SHARE * Math.sqrt(tolerance)) / this.#silent.rate(loss);
    return Math.min(this.#method.longestStep(rho), growing);
  }

  /** Begins at the flow's current time. */
  begin(): void {
    this.#h = STEP_CAP / this.#flow.rho;
    this.#hasRoom = false;
    this.#previousError = 0;
    this.#age = 0;
    this.#startReview();
  }

  /** One accepted step, at most to `nextSample`; 'too dear' if accuracy wants one so short that another method is better. */
  advance(nextSample: number): StepResult | 'too dear' {
    const flow = this.#flow;
    if (this.#age >= REFRESH) this.#refreshRho();
    const left = nextSample - flow.t;
    const longest = this.longestStep();
    for (let attempts = 0; attempts < MOST_REJECTIONS; attempts++) {
      let h = Math.min(this.#h, longest);
      const clipped = h >= left;
      if (clipped) h = left;
      else if (h > left / 2) h = left / 2;
      const error = this.#attempt(h);
      if (error < 1) {
        this.#grow(h, error, clipped);
        flow.finish(clipped ? nextSample : flow.t + h, this.#loss, true);
        return 'stepped';
      }
      flow.rejected++;
      const shrink = 0.8 / this.#method.root(error);
      this.#h = h * (shrink > 0.1 ? Math.min(shrink, 0.8) : 0.1);
      this.#refreshRho();
      if (this.#h * flow.rho < this.#tooShort) return 'too dear';
    }
    return 'diverged';
  }

  /** Every few steps: whether another method would need clearly fewer gradients per unit of time. */
  isTooDear(): boolean {
    if (this.#reviewSteps < REVIEW) return false;
    const flow = this.#flow;
    const cost = (this.#allGradients() - this.#reviewGradients) / (flow.t - this.#reviewTime);
    this.#startReview();
    return cost > this.#worth * flow.rho;
  }

  #startReview(): void {
    this.#reviewSteps = 0;
    this.#reviewTime = this.#flow.t;
    this.#reviewGradients = this.#allGradients();
  }

  #allGradients(): number {
    return this.#flow.gradients + this.#method.gradients;
  }

  #refreshRho(): void {
    this.#flow.refreshRho();
    this.#age = 0;
  }

  /** The largest of the errors in the state, in the loss and in its fall, relative to what is allowed. */
  #attempt(h: number): number {
    const { kernel, dop, y, next, tolerance, lossError } = this.#flow;
    const { derivative, endDerivative } = dop;
    const { strictness } = this.#method;
    const error = dop.scratch(5);
    this.#method.attempt(y, derivative, next, endDerivative, error, h, this.#flow.rho);
    this.#loss = kernel.lossOfGradient();
    if (!Number.isFinite(this.#loss)) return Infinity;
    const inState = this.#flow.error.of(error, y, next) / (strictness.state * tolerance);
    const shift = kernel.dot(error, endDerivative);
    const folds = Math.max(LEAST_FALL, (this.#flow.loss - this.#loss) / this.#loss);
    const allowed = Math.min(strictness.loss, strictness.fall * folds) * tolerance;
    const inLoss = lossError.of(shift, this.#loss, allowed);
    // L̇ = −‖∇L‖²: a stiff mode that is damped too little shows as a loss that did not fall as its gradients say.
    const fall = 0.5 * h * (kernel.dot(derivative, derivative) + kernel.dot(endDerivative, endDerivative));
    const inFall = lossError.of(this.#flow.loss - this.#loss - fall, this.#loss, 3 * Math.sqrt(tolerance));
    return Math.max(inState, inLoss, inFall);
  }

  /** The next step, by the error of this one and its trend (Watts). */
  #grow(h: number, error: number, clipped: boolean): void {
    const now = Math.max(error, 1e-8);
    const root = this.#method.root(now);
    let factor = 0.8 / root;
    this.#hasRoom = factor > ROOM;
    if (this.#previousError > 0) {
      const trend = (this.#method.root(this.#previousError) * h) / (root * this.#previousStep);
      factor *= Math.min(1, trend);
    }
    factor = Math.min(5, Math.max(0.1, factor));
    this.#previousError = now;
    this.#previousStep = h;
    this.#h = clipped ? Math.max(this.#h, h * factor) : h * factor;
    this.#reviewSteps++;
    this.#age++;
  }
}

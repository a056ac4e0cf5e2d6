import type { System } from '../../system.ts';
import type { FlowState } from './flowState.ts';
import { acceptedFactor, eighthRoot, rejectedFactor } from './stepControl.ts';

/** DOP853 keeps h·ρ at most this: at its stability limit (about 6.5) it would write noise of the tolerance's size into E. */
export const STEP_CAP = 5;
/** Steps between two estimates of ρ when the state hardly changes. */
const REFRESH = 10;
/** How far ‖y‖² may move, relative to its final scale, before ρ is estimated again. */
const MOVED = 0.05;
const MOST_REJECTIONS = 60;
const LEAST_PREVIOUS_ERROR = 1e-4;

/** What one step came to. */
export type StepResult = 'stepped' | 'diverged';

/** Steps of DOP853 with the PI controller, the step cap, and ρ kept fresh. */
export class DopPhase {
  readonly #flow: FlowState;
  readonly #finalSize2: number;
  #h: number;
  #previousError = LEAST_PREVIOUS_ERROR;
  #rhoAge = 0;
  #rhoSize2: number;

  constructor(flow: FlowState, system: System) {
    this.#flow = flow;
    this.#finalSize2 = finalSize2(system);
    this.#rhoSize2 = flow.kernel.dot(flow.y, flow.y);
    this.#h = Math.min(STEP_CAP, 8 * eighthRoot(flow.tolerance)) / flow.rho;
  }

  /** Whether accuracy would allow steps beyond the cap. */
  get isCapped(): boolean {
    return this.#h * this.#flow.rho > STEP_CAP;
  }

  /** Begins again after another method, with ρ known and a cautious step. */
  resume(): void {
    this.#h = 3 / this.#flow.rho;
    this.#previousError = LEAST_PREVIOUS_ERROR;
    this.#rhoAge = 0;
    this.#rhoSize2 = this.#flow.kernel.dot(this.#flow.y, this.#flow.y);
  }

  /** Estimates ρ again if the state has moved since the last estimate, or `REFRESH` steps have passed. */
  keepRhoFresh(): void {
    const size2 = this.#flow.error.after2;
    const moved = Math.abs(size2 - this.#rhoSize2) > MOVED * (this.#finalSize2 + this.#rhoSize2);
    if (!moved && this.#rhoAge < REFRESH) return;
    this.#flow.refreshRho();
    this.#rhoAge = 0;
    this.#rhoSize2 = size2;
  }

  /** One accepted step, at most to `end`. */
  advance(end: number): StepResult {
    const flow = this.#flow;
    const left = end - flow.t;
    for (let attempts = 0; attempts < MOST_REJECTIONS; attempts++) {
      const h = Math.min(this.#h, STEP_CAP / flow.rho, left);
      const error = this.#attempt(h);
      if (error < 1) {
        const factor = acceptedFactor(error, this.#previousError);
        // A step cut short by the end says nothing about the length that accuracy allows.
        if (!(h === left && h < this.#h)) this.#h = h * factor;
        this.#previousError = Math.max(error, LEAST_PREVIOUS_ERROR);
        flow.finish(h === left ? end : flow.t + h, this.#loss, false);
        this.#rhoAge++;
        return 'stepped';
      }
      flow.rejected++;
      this.#h = h * rejectedFactor(error);
      if (!(this.#h > 1e-15 * flow.t)) break;
    }
    return 'diverged';
  }

  /** Loss at the end of the last attempt. */
  #loss = 0;

  /** The larger of the errors in the state and in the loss, relative to what is allowed; Infinity if it is not finite. */
  #attempt(h: number): number {
    const { dop, y, next, work, tolerance, kernel, lossError, error } = this.#flow;
    const inState = dop.attempt(y, next, work, h) / tolerance;
    if (!(inState < 1)) return inState;
    dop.finish(next);
    this.#loss = kernel.lossOfGradient();
    if (!Number.isFinite(this.#loss)) return Infinity;
    dop.errorVector(error.shrinkage, work);
    const shift = kernel.dot(work, dop.endDerivative);
    return Math.max(inState, lossError.of(shift, this.#loss, tolerance));
  }
}

/** ‖y‖² when the target has been learned, about 2σ/σ_W a direction: the scale on which ρ changes. */
function finalSize2(system: System): number {
  const { sigma, mu, nu } = system.probes;
  const rate = system.scaling * Math.max(mu, nu);
  return rate > 0 ? (2 * sigma * sigma) / rate : Infinity;
}

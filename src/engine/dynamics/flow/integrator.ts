import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { System } from '../../system.ts';
import { BlockError } from './blockError.ts';
import { Dop853, GRADIENTS_PER_STEP } from './dop853.ts';
import { Rkc2 } from './rkc2.ts';
import { SpectralRadius } from './spectralRadius.ts';
import { acceptedFactor, eighthRoot, nearCubeRoot, rejectedFactor } from './stepControl.ts';

/** DOP853 keeps h·ρ at most this: at its stability limit (about 6.5) it would write noise of the tolerance's size into E. */
const STEP_CAP = 5;
/** Chebyshev steps are tried only if at least this many times 1/ρ is left. */
const WORTH_SWITCHING = 60;
/** RKC2's error test is this much stricter than DOP853's, because its estimate is of order 2. */
const CHEBYSHEV_STRICTNESS = 0.1;
/** Chebyshev steps between two comparisons of cost, and between two estimates of ρ. */
const CHEBYSHEV_REVIEW = 8;
const CHEBYSHEV_REFRESH = 15;
/** DOP853 steps between two estimates of ρ when the state hardly changes. */
const REFRESH = 10;
/** How far ‖y‖² may move, relative to its final scale, before ρ is estimated again. */
const MOVED = 0.05;
const MOST_REJECTIONS = 60;
/** Part of the tolerance that one step may use up: some ten steps matter while the loss falls. */
const SHARE = 0.1;

/** What one call of `advance` did. */
export type StepResult = 'stepped' | 'diverged';

/**
 * Integrates the gradient flow of one system step by step: DOP853 while accuracy sets the step, RKC2 where stability
 * would. The step cap, the spectral radius and the change of method are PERFORMANCE §3.3 with RULINGS 1.
 */
export class FlowIntegrator {
  /** The last accepted step went from `from` to `t`. */
  t = 0;
  from = 0;
  /** L at `t`. */
  loss: number;
  /** Accepted and rejected steps of either method, and those of RKC2 among the accepted. */
  steps = 0;
  rejected = 0;
  chebyshevSteps = 0;
  readonly #kernel: Kernel;
  readonly #error: BlockError;
  readonly #dop: Dop853;
  readonly #rkc: Rkc2;
  readonly #radius: SpectralRadius;
  readonly #tolerance: number;
  readonly #lossTolerance: number;
  readonly #moveScale: number;
  readonly #leastRho: number;
  readonly #targetSize: number;
  #y: Vector;
  #next: Vector;
  readonly #work: Vector;
  /** Whether a step has been made whose end is not yet the start of the next. */
  #pending = false;
  #chebyshev = false;
  #h: number;
  #previousError = 1e-4;
  #rho: number;
  #rhoAge = 0;
  #rhoSize2: number;
  /** DOP853 steps during which RKC2 is not tried again, and the last such ban. */
  #ban = 0;
  #lastBan = 10;
  #trial = { t: 0, gradients: 0, steps: 0, h: 0, previousError: 0, previousStep: 0, age: 0 };
  #gradients = 0;

  /** `initial` is a vector of the kernel that holds the start; the integrator takes it over. */
  constructor(kernel: Kernel, system: System, initial: Vector, tolerance: number) {
    this.#kernel = kernel;
    this.#tolerance = SHARE * tolerance;
    this.#lossTolerance = Math.sqrt(tolerance);
    this.#targetSize = Math.sqrt(system.target.strengths.reduce((sum, s) => sum + s * s, 0));
    this.#error = new BlockError(kernel, initial);
    this.#dop = new Dop853(kernel, this.#error);
    this.#rkc = new Rkc2(kernel, index => this.#dop.scratch(index));
    this.#radius = new SpectralRadius(kernel, system, Math.sqrt(this.#error.floor2));
    this.#y = initial;
    this.#next = kernel.allocate();
    this.#work = kernel.allocate();
    kernel.gradient(initial, this.#dop.derivative);
    this.#gradients = 1;
    this.loss = kernel.loss(initial);
    const size2 = kernel.dot(initial, initial);
    this.#moveScale = finalSize2(system);
    this.#leastRho = leastRho(system);
    this.#rho = this.#radius.estimate(initial, this.#dop.derivative, this.#leastRho);
    this.#rhoSize2 = size2;
    this.#h = Math.min(STEP_CAP, 8 * eighthRoot(tolerance)) / this.#rho;
  }

  /** Gradients evaluated so far, those of the power iteration and of the dense output included. */
  get gradients(): number {
    return this.#gradients + this.#dop.gradients + this.#rkc.gradients + this.#radius.gradients;
  }

  /** Estimate of the spectral radius, with its margin. */
  get rho(): number {
    return this.#rho;
  }

  /** State at `t`; its own memory is reused by later steps. */
  get state(): Vector {
    return this.#pending ? this.#next : this.#y;
  }

  /** −∇L at `t`. */
  get derivative(): Vector {
    return this.#pending ? this.#dop.endDerivative : this.#dop.derivative;
  }

  /**
   * Makes one accepted step, at most to `end`. RKC2 steps stop at `nextSample`, because they have no dense output of their
   * order. 'diverged' if no step gives finite numbers; the state at `t` is then the last finite one.
   */
  advance(end: number, nextSample: number): StepResult {
    this.#commit();
    return this.#chebyshev ? this.#advanceChebyshev(nextSample) : this.#advanceDop(end, nextSample);
  }

  /** out = the state at `time` within the last step: from the dense output, or by cubic Hermite interpolation. */
  interpolate(time: number, out: Vector): void {
    const h = this.t - this.from;
    const theta = (time - this.from) / h;
    if (!this.#lastWasChebyshev) {
      this.#dop.interpolate(theta, this.#y, this.#next, out);
      return;
    }
    const x = theta * (theta - 1);
    const slope = x * (1 - 2 * theta);
    this.#kernel.combine(
      out,
      this.#y,
      [-theta - slope, theta + slope, x * (theta - 1) * h, x * theta * h],
      [this.#y, this.#next, this.#dop.derivative, this.#dop.endDerivative],
    );
  }

  #lastWasChebyshev = false;

  #commit(): void {
    if (!this.#pending) return;
    const y = this.#y;
    this.#y = this.#next;
    this.#next = y;
    this.#dop.accept();
    this.#pending = false;
    if (!this.#chebyshev) this.#review();
  }

  /** Keeps ρ fresh in DOP853's phase, and changes to RKC2 where it pays. */
  #review(): void {
    const size2 = this.#error.after2;
    const moved = Math.abs(size2 - this.#rhoSize2) > MOVED * (this.#moveScale + this.#rhoSize2);
    if (moved || this.#rhoAge >= REFRESH) this.#refreshRho(size2);
    if (this.#ban > 0) this.#ban--;
  }

  #refreshRho(size2: number): void {
    this.#rho = this.#radius.estimate(this.#y, this.#dop.derivative, this.#leastRho);
    this.#rhoAge = 0;
    this.#rhoSize2 = size2;
  }

  #advanceDop(end: number, nextSample: number): StepResult {
    const left = end - this.t;
    if (this.#ban === 0 && this.#h * this.#rho > STEP_CAP && left * this.#rho > WORTH_SWITCHING) {
      if (this.#rhoAge > 0) this.#refreshRho(this.#error.after2);
      if (this.#h * this.#rho > STEP_CAP) {
        this.#startChebyshev();
        return this.#advanceChebyshev(nextSample);
      }
    }
    for (let attempts = 0; attempts < MOST_REJECTIONS; attempts++) {
      const h = Math.min(this.#h, STEP_CAP / this.#rho, left);
      let error = this.#dop.attempt(this.#y, this.#next, this.#work, h) / this.#tolerance;
      let loss = NaN;
      if (error < 1) {
        this.#dop.finish(this.#next);
        loss = this.#kernel.lossOfGradient();
        this.#dop.errorVector(this.#error.shrinkage, this.#work);
        const shift = this.#kernel.dot(this.#work, this.#dop.endDerivative);
        error = Math.max(error, this.#lossError(loss, shift, this.#tolerance));
      }
      if (error < 1) {
        if (!Number.isFinite(loss)) break;
        const factor = acceptedFactor(error, this.#previousError);
        // A step cut short by the end says nothing about the length that accuracy allows.
        this.#h = h < this.#h && h === left ? this.#h : h * factor;
        this.#previousError = Math.max(error, 1e-4);
        this.#finishStep(h === left ? end : this.t + h, loss, false);
        this.#rhoAge++;
        return 'stepped';
      }
      this.rejected++;
      this.#h = h * rejectedFactor(error);
      if (!(this.#h > 1e-15 * this.t)) break;
    }
    return 'diverged';
  }

  #startChebyshev(): void {
    this.#chebyshev = true;
    this.#trial = {
      t: this.t,
      gradients: this.gradients,
      steps: 0,
      h: STEP_CAP / this.#rho,
      previousError: 0,
      previousStep: 0,
      age: 0,
    };
  }

  #advanceChebyshev(nextSample: number): StepResult {
    const trial = this.#trial;
    if (trial.age >= CHEBYSHEV_REFRESH) {
      this.#rho = this.#radius.estimate(this.#y, this.#dop.derivative, this.#leastRho);
      trial.age = 0;
    }
    const left = nextSample - this.t;
    for (let attempts = 0; attempts < MOST_REJECTIONS; attempts++) {
      let h = Math.min(trial.h, this.#rkc.longestStep(this.#rho));
      const clipped = h >= left;
      if (clipped) h = left;
      else if (h > left / 2) h = left / 2;
      const error = this.#tryChebyshev(h);
      if (error < 1) {
        this.#growChebyshev(h, error, clipped);
        this.#finishStep(clipped ? nextSample : this.t + h, this.#trialLoss, true);
        this.chebyshevSteps++;
        if (trial.steps >= CHEBYSHEV_REVIEW) this.#compareCosts();
        return 'stepped';
      }
      this.rejected++;
      const shrink = 0.8 / nearCubeRoot(error);
      trial.h = h * (shrink > 0.1 ? Math.min(shrink, 0.8) : 0.1);
      this.#rho = this.#radius.estimate(this.#y, this.#dop.derivative, this.#leastRho);
      if (!(trial.h > 1e-15 * this.t)) break;
    }
    return 'diverged';
  }

  #trialLoss = 0;

  /** The larger of the error in the state and the mismatch in the loss, relative to what is allowed. */
  #tryChebyshev(h: number): number {
    const kernel = this.#kernel;
    const { derivative, endDerivative } = this.#dop;
    const error = this.#dop.scratch(5);
    const s = this.#rkc.stagesFor(h, this.#rho);
    this.#rkc.attempt(this.#y, derivative, this.#next, endDerivative, error, h, s);
    const inState = this.#error.of(error, this.#y, this.#next) / (this.#tolerance * CHEBYSHEV_STRICTNESS);
    this.#trialLoss = kernel.lossOfGradient();
    // L̇ = −‖∇L‖²: a stiff mode that is damped too little shows as a loss that did not fall as its gradients say.
    const fall = 0.5 * h * (kernel.dot(derivative, derivative) + kernel.dot(endDerivative, endDerivative));
    const mismatch = this.#lossError(
      this.#trialLoss,
      this.loss - this.#trialLoss - fall,
      this.#lossTolerance,
    );
    const shift = kernel.dot(error, endDerivative);
    return Math.max(inState, mismatch, this.#lossError(this.#trialLoss, shift, 0.3 * this.#tolerance));
  }

  /** A change of the loss relative to what is allowed; rounding of E, about 1e-15·‖Δ‖, is forgiven. */
  #lossError(loss: number, change: number, tolerance: number): number {
    const size = Math.abs(change);
    if (size === 0) return 0;
    const deep = (1e-10 * this.#targetSize ** 2) / loss;
    const relative = Math.max(tolerance, Math.min(1e-2, deep > 1 ? tolerance * Math.sqrt(deep) : tolerance));
    return (
      size / (relative * loss + 1e-14 * this.#targetSize * Math.sqrt(loss) + 1e-29 * this.#targetSize ** 2)
    );
  }

  #growChebyshev(h: number, error: number, clipped: boolean): void {
    const trial = this.#trial;
    const now = Math.max(error, 1e-8);
    const root = nearCubeRoot(now);
    let factor = 0.8 / root;
    if (trial.previousError > 0) {
      const predicted = (factor * nearCubeRoot(trial.previousError) * h) / (root * trial.previousStep);
      factor = Math.min(factor, predicted);
    }
    factor = Math.min(5, Math.max(0.1, factor));
    trial.previousError = now;
    trial.previousStep = h;
    trial.h = clipped ? Math.max(trial.h, h * factor) : h * factor;
    trial.steps++;
    trial.age++;
  }

  /** Falls back to DOP853 at its cap if that needs clearly fewer gradients per unit of time. */
  #compareCosts(): void {
    const trial = this.#trial;
    const cost = (this.gradients - trial.gradients) / (this.t - trial.t);
    const dopCost = (GRADIENTS_PER_STEP * this.#rho) / STEP_CAP;
    if (cost > 1.3 * dopCost) {
      this.#chebyshev = false;
      this.#lastBan = Math.min(160, 2 * this.#lastBan);
      this.#ban = this.#lastBan;
      this.#h = 3 / this.#rho;
      this.#previousError = 1e-4;
      this.#rhoAge = 0;
    }
    trial.gradients = this.gradients;
    trial.t = this.t;
    trial.steps = 0;
  }

  #finishStep(end: number, loss: number, chebyshev: boolean): void {
    this.from = this.t;
    this.t = end;
    this.loss = loss;
    this.steps++;
    this.#pending = true;
    this.#lastWasChebyshev = chebyshev;
  }
}

/** ‖y‖² when the target has been learned, about 2σ/σ_W a direction: the scale on which ρ changes. */
function finalSize2(system: System): number {
  const { sigma, mu, nu } = system.probes;
  const rate = Math.max(mu, nu);
  return rate > 0 ? (2 * sigma * sigma) / rate : Infinity;
}

/** A floor for ρ, so that a vanishing Jacobian does not make the step infinite. */
function leastRho(system: System): number {
  const { mu, nu } = system.probes;
  return Math.max(0.1 * Math.max(mu, nu), 1e-12);
}

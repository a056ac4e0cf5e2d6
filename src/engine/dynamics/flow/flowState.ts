import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { System } from '../../system.ts';
import { BlockError } from './blockError.ts';
import { Dop853 } from './dop853.ts';
import { LossError } from './lossError.ts';
import { SpectralRadius } from './spectralRadius.ts';

/** Part of the user's tolerance that one step may use up: some ten steps matter while the loss falls. */
const SHARE = 0.1;

/**
 * Where the integration of a flow stands, shared by the two methods: the last step from `from` to `t` with its two ends,
 * the spectral radius there, and the measures of error. The end of a step becomes the start of the next only when the next
 * is made, so that the step can still be interpolated.
 */
export class FlowState {
  t = 0;
  from = 0;
  /** L at `t`, to about eight digits. */
  loss: number;
  steps = 0;
  rejected = 0;
  chebyshevSteps = 0;
  /** Estimate of the spectral radius of the Jacobian, with a margin. */
  rho: number;
  /** Largest error of one step in the state, relative to the factors; and in the loss, relative to the loss. */
  readonly tolerance: number;
  readonly kernel: Kernel;
  readonly error: BlockError;
  readonly lossError: LossError;
  readonly dop: Dop853;
  /** Start of the step being made or last made, and its end. */
  y: Vector;
  next: Vector;
  readonly work: Vector;
  /** Whether `next` is the end of a finished step. */
  finished = false;
  /** Whether RKC2 made the last step. */
  wasChebyshev = false;
  readonly #radius: SpectralRadius;
  readonly #leastRho: number;
  readonly #blocks = new Float64Array(4);

  /** Takes over `initial`, which holds the start. */
  constructor(kernel: Kernel, system: System, initial: Vector, tolerance: number) {
    this.kernel = kernel;
    this.tolerance = SHARE * tolerance;
    this.error = new BlockError(kernel, initial);
    this.lossError = new LossError(system);
    this.dop = new Dop853(kernel, this.error);
    this.#radius = new SpectralRadius(kernel, system, Math.sqrt(this.error.floor2));
    this.y = initial;
    this.next = kernel.allocate();
    this.work = kernel.allocate();
    this.dop.start(initial);
    this.loss = kernel.loss(initial);
    const { mu, nu } = system.probes;
    // A floor, so that a vanishing Jacobian does not make the step infinite.
    this.#leastRho = Math.max(0.1 * system.scaling * Math.max(mu, nu), 1e-12);
    this.rho = this.#leastRho;
    this.refreshRho();
  }

  /** Gradients of DOP853 and of the power iteration. */
  get gradients(): number {
    return this.dop.gradients + this.#radius.gradients;
  }

  /** Estimates ρ, and the size at which E is rounded, anew at the start of the coming step. */
  refreshRho(): void {
    this.kernel.blockNorms(this.y, this.#blocks);
    this.lossError.observe(this.#blocks);
    this.rho = this.#radius.estimate(this.y, this.dop.derivative, this.#leastRho);
  }

  /** Records a finished step to time `end`. */
  finish(end: number, loss: number, chebyshev: boolean): void {
    this.from = this.t;
    this.t = end;
    this.loss = loss;
    this.steps++;
    if (chebyshev) this.chebyshevSteps++;
    this.finished = true;
    this.wasChebyshev = chebyshev;
  }

  /** Makes the end of the finished step, if there is one, the start of the coming one. */
  commit(): void {
    if (!this.finished) return;
    const start = this.y;
    this.y = this.next;
    this.next = start;
    this.dop.accept();
    this.finished = false;
  }
}

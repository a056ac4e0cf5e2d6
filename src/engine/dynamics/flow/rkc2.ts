import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { StabilisedMethod, Strictness } from './stabilisedMethod.ts';
import { nearCubeRoot } from './stepControl.ts';

/** More stages than this would make single steps too long to interrupt. */
const MOST_STAGES = 250;

/** ε of the method: the damping that keeps the stability region open, w₀ = 1 + ε/s². */
const DAMPING = 2 / 13;

/**
 * RKC2, the stabilised Runge–Kutta–Chebyshev method of order 2 (B. P. Sommeijer, L. F. Shampine, J. G. Verwer,
 * *RKC: an explicit solver for parabolic PDEs*, J. Comput. Appl. Math. 88 (1998) 315–326). s stages are stable up to
 * h·ρ ≈ 0.653·(s² − 1) on the negative axis. All coefficients follow from the three-term recurrences of T_j, T_j′ and T_j″
 * at w₀: no hyperbolic functions.
 */
export class Rkc2 implements StabilisedMethod {
  /** Gradients evaluated so far. */
  gradients = 0;
  readonly leastStages = 2;
  /** Of order 2 it makes many steps, so the tests are stricter than DOP853's. */
  readonly strictness: Strictness = { state: 0.1, loss: 0.07, fall: 1 };
  readonly root = nearCubeRoot;
  readonly #kernel: Kernel;
  readonly #buffers: readonly [Vector, Vector, Vector];
  readonly #derivatives: readonly [Vector, Vector];
  readonly #five: Vector[];
  readonly #coefficients = [0, 0, 0, 0, 0];

  /** `scratch(i)` gives six vectors for the method's own use. */
  constructor(kernel: Kernel, scratch: (index: number) => Vector) {
    this.#kernel = kernel;
    this.#buffers = [scratch(0), scratch(1), scratch(2)];
    this.#derivatives = [scratch(3), scratch(4)];
    this.#five = [scratch(0), scratch(0), scratch(0), scratch(0), scratch(0)];
  }

  /** The longest stable step for the spectral radius rho. */
  longestStep(rho: number): number {
    return (MOST_STAGES * MOST_STAGES - 1) / (1.54 * rho);
  }

  /** Stages that a step of length h needs: at least 2. */
  #stagesFor(h: number, rho: number): number {
    return Math.min(MOST_STAGES, Math.max(2, 1 + Math.floor(Math.sqrt(1.54 * h * rho + 1))));
  }

  /**
   * A step of length h from `before`, stable for the spectral radius rho. `derivative` is f = −∇L(before). The result goes
   * to `after`, its derivative f′ to `endDerivative`, and the error estimate 0.8(before − after) + 0.4h(f + f′) to `error`.
   */
  attempt(
    before: Vector,
    derivative: Vector,
    after: Vector,
    endDerivative: Vector,
    error: Vector,
    h: number,
    rho: number,
  ): void {
    const s = this.#stagesFor(h, rho);
    const kernel = this.#kernel;
    const w0 = 1 + DAMPING / (s * s);
    const w1 = firstOverSecondDerivative(w0, s);
    let b1 = 1 / (4 * w0 * w0);
    let b2 = b1;
    let T1 = w0;
    let T2 = 1;
    let d1 = 1;
    let d2 = 0;
    let dd1 = 0;
    let dd2 = 0;
    let older = before;
    let newer = this.#buffers[1];
    let f = this.#derivatives[0];
    this.#five[0] = derivative;
    kernel.stage(newer, before, h * w1 * b1, ONE, [derivative], f);
    for (let j = 2; j <= s; j++) {
      const T = 2 * w0 * T1 - T2;
      const d = 2 * w0 * d1 - d2 + 2 * T1;
      const dd = 2 * w0 * dd1 - dd2 + 4 * d1;
      const b = dd / (d * d);
      const a1 = 1 - T1 * b1;
      const mu = (2 * w0 * b) / b1;
      const nu = -b / b2;
      const muTilde = (mu * w1) / w0;
      const last = j === s;
      const target = last ? after : this.#buffers[j % 3]!;
      const out = last ? endDerivative : this.#derivatives[(j + 1) % 2]!;
      this.#set(mu, nu, h * muTilde, -h * muTilde * a1, newer, older, before, f, derivative);
      kernel.stage(target, before, 1, this.#coefficients, this.#five, out);
      older = newer;
      newer = target;
      f = out;
      T2 = T1;
      T1 = T;
      d2 = d1;
      d1 = d;
      dd2 = dd1;
      dd1 = dd;
      b2 = b1;
      b1 = b;
    }
    this.gradients += s;
    kernel.combine(error, null, [0.8, -0.8, 0.4 * h, 0.4 * h], [before, after, derivative, endDerivative]);
  }

  #set(
    mu: number,
    nu: number,
    muTildeStep: number,
    gammaStep: number,
    newer: Vector,
    older: Vector,
    before: Vector,
    f: Vector,
    derivative: Vector,
  ): void {
    const c = this.#coefficients;
    const v = this.#five;
    c[0] = mu;
    c[1] = nu;
    c[2] = -mu - nu;
    c[3] = muTildeStep;
    c[4] = gammaStep;
    v[0] = newer;
    v[1] = older;
    v[2] = before;
    v[3] = f;
    v[4] = derivative;
  }
}

const ONE = [1];

/** T_s′(w)/T_s″(w). */
function firstOverSecondDerivative(w: number, s: number): number {
  let T1 = w;
  let T2 = 1;
  let d1 = 1;
  let d2 = 0;
  let dd1 = 0;
  let dd2 = 0;
  for (let j = 2; j <= s; j++) {
    const T = 2 * w * T1 - T2;
    const d = 2 * w * d1 - d2 + 2 * T1;
    const dd = 2 * w * dd1 - dd2 + 4 * d1;
    T2 = T1;
    T1 = T;
    d2 = d1;
    d1 = d;
    dd2 = dd1;
    dd1 = dd;
  }
  return d1 / dd1;
}

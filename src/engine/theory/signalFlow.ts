import { exponential } from './exponential.ts';

/**
 * One direction of a target that shares its singular bases with the weights, learned by both adapters at once: each
 * adapter is a pair of numbers a, b of which one starts at zero (theory.md, What the theory predicts). Exact for the
 * spectral start, whose directions do not meet; for a random start as α → 0, until the noise is as large as the signal.
 */
export interface SignalMode {
  /** σ: strength of the target along the direction. */
  readonly sigma: number;
  /** Singular values of W2 and W1 along the direction. */
  readonly sigmaW2: number;
  readonly sigmaW1: number;
  /** c₁, c₂: squared sizes ‖a(0)‖² of the adapters along the direction; 0 leaves an adapter out. */
  readonly start1: number;
  readonly start2: number;
}

/** A mode at a time. */
export interface SignalPoint {
  /** e = uᵀEv, what is left to learn. */
  readonly residual: number;
  /** θ₁ of adapter 1: a₁ = √c₁·cosh θ₁, b₁ = √c₁·sinh θ₁. */
  readonly angle1: number;
  /** −ln(e/σ): right also where e itself is below every double. */
  readonly decay: number;
}

/** θ₁, θ₂, and −ln(e/σ), integrated beside the angles so that e loses no digits however small it is. */
type State = Float64Array;

/** Error allowed in a step: all three numbers are logarithms, so that this is a relative error of e. */
const TOLERANCE = 1e-12;

/** Beyond this −ln(e/σ) nothing changes any more in doubles. */
const FINISHED = 110;

/**
 * The mode at ascending `times`, from θ̇₁ = (σ_W2 + p₂)e, θ̇₂ = (σ_W1 + p₁)e with p = (c/2)·sinh 2θ, and
 * ė = −(z₁(σ_W2 + p₂)² + z₂(σ_W1 + p₁)²)·e with z = c·cosh 2θ.
 */
export function signalFlow(mode: SignalMode, times: ArrayLike<number>): SignalPoint[] {
  const course = new Course(mode);
  return Array.from(times, time => {
    while (course.t < time && course.state[2]! < FINISHED && course.step(time - course.t));
    const angle1 = course.state[0]!;
    const decay = course.state[2]!;
    return { residual: mode.sigma * exponential(-decay), angle1, decay };
  });
}

/** When and how fast a mode is learned. */
export interface SignalEnd {
  /** T½: half of it is learned. */
  readonly half: number;
  /** Rate of −ln e in the end, and the time from which that rate alone would have led there: e → σ·exp(−rate·(t − delay)). */
  readonly rate: number;
  readonly delay: number;
  /** p₁ in the end: σ/σ_W2 where adapter 1 does all of it. */
  readonly product1: number;
  /** Larger singular value of the adapted weights along the direction, σ_W2 + p₂ or σ_W1 + p₁. */
  readonly adapted: number;
  /** a₁² in the end, p₁ where the adapter has grown far beyond its start. */
  readonly size1: number;
  /** a₂²(σ_W1 + p₁)² in the end: rate at which adapter 2 pulls every column along the direction in. */
  readonly feedback: number;
}

/** −ln(e/σ) from which on the rate is that of the end. */
const SETTLED = 25;

/** The end of a mode; null where it never starts, and for sizes that doubles cannot follow. */
export function signalEnd(mode: SignalMode): SignalEnd | null {
  const { sigma, sigmaW1, sigmaW2, start1, start2 } = mode;
  if (!(start1 + start2 > 0) || !(sigma * Math.max(sigmaW1, sigmaW2) > 0)) return null;
  const course = new Course(mode);
  let half = 0;
  while (course.state[2]! < SETTLED) {
    const before = Float64Array.from(course.state);
    const { t } = course;
    if (!course.step(Infinity)) return null;
    if (before[2]! < Math.LN2 && course.state[2]! >= Math.LN2)
      half = halfLearned(mode, before, course.t - t) + t;
  }
  const slope = new Float64Array(3);
  derivative(mode, course.state, slope, 0);
  const rate = slope[2]!;
  const first = exponential(2 * course.state[0]!);
  const second = exponential(2 * course.state[1]!);
  const product1 = (start1 / 4) * (first - 1 / first);
  const seen1 = sigmaW1 + product1;
  // cosh²θ = (cosh 2θ + 1)/2
  const size = (start: number, grown: number) => (start / 4) * (grown + 2 + 1 / grown);
  return {
    half,
    rate,
    delay: course.t - course.state[2]! / rate,
    product1,
    adapted: Math.max(seen1, sigmaW2 + (start2 / 4) * (second - 1 / second)),
    size1: size(start1, first),
    feedback: size(start2, second) * seen1 * seen1,
  };
}

/** How long after `state`, within `step`, e is σ/2: by halving the step. */
function halfLearned(mode: SignalMode, state: State, step: number): number {
  const work = new Step();
  let low = 0;
  let high = step;
  while (high - low > 1e-12 * step) {
    const middle = (low + high) / 2;
    work.advance(mode, state, middle);
    if (work.state[2]! < Math.LN2) low = middle;
    else high = middle;
  }
  return high;
}

/** Steps, refused ones included, after which a mode is given up: a usual one takes a few hundred. */
const MOST_STEPS = 20_000;

/** One mode on its way, by the method of Dormand and Prince of order 5 with steps that double and halve. */
class Course {
  t = 0;
  readonly state: State = new Float64Array(3);
  readonly #mode: SignalMode;
  readonly #work = new Step();
  #step: number;
  #left = MOST_STEPS;

  constructor(mode: SignalMode) {
    this.#mode = mode;
    this.#step = 1 / (64 * mode.sigma * Math.max(mode.sigmaW1, mode.sigmaW2));
  }

  /** Moves on by at most `most`; false where that is not possible in doubles. */
  step(most: number): boolean {
    for (;;) {
      const step = Math.min(this.#step, most);
      this.#left -= 1;
      if (!(step > 0) || this.#left < 0) return false;
      const error = this.#work.advance(this.#mode, this.state, step);
      if (!(error <= TOLERANCE)) {
        this.#step = step / 2;
        continue;
      }
      this.state.set(this.#work.state);
      this.t += step;
      if (step === this.#step && error < TOLERANCE / 64) this.#step *= 2;
      return true;
    }
  }
}

/** Writes the three slopes at `at` to `into`, from `offset` on. */
function derivative(mode: SignalMode, at: State, into: Float64Array, offset: number): void {
  const { sigma, sigmaW2, sigmaW1, start1, start2 } = mode;
  const e = sigma * exponential(-at[2]!);
  const first = exponential(2 * at[0]!);
  const second = exponential(2 * at[1]!);
  const seen2 = sigmaW2 + (start2 / 4) * (second - 1 / second);
  const seen1 = sigmaW1 + (start1 / 4) * (first - 1 / first);
  const size1 = (start1 / 2) * (first + 1 / first);
  const size2 = (start2 / 2) * (second + 1 / second);
  into[offset] = seen2 * e;
  into[offset + 1] = seen1 * e;
  into[offset + 2] = size1 * seen2 * seen2 + size2 * seen1 * seen1;
}

/** Dormand and Prince, Journal of Computational and Applied Mathematics 6 (1980): stages, result, error. */
const STAGES = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
] as const;
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;

/** The working space of a step: thousands are taken before the panel can be drawn. */
class Step {
  /** Where the last step led. */
  readonly state: State = new Float64Array(3);
  readonly #slopes = new Float64Array(3 * (STAGES.length + 1));

  /** Goes from `from` by `step` to `state`, and returns the error of it; infinite where e would grow. */
  advance(mode: SignalMode, from: State, step: number): number {
    const { state } = this;
    derivative(mode, from, this.#slopes, 0);
    for (let stage = 0; stage < STAGES.length; stage++) {
      for (let j = 0; j < 3; j++) state[j] = from[j]! + step * this.#combined(STAGES[stage]!, j);
      derivative(mode, state, this.#slopes, 3 * (stage + 1));
    }
    let error = 0;
    for (let j = 0; j < 3; j++) error = Math.max(error, Math.abs(step * this.#combined(ERROR, j)));
    return state[2]! >= from[2]! ? error : Infinity;
  }

  #combined(weights: readonly number[], j: number): number {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * this.#slopes[3 * i + j]!;
    return sum;
  }
}

/** What a solver needs of a smooth function. */
export interface Differentiable {
  readonly size: number;
  /** The value at `state`; writes the gradient to `out`. */
  evaluate(state: Float64Array, out: Float64Array): number;
}

/** What Newton’s method and the Hessian’s eigenvalues need besides. */
export interface TwiceDifferentiable extends Differentiable {
  /** out ← Hessian·direction at the state evaluated last. */
  product(direction: Float64Array, out: Float64Array): void;
}

/**
 * Where a minimisation stands, with work space for the next point: solvers hand it on to one another. Each solver is a
 * generator that yields after every step, and within steps of many evaluations after each, so that its caller can pause.
 */
export class Iterate {
  state: Float64Array;
  gradient: Float64Array;
  value: number;
  /** Steps taken so far, by all solvers. */
  steps = 0;
  /** A neighbouring point that is being tried. */
  trial: Float64Array;
  trialGradient: Float64Array;

  constructor(objective: Differentiable, state: Float64Array) {
    this.state = state;
    this.gradient = new Float64Array(objective.size);
    this.trial = new Float64Array(objective.size);
    this.trialGradient = new Float64Array(objective.size);
    this.value = objective.evaluate(state, this.gradient);
  }

  /** Evaluates state + t·direction as the trial. */
  try(objective: Differentiable, direction: Float64Array, t: number): number {
    for (let i = 0; i < this.trial.length; i++) this.trial[i] = this.state[i]! + t * direction[i]!;
    return objective.evaluate(this.trial, this.trialGradient);
  }

  /** Moves to the trial, whose value is given. */
  accept(value: number): void {
    [this.state, this.trial] = [this.trial, this.state];
    [this.gradient, this.trialGradient] = [this.trialGradient, this.gradient];
    this.value = value;
    this.steps++;
  }

  /** ‖∇‖₂. */
  get gradientNorm(): number {
    return norm(this.gradient);
  }
}

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

export function norm(x: Float64Array): number {
  return Math.sqrt(dot(x, x));
}

/** y ← y + c·x. */
export function add(y: Float64Array, c: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! + c * x[i]!;
}

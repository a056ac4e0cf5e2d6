import type { SolverEnd } from './gradientDescent.ts';
import { add, dot, norm, type Differentiable, type Iterate } from './iterate.ts';

/** How many pairs of steps and gradient changes are remembered. */
const MEMORY = 12;

/** L-BFGS with backtracking (Nocedal and Wright, algorithm 7.5), at most `limit` steps, to ‖∇‖ ≤ `tolerance`. */
export function* lbfgs(
  objective: Differentiable,
  at: Iterate,
  { limit, tolerance }: { limit: number; tolerance: number },
): Generator<undefined, SolverEnd, undefined> {
  const memory = new Memory(objective.size);
  const direction = new Float64Array(objective.size);
  for (let step = 0; step < limit; step++) {
    if (at.gradientNorm <= tolerance) return 'stationary';
    memory.descent(at.gradient, direction);
    let slope = dot(direction, at.gradient);
    if (!(slope < 0)) {
      memory.forget();
      memory.descent(at.gradient, direction);
      slope = dot(direction, at.gradient);
    }
    let t = memory.count > 0 ? 1 : Math.min(1, 0.1 / Math.sqrt(-slope));
    let value = at.try(objective, direction, t);
    for (let halvings = 0; !(value <= at.value + 1e-4 * t * slope); halvings++) {
      if (halvings === 40) return 'stalled';
      t *= 0.5;
      yield;
      value = at.try(objective, direction, t);
    }
    memory.remember(at);
    at.accept(value);
    yield;
  }
  return at.gradientNorm <= tolerance ? 'stationary' : 'limit';
}

class Memory {
  count = 0;
  readonly #steps: Float64Array[];
  readonly #changes: Float64Array[];
  readonly #products = new Float64Array(MEMORY);
  readonly #weights = new Float64Array(MEMORY);
  #next = 0;

  constructor(size: number) {
    this.#steps = Array.from({ length: MEMORY }, () => new Float64Array(size));
    this.#changes = Array.from({ length: MEMORY }, () => new Float64Array(size));
  }

  forget(): void {
    this.count = 0;
    this.#next = 0;
  }

  /** Takes in the step from the state to the trial, unless the curvature along it is not positive. */
  remember(at: Iterate): void {
    const step = this.#steps[this.#next]!;
    const change = this.#changes[this.#next]!;
    for (let i = 0; i < step.length; i++) {
      step[i] = at.trial[i]! - at.state[i]!;
      change[i] = at.trialGradient[i]! - at.gradient[i]!;
    }
    const product = dot(step, change);
    if (!(product > 1e-12 * norm(step) * norm(change))) return;
    this.#products[this.#next] = product;
    this.#next = (this.#next + 1) % MEMORY;
    this.count = Math.min(MEMORY, this.count + 1);
  }

  /** out ← −(approximate inverse Hessian)·gradient, by the two-loop recursion. */
  descent(gradient: Float64Array, out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = -gradient[i]!;
    for (let back = 1; back <= this.count; back++) {
      const j = this.#slot(back);
      const weight = dot(this.#steps[j]!, out) / this.#products[j]!;
      this.#weights[j] = weight;
      add(out, -weight, this.#changes[j]!);
    }
    if (this.count > 0) {
      const j = this.#slot(1);
      const scale = this.#products[j]! / dot(this.#changes[j]!, this.#changes[j]!);
      for (let i = 0; i < out.length; i++) out[i] = scale * out[i]!;
    }
    for (let back = this.count; back >= 1; back--) {
      const j = this.#slot(back);
      const weight = dot(this.#changes[j]!, out) / this.#products[j]!;
      add(out, this.#weights[j]! - weight, this.#steps[j]!);
    }
  }

  /** Where the pair of `back` steps ago is kept. */
  #slot(back: number): number {
    return (this.#next - back + MEMORY) % MEMORY;
  }
}

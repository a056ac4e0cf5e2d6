import type { SolverEnd } from './gradientDescent.ts';
import { add, dot, norm, type Iterate, type TwiceDifferentiable } from './iterate.ts';

/**
 * Newton’s method with the system solved by conjugate gradients, which stop at a direction of negative curvature (Nocedal and
 * Wright, algorithm 7.1): the last digits of a stationary point. At most `limit` steps, to ‖∇‖ ≤ `tolerance`. The flat
 * directions of the factors’ rotation do no harm: the gradient has no part in them.
 */
export function* newton(
  objective: TwiceDifferentiable,
  at: Iterate,
  { limit, tolerance }: { limit: number; tolerance: number },
): Generator<undefined, SolverEnd, undefined> {
  const { size } = objective;
  const system: LinearSystem = {
    solution: new Float64Array(size),
    residual: new Float64Array(size),
    direction: new Float64Array(size),
    image: new Float64Array(size),
  };
  at.value = objective.evaluate(at.state, at.gradient);
  for (let step = 0; step < limit; step++) {
    const gradientNorm = at.gradientNorm;
    if (gradientNorm <= tolerance) return 'stationary';
    yield* solve(objective, at, system);
    const slope = dot(system.solution, at.gradient);
    if (!(slope < 0)) return 'stalled';
    let t = 1;
    let value = at.try(objective, system.solution, t);
    // Near the end values differ by rounding alone; then the gradient decides.
    const flat = 4e-16 * Math.abs(at.value);
    for (let halvings = 0; ; halvings++) {
      if (value <= at.value + 1e-4 * t * slope) break;
      if (value <= at.value + flat && norm(at.trialGradient) < 0.9 * gradientNorm) break;
      if (halvings === 30) return 'stalled';
      t *= 0.5;
      yield;
      value = at.try(objective, system.solution, t);
    }
    at.accept(value);
    yield;
  }
  return at.gradientNorm <= tolerance ? 'stationary' : 'limit';
}

interface LinearSystem {
  readonly solution: Float64Array;
  readonly residual: Float64Array;
  readonly direction: Float64Array;
  readonly image: Float64Array;
}

/** Most products with the Hessian in one step. */
const MOST_PRODUCTS = 300;

function* solve(
  objective: TwiceDifferentiable,
  at: Iterate,
  { solution, residual, direction, image }: LinearSystem,
): Generator<undefined, void, undefined> {
  solution.fill(0);
  for (let i = 0; i < residual.length; i++) direction[i] = residual[i] = -at.gradient[i]!;
  let square = dot(residual, residual);
  const start = Math.sqrt(square);
  const target = start * Math.min(0.1, Math.sqrt(start));
  for (let k = 0; k < MOST_PRODUCTS; k++) {
    objective.product(direction, image);
    yield;
    const curvature = dot(direction, image);
    if (curvature <= 1e-14 * dot(direction, direction)) {
      // Downhill at once: the gradient itself is such a direction; later the solution so far is the better one.
      if (k === 0) solution.set(residual);
      return;
    }
    const length = square / curvature;
    add(solution, length, direction);
    add(residual, -length, image);
    const next = dot(residual, residual);
    if (Math.sqrt(next) <= target) return;
    const ratio = next / square;
    square = next;
    for (let i = 0; i < direction.length; i++) direction[i] = residual[i]! + ratio * direction[i]!;
  }
}

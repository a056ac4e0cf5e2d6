import { dot, type Differentiable, type Iterate } from './iterate.ts';

/** Why a solver ended. */
export type SolverEnd = 'stationary' | 'limit' | 'stalled' | 'diverged';

const FIRST_STEP = 0.1;
const GROWTH = 1.05;

/**
 * Gradient descent, at most `limit` steps, to ‖∇‖ ≤ `tolerance`. With a learning rate every step has that size; without, the
 * step grows by a twentieth while the value falls enough (Armijo) and is halved when it does not.
 */
export function* gradientDescent(
  objective: Differentiable,
  at: Iterate,
  options: { limit: number; tolerance: number; learningRate?: number },
): Generator<undefined, SolverEnd, undefined> {
  const { limit, tolerance, learningRate } = options;
  let size = learningRate ?? FIRST_STEP;
  for (let step = 0; step < limit; step++) {
    const square = dot(at.gradient, at.gradient);
    if (Math.sqrt(square) <= tolerance) return 'stationary';
    let value = at.try(objective, at.gradient, -size);
    if (learningRate === undefined) {
      while (!(value <= at.value - 1e-4 * size * square)) {
        size *= 0.5;
        if (size < 1e-14) return 'stalled';
        yield;
        value = at.try(objective, at.gradient, -size);
      }
      size *= GROWTH;
    } else if (!Number.isFinite(value)) return 'diverged';
    at.accept(value);
    yield;
  }
  return at.gradientNorm <= tolerance ? 'stationary' : 'limit';
}

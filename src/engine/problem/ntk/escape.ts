import type { Differentiable, Iterate } from './solver/iterate.ts';
import { norm } from './solver/iterate.ts';

/**
 * Leaves a saddle along the unit eigenvector of its negative eigenvalue μ: of the steps ±t the lower one, with t from a tenth
 * of the state’s size down until the objective falls by at least |μ|t²/4. Q is even along many such directions; then the step
 * is taken with the eigenvector’s own sign. False where no step is low enough.
 */
export function escapeSaddle(
  objective: Differentiable,
  at: Iterate,
  eigenvalue: number,
  vector: Float64Array,
): boolean {
  let t = 0.1 * Math.max(1, norm(at.state));
  for (let halvings = 0; halvings < 60; halvings++, t *= 0.5) {
    const enough = at.value + (eigenvalue / 4) * t * t;
    const backward = at.try(objective, vector, -t);
    const forward = at.try(objective, vector, t);
    if (forward <= backward) {
      if (!(forward < enough)) continue;
      at.accept(forward);
      return true;
    }
    if (!(backward < enough)) continue;
    at.accept(at.try(objective, vector, -t));
    return true;
  }
  return false;
}

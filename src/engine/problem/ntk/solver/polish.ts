import type { SolverEnd } from './gradientDescent.ts';
import { norm, type Iterate, type TwiceDifferentiable } from './iterate.ts';
import { lbfgs } from './lbfgs.ts';
import { newton } from './newton.ts';

const NEWTON_STEPS = 40;

/** From near a stationary point to ‖∇‖ ≤ `tolerance`: at most `limit` steps of L-BFGS, then Newton’s for the last digits. */
export function* polish(
  objective: TwiceDifferentiable,
  at: Iterate,
  { limit, tolerance }: { limit: number; tolerance: number },
): Generator<undefined, SolverEnd, undefined> {
  // Newton’s steps are for the neighbourhood: from afar they could end in another basin.
  const near = 1e-5 * Math.min(1, norm(at.state));
  const reached = yield* lbfgs(objective, at, { limit, tolerance: Math.max(near, tolerance) });
  if (reached === 'limit') return at.gradientNorm <= tolerance ? 'stationary' : 'limit';
  return yield* newton(objective, at, { limit: NEWTON_STEPS, tolerance });
}

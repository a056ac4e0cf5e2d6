import { smallestEigenvalue } from './solver/smallestEigenvalue.ts';
import type { Iterate, TwiceDifferentiable } from './solver/iterate.ts';
import { STATIONARY, type Verdict } from './verdicts.ts';

/** What is known of the point where a run has come to rest. */
export interface Classification {
  readonly verdict: Verdict;
  /** Smallest eigenvalue of the Hessian; null where the certificate or the gradient decides without it. */
  readonly eigenvalue: number | null;
  /** Its unit eigenvector, at a saddle. */
  readonly direction?: Float64Array;
}

/** Certificate of a global minimum, and −depth of a saddle. */
const GLOBAL = 1 + 1e-6;
const SADDLE = -1e-6;
/** Up to this many parameters the eigenvalue of a global minimum is computed too: it is cheap and instructive. */
const SMALL = 48;

/** Whether the gradient is as small as a verdict needs. */
export function isStationary(at: Iterate): boolean {
  return at.gradientNorm < STATIONARY;
}

/** Classifies the state of `at`, given its certificate σ₁(∇L̂)/λ; yields after every product with the Hessian. */
export function* classified(
  objective: TwiceDifferentiable,
  at: Iterate,
  certificate: number,
): Generator<undefined, Classification, undefined> {
  if (!isStationary(at)) return { verdict: 'unfinished', eigenvalue: null };
  const isGlobal = certificate <= GLOBAL;
  if (isGlobal && objective.size > SMALL) return { verdict: 'global', eigenvalue: null };
  at.value = objective.evaluate(at.state, at.gradient);
  const { value, vector, residual } = yield* smallestEigenvalue(objective);
  if (isGlobal) return { verdict: 'global', eigenvalue: value };
  if (value < SADDLE) return { verdict: 'saddle', eigenvalue: value, direction: vector };
  // Where the eigenvalue is not known well enough to rule a saddle out, nothing is claimed.
  return { verdict: value - residual >= SADDLE ? 'localMinimum' : 'unfinished', eigenvalue: value };
}

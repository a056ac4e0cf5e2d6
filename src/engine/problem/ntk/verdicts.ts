import type { VerdictInfo } from '../../simulation.ts';

/** Where a run in the NTK regime can have ended. */
export type Verdict = 'global' | 'localMinimum' | 'saddle' | 'unfinished';

/** A point is called stationary where its gradient is smaller than this. */
export const STATIONARY = 1e-7;

/** The verdicts, the best first. */
export const verdictInfos: readonly VerdictInfo[] = [
  {
    key: 'global',
    short: 'global',
    label: 'global minimum',
    help:
      'Proven: the run is stationary and its certificate σ₁(∇L̂)/λ is at most 1 + 10⁻⁶, so uvᵀ also minimises the convex ' +
      'problem of full fine-tuning.',
    tone: 'good',
  },
  {
    key: 'localMinimum',
    short: 'spurious',
    label: 'spurious local minimum',
    help:
      'Stationary (‖∇‖ < 10⁻⁷) with a certificate above 1 and no direction of descent to second order: the smallest ' +
      'eigenvalue of the Hessian is at least −10⁻⁶. Full fine-tuning reaches a lower loss; below rank(X*) every minimum ' +
      'is called so, the best one of that rank included.',
    tone: 'bad',
  },
  {
    key: 'saddle',
    short: 'saddle',
    label: 'saddle',
    help:
      'Stationary (‖∇‖ < 10⁻⁷), but the Hessian has an eigenvalue below −10⁻⁶: the loss falls along its eigenvector, and ' +
      'the run was not allowed to follow it any more.',
    tone: 'warning',
  },
  {
    key: 'unfinished',
    short: 'not stationary',
    label: 'not stationary',
    help: 'The iterations ended before ‖∇‖ < 10⁻⁷: nothing is claimed about where the run would have ended.',
    tone: 'neutral',
  },
];

import type { Fault } from '../../fault.ts';

/** What is wrong with a weight λ of the penalty; null where it can be used. */
export function penaltyFault(lambda: number): Fault | null {
  if (lambda > 0) return null;
  return {
    code: 'lambda-not-positive',
    path: ['problem', 'lambda'],
    message: `λ = ${lambda}: without a penalty there is no certificate and no low-rank optimum to compare with`,
    remedy: 'use a λ above 0, for example 0.01',
  };
}

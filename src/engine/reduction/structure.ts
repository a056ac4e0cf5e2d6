import { denseFactor } from '../linalg/frozenFactor.ts';
import type { FrozenFactor } from '../system.ts';
import type { FirstFactorSvd, JointBases } from './jointBases.ts';
import { firstFactorSvd, jointBases } from './jointBases.ts';
import type { Pair } from './paired.ts';
import { diagonalPairs } from './paired.ts';

/** What is known of the singular bases of two frozen factors. */
export type Structure =
  | { readonly kind: 'diagonal'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'dense'; readonly first: FirstFactorSvd; readonly joint: JointBases };

export function structureOf(W2: FrozenFactor, W1: FrozenFactor): Structure {
  if (W2.kind === 'diagonal' && W1.kind === 'diagonal')
    return { kind: 'diagonal', pairs: diagonalPairs(W2, W1) };
  const first = firstFactorSvd(denseFactor(W1));
  return { kind: 'dense', first, joint: jointBases(denseFactor(W2), first) };
}

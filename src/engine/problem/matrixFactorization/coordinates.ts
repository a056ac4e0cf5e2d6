import { multiply, transpose } from '../../linalg/products.ts';
import type { Ingredients } from '../../reduction/ingredients.ts';
import type { Subspaces } from '../../reduction/ingredients.ts';
import { projectFactor, projectFactors, projectProbes, projectTarget } from '../../reduction/ingredients.ts';
import { spanOf } from '../../reduction/subspace.ts';
import type { Factors, Target } from '../../system.ts';
import type { Bases } from './weights.ts';

/** Rotates from singular to the user's own coordinates: x_own = U·x. */
function outward({ U, G, V }: Bases): Subspaces {
  return { m: spanOf(transpose(U)), h: spanOf(transpose(G)), n: spanOf(transpose(V)) };
}

export function targetInOwn(target: Target, bases: Bases): Target {
  return projectTarget(target, outward(bases));
}

/** Everything in the user's own coordinates, the frozen factors entry by entry. */
export function ingredientsInOwn(given: Ingredients, bases: Bases): Ingredients {
  const spaces = outward(bases);
  return {
    W2: { kind: 'dense', matrix: projectFactor(given.W2, spaces.m, spaces.h) },
    W1: { kind: 'dense', matrix: projectFactor(given.W1, spaces.h, spaces.n) },
    target: projectTarget(given.target, spaces),
    initial: projectFactors(given.initial, spaces),
    probes: projectProbes(given.probes, spaces),
  };
}

/** Adapters that were drawn in the user's own coordinates, in singular coordinates. */
export function factorsInNative(factors: Factors, { U, G, V }: Bases): Factors {
  return {
    A1: multiply(factors.A1, V),
    B1: transpose(multiply(transpose(factors.B1), G)),
    A2: multiply(factors.A2, G),
    B2: transpose(multiply(transpose(factors.B2), U)),
  };
}

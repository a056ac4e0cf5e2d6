import { denseFactor } from '../linalg/frozenFactor.ts';
import { svd } from '../linalg/svd.ts';
import type { Structure } from '../reduction/structure.ts';
import type { FrozenFactor } from '../system.ts';

/** Singular values of the frozen factors, descending, without the zero ones. */
export interface FrozenSpectra {
  readonly second: Float64Array;
  readonly first: Float64Array;
}

/** Read off the structure where the factors are jointly diagonal; else W2 takes an SVD of its own. */
export function frozenSpectra(structure: Structure, W2: FrozenFactor): FrozenSpectra {
  if (structure.kind === 'diagonal')
    return {
      second: descending(structure.pairs.map(pair => Math.abs(pair.s2))),
      first: descending(structure.pairs.map(pair => Math.abs(pair.s1))),
    };
  const { joint, first } = structure;
  return {
    second:
      joint.defect <= 1e-9
        ? descending(joint.pairs.map(pair => pair.s2))
        : descending(Array.from(svd(denseFactor(W2)).values)),
    first: descending(Array.from(first.values)),
  };
}

function descending(values: readonly number[]): Float64Array {
  const largest = values.reduce((most, value) => Math.max(most, value), 0);
  return Float64Array.from(values.filter(value => value > 1e-13 * largest))
    .sort()
    .reverse();
}

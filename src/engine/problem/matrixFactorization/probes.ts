import { applyFactor, applyTransposedFactor } from '../../linalg/frozenFactor.ts';
import type { Triples } from '../../linalg/lowRank.ts';
import { scaleColumns, triplesOfProduct } from '../../linalg/lowRank.ts';
import { column } from '../../linalg/products.ts';
import type { FrozenFactor, Probes, Target } from '../../system.ts';

/** Singular triples of W2ᵀΔ (h×n), in which adapter 1 grows at first. */
export function firstGradient(W2: FrozenFactor, target: Target): Triples {
  const left = applyTransposedFactor(W2, scaleColumns(target.left, target.strengths));
  return triplesOfProduct(left, target.right, 1e-14);
}

/** Singular triples of ΔW1ᵀ (m×h), in which adapter 2 grows at first. */
export function secondGradient(W1: FrozenFactor, target: Target): Triples {
  const left = scaleColumns(target.left, target.strengths);
  return triplesOfProduct(left, applyFactor(W1, target.right), 1e-14);
}

/** Directions and rates of the linear phase. A direction that does not exist (rate 0) is the zero vector. */
export function probesOf(W2: FrozenFactor, W1: FrozenFactor, target: Target, aligned: boolean): Probes {
  const first = firstGradient(W2, target);
  const second = secondGradient(W1, target);
  return {
    u: column(target.left, 0),
    v: column(target.right, 0),
    sigma: target.strengths[0]!,
    gamma1: { x: topColumn(first, 'left'), y: topColumn(first, 'right') },
    gamma2: { x: topColumn(second, 'left'), y: topColumn(second, 'right') },
    mu: first.strengths[0] ?? 0,
    nu: second.strengths[0] ?? 0,
    aligned,
  };
}

function topColumn(triples: Triples, side: 'left' | 'right'): Float64Array {
  return triples.strengths.length > 0 ? column(triples[side], 0) : new Float64Array(triples[side].rows);
}

import { applyFactor, denseFactor } from '../../linalg/frozenFactor.ts';
import { denseTriples, scaleColumns, triplesOf, triplesOfProduct } from '../../linalg/lowRank.ts';
import { besides, frobeniusNorm, plus } from '../../linalg/products.ts';
import type { FrozenFactor, Target } from '../../system.ts';
import { axes } from './weights.ts';

interface FrozenPair {
  readonly W2: FrozenFactor;
  readonly W1: FrozenFactor;
}

/**
 * Δ against other frozen factors: recipes that move a part of W into the adapter leave W′ frozen, and the residual is
 * then taken from Δ′ = Y_ft − W2′W1′ = Δ + W2W1 − W2′W1′.
 */
export function offsetTarget(target: Target, before: FrozenPair, after: FrozenPair): Target {
  if (before.W2 === after.W2 && before.W1 === after.W1) return target;
  const diagonal = diagonalDifference(before, after);
  if (diagonal) {
    const at = Array.from(diagonal, (_, i) => i).filter(i => diagonal[i] !== 0);
    if (at.length === 0) return target;
    const m = target.left.rows;
    const n = target.right.rows;
    const P = besides([
      scaleColumns(target.left, target.strengths),
      scaleColumns(
        axes(m, at),
        Float64Array.from(at, i => diagonal[i]!),
      ),
    ]);
    const Q = besides([target.right, axes(n, at)]);
    const triples = triplesOfProduct(P, Q, 1e-14);
    if (!target.dense) return triples;
    const dense = { ...target.dense, data: target.dense.data.slice() };
    for (const i of at) dense.data[i * n + i] = dense.data[i * n + i]! + diagonal[i]!;
    return { ...triples, dense };
  }
  const pre = applyFactor(before.W2, denseFactor(before.W1));
  const post = applyFactor(after.W2, denseFactor(after.W1));
  const dense = plus(plus(target.dense ?? denseTriples(target), pre), post, -1);
  const noise = 1e-15 * (frobeniusNorm(dense) + frobeniusNorm(pre) + frobeniusNorm(post));
  return { ...triplesOf(dense, noise), dense };
}

/** Diagonal of W2W1 − W2′W1′ where all four are diagonal, else null. */
function diagonalDifference(before: FrozenPair, after: FrozenPair): Float64Array | null {
  const all = [before.W2, before.W1, after.W2, after.W1];
  const values = all.flatMap(W => (W.kind === 'diagonal' ? [W.values] : []));
  if (values.length < 4 || before.W2.kind !== 'diagonal' || before.W1.kind !== 'diagonal') return null;
  const [s2, s1, t2, t1] = values as [Float64Array, Float64Array, Float64Array, Float64Array];
  const length = Math.min(before.W2.rows, before.W1.cols);
  return Float64Array.from({ length }, (_, i) => (s2[i] ?? 0) * (s1[i] ?? 0) - (t2[i] ?? 0) * (t1[i] ?? 0));
}

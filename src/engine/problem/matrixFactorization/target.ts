import type { Result } from '../../fault.ts';
import { columns, frobeniusNorm, multiplyTransposedLeft, plus, transpose } from '../../linalg/products.ts';
import { svd } from '../../linalg/svd.ts';
import { randomStream } from '../../random/stream.ts';
import type { Target } from '../../system.ts';
import { applyFactor, denseFactor } from '../../linalg/frozenFactor.ts';
import { triplesOf } from '../../linalg/lowRank.ts';
import { cosineAndSine } from './angle.ts';
import type { EngineFiles } from '../arrays.ts';
import { fail, readMatrix } from '../arrays.ts';
import { targetMention } from './mentions.ts';
import { ownFactors } from './pretrained.ts';
import type { PairSettings, TargetSettings } from './targetSettings.ts';
import type { Weights } from './weights.ts';
import { axes } from './weights.ts';

const AT = ['problem', 'target'] as const;

/** Δ in the native coordinates of the weights. */
export function makeTarget(settings: TargetSettings, weights: Weights, files: EngineFiles): Result<Target> {
  switch (settings.kind) {
    case 'singularPair': {
      const index = pairIndex(settings.pair, weights, [...AT, 'pair']);
      if (!index.ok) return index;
      return { ok: true, value: alongPairs(weights, [{ index: index.value, strength: settings.strength }]) };
    }
    case 'singularPairs': {
      const pairs: { index: number; strength: number }[] = [];
      for (const [i, { pair, strength }] of settings.pairs.entries()) {
        const at = [...AT, 'pairs', i, 'pair'];
        const index = pairIndex(pair, weights, at);
        if (!index.ok) return index;
        const other = pairs.findIndex(earlier => earlier.index === index.value);
        if (other >= 0)
          return fail({
            code: 'pair-twice',
            path: at,
            message: `Pair ${index.value + 1} is listed twice (entries ${other + 1} and ${i + 1})`,
            remedy: 'Name each pair once and give it the total strength.',
          });
        pairs.push({ index: index.value, strength });
      }
      return { ok: true, value: alongPairs(weights, pairs) };
    }
    case 'randomDirection': {
      const index = pairIndex(settings.pair, weights, [...AT, 'pair']);
      if (!index.ok) return index;
      return { ok: true, value: tilted(settings, index.value, weights) };
    }
    case 'file':
      return fromFile(settings, weights, files);
  }
}

/** Singular vectors of Y_pre in native coordinates: m×p and n×p, p = min(m, n), by descending singular value. */
function preTrainedPairs(
  weights: Weights,
  indices: readonly number[],
): { left: Target['left']; right: Target['right'] } {
  const { m, n } = weights.dims;
  if (weights.bases) return { left: axes(m, indices), right: axes(n, indices) };
  const { U, V } = svd(applyFactor(weights.W2, denseFactor(weights.W1)));
  return { left: columns(U, indices), right: columns(V, indices) };
}

function pairIndex(pair: PairSettings, weights: Weights, at: readonly (string | number)[]): Result<number> {
  const { m, n, h } = weights.dims;
  const most = Math.min(m, n);
  if (pair === 'top') return { ok: true, value: 0 };
  // The smallest singular value that is there: a low-rank Y_pre has only its p pairs.
  if (pair === 'bottom') {
    const p = weights.bases && weights.W2.kind === 'diagonal' ? weights.W2.values.length : Math.min(most, h);
    return { ok: true, value: p - 1 };
  }
  if (pair > most)
    return fail({
      code: 'pair-out-of-range',
      path: at,
      message: `There is no singular pair ${pair}: min(m, n) = ${most}`,
      remedy: `Choose a pair from 1 to ${most}.`,
    });
  return { ok: true, value: pair - 1 };
}

function alongPairs(
  weights: Weights,
  pairs: readonly { readonly index: number; readonly strength: number }[],
): Target {
  const sorted = [...pairs].sort((a, b) => b.strength - a.strength || a.index - b.index);
  return {
    ...preTrainedPairs(
      weights,
      sorted.map(({ index }) => index),
    ),
    strengths: Float64Array.from(sorted, ({ strength }) => strength),
  };
}

/** Δ = σ·u vᵀ with u = cos θ·u_k + sin θ·w, w random and orthogonal to u_k; v likewise. */
function tilted(
  settings: Extract<TargetSettings, { kind: 'randomDirection' }>,
  index: number,
  weights: Weights,
): Target {
  const stream = randomStream('target', settings.seed);
  const { cosine, sine } = cosineAndSine(settings.angle);
  const { left, right } = preTrainedPairs(weights, [index]);
  for (const direction of [left, right]) {
    const x = Float64Array.from({ length: direction.rows }, () => stream.normal());
    let along = 0;
    for (let i = 0; i < x.length; i++) along += x[i]! * direction.data[i]!;
    let square = 0;
    for (let i = 0; i < x.length; i++) {
      x[i] = x[i]! - along * direction.data[i]!;
      square += x[i]! * x[i]!;
    }
    // In one dimension nothing is orthogonal to the pair.
    if (direction.rows === 1) continue;
    const scale = sine / Math.sqrt(square);
    for (let i = 0; i < x.length; i++) direction.data[i] = cosine * direction.data[i]! + scale * x[i]!;
  }
  return { left, right, strengths: Float64Array.of(settings.strength) };
}

function fromFile(
  settings: Extract<TargetSettings, { kind: 'file' }>,
  weights: Weights,
  files: EngineFiles,
): Result<Target> {
  const read = readMatrix(files, targetMention(settings));
  if (!read.ok) return read;
  const { m, n } = weights.dims;
  const given = read.value;
  if (given.rows !== m || given.cols !== n)
    return fail({
      code: 'target-shape',
      path: [...AT, 'name'],
      message: `The target is ${given.rows}×${given.cols}, but W₂W₁ is ${m}×${n}`,
      remedy: `Give an m×n = ${m}×${n} array, or check the shapes of W₂ (m×h) and W₁ (h×n).`,
    });
  const own = ownFactors(weights);
  const product = () => applyFactor(own.W2, denseFactor(own.W1));
  let dense = given;
  let noise = 1e-15 * frobeniusNorm(given);
  if (settings.quantity === 'target') {
    const pre = product();
    dense = plus(given, pre, -1);
    noise = 1e-15 * (frobeniusNorm(given) + frobeniusNorm(pre));
  }
  const size = frobeniusNorm(dense);
  if (size <= 4 * noise && settings.quantity === 'target')
    return fail({
      code: 'target-already-reached',
      path: AT,
      message: 'Y_ft equals W₂W₁ up to rounding: there is nothing to learn',
      remedy: 'Give a different target, or say "quantity": "difference" if the array is Y_ft − W₂W₁.',
    });
  if (size === 0)
    return fail({
      code: 'target-zero',
      path: AT,
      message: 'Δ is zero: there is nothing to learn',
      remedy: 'Give a target that differs from W₂W₁.',
    });
  if (!weights.bases)
    return { ok: true, value: { ...triplesOf(dense, Math.max(noise, 1e-14 * size)), dense } };
  // A given matrix is in the user's own coordinates: bring it to the singular bases.
  const { U, V } = weights.bases();
  const rotated = multiplyTransposedLeft(U, dense);
  const native = multiplyTransposedLeft(V, transpose(rotated));
  const inNative = transpose(native);
  return { ok: true, value: { ...triplesOf(inNative, Math.max(noise, 1e-14 * size)), dense: inNative } };
}

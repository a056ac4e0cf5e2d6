import type { Result } from '../../fault.ts';
import { zeros } from '../../linalg/matrix.ts';
import { columns, multiplyTransposedRight } from '../../linalg/products.ts';
import { jacobiSingularValues } from '../../linalg/jacobiSvd.ts';
import { svd } from '../../linalg/svd.ts';
import { gaussianSingularValues, chi } from '../../random/gaussianSpectrum.ts';
import { haarOrthogonal } from '../../random/matrices.ts';
import type { RandomStream } from '../../random/stream.ts';
import { randomStream } from '../../random/stream.ts';
import type { Dims } from '../../system.ts';
import { frozenFactor } from '../../linalg/frozenFactor.ts';
import type { EngineFiles } from '../arrays.ts';
import { fail, readMatrix } from '../arrays.ts';
import { pretrainedMentions } from './mentions.ts';
import { paperMatrix } from './paperMatrix.ts';
import type { PretrainedSettings } from './pretrainedSettings.ts';
import type { Bases, Weights } from './weights.ts';
import { spectralWeights } from './weights.ts';

const AT = ['problem', 'pretrained'] as const;

/** The frozen factors that the settings describe. Draws depend on the problem's own seed, never on a run's. */
export function makeWeights(settings: PretrainedSettings, files: EngineFiles): Result<Weights> {
  switch (settings.kind) {
    case 'gaussian': {
      const { dims } = settings;
      if (settings.matrix === 'paper') return paperWeights(dims, settings.imbalance, settings.seed);
      const values = gaussianSingularValues(randomStream('pretrained', settings.seed), dims.m, dims.n);
      return synthetic(dims, values, settings.imbalance, settings.seed);
    }
    case 'balanced': {
      const { dims } = settings;
      const values = gaussianSingularValues(randomStream('pretrained', settings.seed), dims.m, dims.n);
      return synthetic(dims, values, 1, settings.seed);
    }
    case 'spectrum': {
      const values = prescribed(settings.singularValues);
      if (!values.ok) return values;
      const most = Math.min(settings.dims.m, settings.dims.h, settings.dims.n);
      if (values.value.length > most)
        return fail({
          code: 'too-many-singular-values',
          path: [...AT, 'singularValues'],
          message: `${values.value.length} singular values do not fit: min(m, h, n) = ${most}`,
          remedy: `Give at most ${most} values, or enlarge "dims".`,
        });
      return synthetic(settings.dims, values.value, settings.imbalance, settings.seed);
    }
    case 'lowRank': {
      const { dims, rank } = settings;
      const most = Math.min(dims.m, dims.h, dims.n);
      if (rank > most)
        return fail({
          code: 'rank-too-large',
          path: [...AT, 'rank'],
          message: `Y_pre cannot have rank ${rank}: min(m, h, n) = ${most}`,
          remedy: `Set "rank" to at most ${most}.`,
        });
      const values = lowRankSingularValues(randomStream('pretrained', settings.seed), dims, rank);
      return synthetic(dims, values, settings.imbalance, settings.seed);
    }
    case 'file':
      return fileWeights(settings, files);
  }
}

function synthetic(dims: Dims, values: Float64Array, imbalance: number, seed: number): Result<Weights> {
  const bases = (): Bases => {
    const stream = randomStream('bases', seed);
    const G = haarOrthogonal(stream, dims.h);
    const U = haarOrthogonal(stream, dims.m);
    const V = haarOrthogonal(stream, dims.n);
    return { U, G, V };
  };
  return { ok: true, value: spectralWeights(dims, values, imbalance, bases) };
}

/** The stored Y_pre: its own singular bases for U and V, a Haar G. */
function paperWeights(dims: Dims, imbalance: number, seed: number): Result<Weights> {
  if (dims.m !== paperMatrix.rows || dims.n !== paperMatrix.cols)
    return fail({
      code: 'paper-matrix-size',
      path: [...AT, 'dims'],
      message: `The stored Y_pre is 10×10, but m = ${dims.m} and n = ${dims.n}`,
      remedy: 'Set m and n to 10, or "matrix" to "random".',
    });
  const { U, values, V } = svd(paperMatrix);
  const bases = (): Bases => ({ U, G: haarOrthogonal(randomStream('bases', seed), dims.h), V });
  return { ok: true, value: spectralWeights(dims, values, imbalance, bases) };
}

/** Singular values of X Zᵀ/√p with Gaussian X (m×p) and Z (n×p), from their triangular factors alone (Bartlett). */
function lowRankSingularValues(stream: RandomStream, dims: Dims, p: number): Float64Array {
  const triangle = (rows: number) => {
    const R = zeros(p, p);
    for (let i = 0; i < p; i++) {
      R.data[i * p + i] = chi(stream, rows - i) / Math.sqrt(Math.sqrt(p));
      for (let j = i + 1; j < p; j++) R.data[i * p + j] = stream.normal() / Math.sqrt(Math.sqrt(p));
    }
    return R;
  };
  const product = multiplyTransposedRight(triangle(dims.m), triangle(dims.n));
  return p <= 64 ? jacobiSingularValues(product) : svd(product).values;
}

/** The prescribed singular values, descending. */
function prescribed(
  setting: Extract<PretrainedSettings, { kind: 'spectrum' }>['singularValues'],
): Result<Float64Array> {
  if (!('count' in setting)) return { ok: true, value: Float64Array.from(setting).sort().reverse() };
  const { from, to, count, spacing } = setting;
  const values = new Float64Array(count);
  if (spacing === 'log') {
    if (from <= 0 || to <= 0)
      return fail({
        code: 'log-range-needs-positive-ends',
        path: [...AT, 'singularValues'],
        message: `A logarithmic range needs positive ends, got ${from} and ${to}`,
        remedy: 'Make "from" and "to" positive, or use "spacing": "linear".',
      });
    values.set(geometric(from, to, count));
  } else {
    for (let i = 0; i < count; i++) values[i] = count === 1 ? from : from + ((to - from) * i) / (count - 1);
  }
  return { ok: true, value: values.sort().reverse() };
}

/** `count` numbers in equal ratio, by repeated bisection: portable, with square roots only. */
function geometric(from: number, to: number, count: number): Float64Array {
  if (count === 1) return Float64Array.of(from);
  // ratio^(1/(count−1)) by Newton's method on x^(count−1) = to/from, in the direction that starts above the root.
  const power = count - 1;
  const target = to > from ? to / from : from / to;
  let x = 1 + (target - 1) / power;
  for (let i = 0; i < 200; i++) {
    const p = integerPower(x, power - 1);
    const next = x - (p * x - target) / (power * p);
    if (!(next < x)) break;
    x = next;
  }
  return Float64Array.from({ length: count }, (_, i) =>
    i === power ? to : to > from ? from * integerPower(x, i) : from / integerPower(x, i),
  );
}

function integerPower(base: number, exponent: number): number {
  let result = 1;
  let square = base;
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

function fileWeights(
  settings: Extract<PretrainedSettings, { kind: 'file' }>,
  files: EngineFiles,
): Result<Weights> {
  const mentions = pretrainedMentions(settings);
  const W1 = readMatrix(files, mentions.w1);
  const W2 = readMatrix(files, mentions.w2);
  if (!W1.ok || !W2.ok)
    return { ok: false, faults: [...(W2.ok ? [] : W2.faults), ...(W1.ok ? [] : W1.faults)] };
  if (W2.value.cols !== W1.value.rows)
    return fail({
      code: 'shapes-do-not-chain',
      path: AT,
      message:
        `W₂ is ${W2.value.rows}×${W2.value.cols} and W₁ is ${W1.value.rows}×${W1.value.cols}: ` +
        'W₂W₁ needs as many columns in W₂ as rows in W₁',
      remedy: 'Check "w1" and "w2": W₂ is m×h, W₁ is h×n. Perhaps they are exchanged or transposed.',
    });
  return {
    ok: true,
    value: {
      dims: { m: W2.value.rows, h: W2.value.cols, n: W1.value.cols },
      W2: frozenFactor(W2.value),
      W1: frozenFactor(W1.value),
      bases: null,
    },
  };
}

/** W2 and W1 of synthetic weights in the user's own coordinates, entry by entry. */
export function ownFactors(weights: Weights): { readonly W2: Weights['W2']; readonly W1: Weights['W1'] } {
  if (!weights.bases || weights.W2.kind !== 'diagonal' || weights.W1.kind !== 'diagonal')
    return { W2: weights.W2, W1: weights.W1 };
  const { U, G, V } = weights.bases();
  const product = (left: typeof U, values: Float64Array, right: typeof U) => {
    const indices = Array.from(values, (_, i) => i);
    const leading = columns(left, indices);
    for (let i = 0; i < leading.rows; i++)
      for (let j = 0; j < values.length; j++)
        leading.data[i * values.length + j] = leading.data[i * values.length + j]! * values[j]!;
    return multiplyTransposedRight(leading, columns(right, indices));
  };
  return {
    W2: { kind: 'dense', matrix: product(U, weights.W2.values, G) },
    W1: { kind: 'dense', matrix: product(G, weights.W1.values, V) },
  };
}

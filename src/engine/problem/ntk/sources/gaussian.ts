import type { Static } from 'typebox';
import { randomStream } from '../../../random/stream.ts';
import { gaussianMatrix } from '../../../random/matrices.ts';
import { multiply } from '../../../linalg/products.ts';
import { DenseFeatures } from '../features/dense.ts';
import type { LossName } from '../loss/contract.ts';
import type { GaussianSource } from '../sourceSettings.ts';
import type { Task } from '../task.ts';

/**
 * Standard normal features and a planted matrix X₀ = PQ/√(mn·rank) of unit size on average, so that ⟨G, X₀⟩ is about standard normal
 * too: y = ⟨G, X₀⟩ + noise. With cross entropy the labels are the signs (K = 1) or the largest outputs.
 */
export function gaussianTask(
  { dims: { m, n }, N, K, targetRank, noise, seed }: Static<typeof GaussianSource>,
  loss: LossName,
): Task {
  const shape = { m, n, samples: N, outputs: K };
  const features = new DenseFeatures(
    shape,
    gaussianMatrix(randomStream('features', seed), N * K, m * n).data,
  );
  const random = randomStream('target', seed);
  const scores = new Float64Array(N * K);
  if (targetRank > 0) {
    const planted = multiply(gaussianMatrix(random, m, targetRank), gaussianMatrix(random, targetRank, n));
    const scale = 1 / Math.sqrt(m * n * targetRank);
    features.apply(
      planted.data.map(entry => scale * entry),
      scores,
    );
  }
  for (let q = 0; q < scores.length; q++) scores[q] = scores[q]! + noise * random.normal();
  return {
    features,
    initial: new Float64Array(N * K),
    targets: loss === 'squared' ? scores : labelsOf(scores, K),
    loss,
  };
}

/** ±1 by sign where K = 1, else the index of the largest of K scores. */
export function labelsOf(scores: Float64Array, outputs: number): Float64Array {
  if (outputs === 1) return scores.map(score => (score < 0 ? -1 : 1));
  const labels = new Float64Array(scores.length / outputs);
  for (let i = 0; i < labels.length; i++) {
    let best = 0;
    for (let k = 1; k < outputs; k++) if (scores[i * outputs + k]! > scores[i * outputs + best]!) best = k;
    labels[i] = best;
  }
  return labels;
}

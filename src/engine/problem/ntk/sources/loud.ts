import type { Static } from 'typebox';
import { DenseFeatures } from '../features/dense.ts';
import type { LoudSource } from '../sourceSettings.ts';
import type { Task } from '../task.ts';

/**
 * A constructed problem that “fails loudly”, m = n = r + 1: X_jj + κX_(r+1)(r+1) = 1 for j ≤ r and w·X_ij = 0 off the diagonal.
 * M = r + r(r + 1) measurements. For κ > 1/r the optimum is the corner alone, of rank 1; X_s = (1 − Mλ)·diag(1, …, 1, 0) is
 * stationary with certificate rκ, and a local minimum of rank-r LoRA where its off-diagonal curvature suffices.
 */
export function loudTask({ r, kappa, weight }: Static<typeof LoudSource>): Task {
  const side = r + 1;
  const samples = r + r * side;
  const size = side * side;
  const data = new Float64Array(samples * size);
  const targets = new Float64Array(samples);
  for (let j = 0; j < r; j++) {
    data[j * size + j * side + j] = 1;
    data[j * size + size - 1] = kappa;
    targets[j] = 1;
  }
  let row = r;
  for (let i = 0; i < side; i++)
    for (let j = 0; j < side; j++) if (i !== j) data[row++ * size + i * side + j] = weight;
  return {
    features: new DenseFeatures({ m: side, n: side, samples, outputs: 1 }, data),
    initial: new Float64Array(samples),
    targets,
    loss: 'squared',
  };
}

import { gaussianTask } from '../../../../src/engine/problem/ntk/sources/gaussian.ts';
import { tanhNetworkTask } from '../../../../src/engine/problem/ntk/sources/tanhNetwork.ts';
import type { Task } from '../../../../src/engine/problem/ntk/task.ts';
import { randomStream } from '../../../../src/engine/random/stream.ts';

const gaussian = {
  kind: 'gaussian',
  dims: { m: 5, n: 4 },
  N: 7,
  targetRank: 2,
  noise: 0.3,
  seed: 3,
} as const;

/** One small task for every loss, and one whose features are those of a layer. */
export const tasks: readonly (readonly [string, Task])[] = [
  ['squared loss, three outputs', gaussianTask({ ...gaussian, K: 3 }, 'squared')],
  ['logistic loss', gaussianTask({ ...gaussian, K: 1 }, 'crossEntropy')],
  ['softmax', gaussianTask({ ...gaussian, K: 3 }, 'crossEntropy')],
  ['tanh network', tanhNetworkTask({ dims: { m: 5, n: 4 }, N: 7, noise: 1, seed: 2 }, 'squared')],
];

/** Standard normal numbers. */
export function normals(count: number, seed: number): Float64Array {
  const random = randomStream('target', seed);
  return Float64Array.from({ length: count }, () => random.normal());
}

export function inner(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + value * y[i]!, 0);
}

/** Runs a generator to its end. */
export function finish<T>(work: Generator<unknown, T, undefined>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

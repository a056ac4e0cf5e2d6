import type { Static } from 'typebox';
import type { Examples } from '../../dataset/contract.ts';
import { randomStream, type RandomStream } from '../../random/stream.ts';
import type { RandomFeatures } from './settings.ts';

const INPUTS = 32;
/** Standard deviations of the clouds’ means and of the features’ biases. */
const SPREAD = 0.55;
const BIAS = 0.1;
const SIZE = 4;

/** Examples to pre-train, to fine-tune and to test on, all with the labels of the first task. */
export interface DrawnExamples {
  readonly before: Examples;
  readonly train: Examples;
  readonly test: Examples;
}

/**
 * x = μ_y + N(0, I) in 32 dimensions with μ ~ N(0, 0.55²), and features (4/√d)·max(0, xF + b) with F ~ N(0, 1/32),
 * b ~ N(0, 0.1²).
 */
export function randomFeatures(settings: Static<typeof RandomFeatures>): DrawnExamples {
  const { features, classes, N, seed } = settings;
  const random = randomStream('features', seed);
  const normals = (count: number, deviation: number) =>
    Float64Array.from({ length: count }, () => deviation * random.normal());
  const means = normals(classes * INPUTS, SPREAD);
  const F = normals(INPUTS * features, 1 / Math.sqrt(INPUTS));
  const b = normals(features, BIAS);
  const examples = randomStream('examples', seed);
  const draw = () => drawn(means, F, b, N, examples);
  return { before: draw(), train: draw(), test: draw() };
}

function drawn(
  means: Float64Array,
  F: Float64Array,
  b: Float64Array,
  count: number,
  random: RandomStream,
): Examples {
  const features = b.length;
  const classes = means.length / INPUTS;
  const size = SIZE / Math.sqrt(features);
  const inputs = new Float64Array(count * features);
  const labels = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const label = Math.floor(random.uniform() * classes);
    labels[i] = label;
    const row = inputs.subarray(i * features, (i + 1) * features);
    row.set(b);
    for (let j = 0; j < INPUTS; j++) {
      const x = means[label * INPUTS + j]! + random.normal();
      for (let k = 0; k < features; k++) row[k] = row[k]! + x * F[j * features + k]!;
    }
    for (let k = 0; k < features; k++) row[k] = size * Math.max(0, row[k]!);
  }
  return { inputs, labels, count };
}

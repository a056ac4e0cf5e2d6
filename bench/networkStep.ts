import process from 'node:process';
import { zeros } from '../src/engine/linalg/matrix.ts';
import { scaled } from '../src/engine/linalg/products.ts';
import { randomNetwork } from '../src/engine/network/network.ts';
import { startTraining } from '../src/engine/problem/network/training.ts';
import { gaussianMatrix } from '../src/engine/random/matrices.ts';
import { randomStream } from '../src/engine/random/stream.ts';

/** Steps of LoRA by this engine: `node bench/networkStep.ts SIZES N RANK STEPS [float32]` prints CPU milliseconds a step. */
const [layers = '64-32-10', examples = '256', rank = '2', steps = '400', precision] = process.argv.slice(2);
const sizes = layers.split('-').map(Number);
const count = Number(examples);
const random = randomStream('features', 1);
const network = randomNetwork({ sizes, activation: 'relu' }, random);
const adapters = network.weights.map((frozen, layer) => ({
  ...{ layer, frozen, B: zeros(frozen.rows, Number(rank)) },
  A: scaled(gaussianMatrix(random, Number(rank), frozen.cols), 0.1),
}));
const { descent } = startTraining(
  network,
  {
    inputs: gaussianMatrix(random, count, sizes[0]!).data,
    labels: Int32Array.from({ length: count }, (_, i) => i % sizes.at(-1)!),
    count,
  },
  { kind: 'adapters', adapters, scaling: 1 },
  'crossEntropy',
  {
    ...{ kind: 'gd', learningRate: 0.01, steps: 1, momentum: 0, nesterov: false, weightDecay: 0 },
    ...{ learningRateRatio: 1, precision: precision === 'float32' ? 'float32' : 'float64' },
  },
  0,
);
const advance = (times: number): void => {
  for (let k = 0; k < times; k++) descent.advance();
};
advance(50);
const before = process.cpuUsage().user;
advance(Number(steps));
console.log((process.cpuUsage().user - before) / 1000 / Number(steps));

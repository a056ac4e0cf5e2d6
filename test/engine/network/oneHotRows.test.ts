import { expect, it } from 'vitest';
import type { Examples, OneHotExamples } from '../../../src/engine/dataset/contract.ts';
import { TypescriptArena } from '../../../src/engine/network/arena/typescriptArena.ts';
import { newArena } from '../../../src/engine/network/arena/wasmArena.ts';
import { negativeGradients } from '../../../src/engine/network/gradient.ts';
import { Batch } from '../../../src/engine/network/layer/batch.ts';
import { Layers } from '../../../src/engine/network/layer/layers.ts';
import { randomNetwork } from '../../../src/engine/network/network.ts';
import { roundingOf } from '../../../src/engine/network/precision.ts';
import { AdapterTrainee } from '../../../src/engine/network/trainee/adapters.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

const COUNT = 150;
const CONTEXT = 3;
const CLASSES = 7;
const WIDTH = CONTEXT * CLASSES;

const random = randomStream('examples', 3);
const network = randomNetwork({ sizes: [WIDTH, 10, CLASSES], activation: 'relu' }, random);
for (const bias of network.biases) for (let i = 0; i < bias.length; i++) bias[i] = random.normal();
const draw = () => Math.floor(random.uniform() * CLASSES);
const sparse: OneHotExamples = {
  ones: Int32Array.from({ length: COUNT * CONTEXT }, (_, i) => (i % CONTEXT) * CLASSES + draw()),
  labels: Int32Array.from({ length: COUNT }, draw),
  count: COUNT,
};
const inputs = new Float64Array(COUNT * WIDTH);
sparse.ones.forEach((place, i) => (inputs[Math.floor(i / CONTEXT) * WIDTH + place] = 1));
const dense: Examples = { inputs, labels: sparse.labels, count: COUNT };

it.each([
  ['float64', 'wasm'],
  ['float32', 'wasm'],
  ['float64', 'typescript'],
] as const)(
  'rows of Wᵀ that are added up have the bits of the whole product: %s, %s',
  (precision, kernel) => {
    const passed = [dense, sparse].map(examples => {
      const arena = kernel === 'wasm' ? newArena() : new TypescriptArena();
      expect(arena.kernel).toBe(kernel);
      const layers = new Layers(arena, network);
      layers.load(network, roundingOf(precision));
      const batch = new Batch(arena, layers, { rows: 80, loss: 'crossEntropy', precision });
      const order = Array.from({ length: 70 }, (_, i) => (i * 37) % COUNT);
      // rows that were filled before leave nothing behind
      batch.fill(dense, 0, 80);
      batch.fill(examples, 0, 80);
      batch.fill(examples, 0, 70, order);
      batch.forward(1 / 70);
      batch.backward(0);
      return { ...batch.sums, numbers: arena.memory.slice(batch.values[0], batch.slopes[1]! + 70 * 8) };
    });
    expect(passed[1]).toEqual(passed[0]);
  },
);

it('gradients over them are those over the same numbers', () => {
  expect(negativeGradients(network, sparse, 'crossEntropy')).toEqual(
    negativeGradients(network, dense, 'crossEntropy'),
  );
});

it('gradients of adapters over them are finite differences', () => {
  const arena = newArena();
  const layers = new Layers(arena, network);
  layers.load(network, x => x);
  const batch = new Batch(arena, layers, { rows: COUNT, loss: 'crossEntropy', precision: 'float64' });
  const adapters = [0, 1].map(layer => ({
    layer,
    A: gaussianMatrix(random, 2, network.sizes[layer]!),
    B: gaussianMatrix(random, network.sizes[layer + 1]!, 2),
    frozen: network.weights[layer]!,
  }));
  const options = { adapters, scaling: 0.7, learningRateRatio: 1, precision: 'float64' } as const;
  const trainee = new AdapterTrainee(arena, layers, batch, options);
  batch.fill(sparse, 0, COUNT);
  const lossAt = () => {
    trainee.push();
    batch.forward(1 / COUNT);
    return batch.sums.loss / COUNT;
  };
  lossAt();
  batch.backward(0);
  trainee.pull();
  const descent = trainee.descent.slice();
  const { starts, ends } = trainee.rows(1);
  const h = 1e-6;
  let largest = 0;
  starts.forEach((from, row) => {
    for (let i = from; i < ends[row]!; i += 5) {
      const at = trainee.state[i]!;
      trainee.state[i] = at + h;
      const above = lossAt();
      trainee.state[i] = at - h;
      const below = lossAt();
      trainee.state[i] = at;
      largest = Math.max(largest, Math.abs((below - above) / (2 * h) - descent[i]!));
    }
  });
  expect(largest).toBeLessThan(1e-8);
});

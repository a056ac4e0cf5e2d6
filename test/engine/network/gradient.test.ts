import { expect, test } from 'vitest';
import { newArena } from '../../../src/engine/network/arena/wasmArena.ts';
import { negativeGradients } from '../../../src/engine/network/gradient.ts';
import { Batch } from '../../../src/engine/network/layer/batch.ts';
import { Layers } from '../../../src/engine/network/layer/layers.ts';
import type { NetworkLoss } from '../../../src/engine/network/loss.ts';
import { randomNetwork, type Activation } from '../../../src/engine/network/network.ts';
import { AdapterTrainee } from '../../../src/engine/network/trainee/adapters.ts';
import type { Trainee } from '../../../src/engine/network/trainee/contract.ts';
import { WeightTrainee } from '../../../src/engine/network/trainee/weights.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

const EXAMPLES = 9;
const kinds = (['relu', 'tanh'] as const).flatMap(activation =>
  (['crossEntropy', 'squared'] as const).map(loss => [activation, loss] as const),
);

/** A 7-6-5-3 network with random adapters or weights, and random examples. */
function scene(activation: Activation, loss: NetworkLoss, of: 'adapters' | 'weights') {
  const random = randomStream('adapter1', 5);
  const network = randomNetwork({ sizes: [7, 6, 5, 3], activation }, random);
  const arena = newArena();
  const layers = new Layers(arena, network);
  layers.load(network, x => x);
  const examples = {
    inputs: gaussianMatrix(random, EXAMPLES, 7).data,
    labels: Int32Array.from({ length: EXAMPLES }, (_, i) => i % 3),
    count: EXAMPLES,
  };
  const batch = new Batch(arena, layers, { rows: EXAMPLES, loss, precision: 'float64' });
  const adapters = [0, 1, 2].map(layer => ({
    layer,
    A: gaussianMatrix(random, 2, network.sizes[layer]!),
    B: gaussianMatrix(random, network.sizes[layer + 1]!, 2),
    frozen: network.weights[layer]!,
  }));
  const options = { scaling: 1.3, learningRateRatio: 1, precision: 'float64' } as const;
  const trainee: Trainee =
    of === 'adapters'
      ? new AdapterTrainee(arena, layers, batch, { adapters, ...options })
      : new WeightTrainee(arena, layers, batch, {
          ...{ layers: [0, 1, 2], biases: true, precision: 'float64' },
        });
  batch.fill(examples, 0, EXAMPLES);
  const lossAt = () => {
    trainee.push();
    batch.forward(1 / EXAMPLES);
    return batch.sums.loss / EXAMPLES;
  };
  return { trainee, batch, lossAt, network, examples };
}

for (const of of ['adapters', 'weights'] as const)
  test.each(kinds)(`gradients of ${of} are finite differences: %s, %s`, (activation, loss) => {
    const { trainee, batch, lossAt } = scene(activation, loss, of);
    lossAt();
    batch.backward(trainee.lowest);
    trainee.pull();
    const descent = trainee.descent.slice();
    const { starts, ends } = trainee.rows(1);
    const h = 1e-5;
    let [worst, seen, largest] = [0, 0, 0];
    for (let row = 0; row < starts.length; row++)
      for (let i = starts[row]!; i < ends[row]!; i++, seen++) {
        const kept = trainee.state[i]!;
        trainee.state[i] = kept + h;
        const above = lossAt();
        trainee.state[i] = kept - h;
        const below = lossAt();
        trainee.state[i] = kept;
        worst = Math.max(worst, Math.abs((above - below) / (2 * h) + descent[i]!));
        largest = Math.max(largest, Math.abs(descent[i]!));
      }
    expect(seen).toBe(of === 'adapters' ? 2 * (7 + 6 + 6 + 5 + 5 + 3) : 42 + 30 + 15 + 6 + 5 + 3);
    expect(worst).toBeLessThan(1e-7 * largest);
    // padding has none
    const inside = new Set<number>();
    for (let row = 0; row < starts.length; row++)
      for (let i = starts[row]!; i < ends[row]!; i++) inside.add(i);
    expect(descent.every((value, i) => inside.has(i) || value === 0)).toBe(true);
  });

test('the gradient over many examples is the mean of those over parts', () => {
  const { network } = scene('relu', 'crossEntropy', 'weights');
  const random = randomStream('features', 1);
  const count = 600;
  const examples = {
    inputs: gaussianMatrix(random, count, 7).data,
    labels: Int32Array.from({ length: count }, (_, i) => i % 3),
    count,
  };
  const part = (from: number, to: number) => ({
    inputs: examples.inputs.slice(from * 7, to * 7),
    labels: examples.labels.slice(from, to),
    count: to - from,
  });
  const whole = negativeGradients(network, examples, 'crossEntropy');
  const first = negativeGradients(network, part(0, 100), 'crossEntropy');
  const rest = negativeGradients(network, part(100, count), 'crossEntropy');
  whole.forEach(({ data }, l) =>
    data.forEach((value, i) =>
      expect(value).toBeCloseTo((first[l]!.data[i]! + 5 * rest[l]!.data[i]!) / 6, 14),
    ),
  );
});

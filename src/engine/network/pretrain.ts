import type { NetworkExamples } from '../dataset/contract.ts';
import { Adam } from '../dynamics/discrete/adam.ts';
import type { RandomStream } from '../random/stream.ts';
import { newArena } from './arena/wasmArena.ts';
import { FixedStep } from './descent/fixedStep.ts';
import { randomRows } from './descent/rows.ts';
import { Batch } from './layer/batch.ts';
import { Layers } from './layer/layers.ts';
import type { NetworkLoss } from './loss.ts';
import { layerCount, randomNetwork, type Network, type NetworkShape } from './network.ts';
import { roundingOf } from './precision.ts';
import { WeightTrainee } from './trainee/weights.ts';

/** How a network learns its first task: by Adam with PyTorch’s constants. */
export interface Pretraining {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
}

/** Batches between two signs of life. */
const SLICE = 8;

/** A random network trained on all examples, in batches of a random order; what does not fill a batch waits for the next epoch. Yields its progress, 0…1. */
export function* pretrained(
  shape: NetworkShape,
  examples: NetworkExamples,
  loss: NetworkLoss,
  { epochs, batch: size, learningRate }: Pretraining,
  random: RandomStream,
): Generator<number, Network, undefined> {
  const arena = newArena();
  try {
    const layers = new Layers(arena, shape);
    layers.load(randomNetwork(shape, random), roundingOf('float64'));
    const rows = Math.min(size, examples.count);
    const batch = new Batch(arena, layers, { rows, loss, precision: 'float64' });
    const all = Array.from({ length: layerCount(shape) }, (_, l) => l);
    const trainee = new WeightTrainee(arena, layers, batch, {
      ...{ layers: all, biases: true, precision: 'float64' },
    });
    const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, decoupled: false };
    const optimiser = new Adam(trainee.rows(learningRate), trainee.state.length, adam);
    const source = randomRows(batch, examples, random);
    const descent = new FixedStep(trainee, batch, source, optimiser, learningRate);
    const steps = epochs * Math.floor(examples.count / rows);
    while (descent.steps < steps) {
      descent.advance();
      if (descent.steps % SLICE === 0) yield descent.steps / steps;
    }
    return {
      ...{ sizes: shape.sizes, activation: shape.activation },
      weights: all.map(l => layers.weight(l)),
      biases: all.map(l => layers.bias(l)),
    };
  } finally {
    arena.release();
  }
}

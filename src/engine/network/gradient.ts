import type { NetworkExamples } from '../dataset/contract.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { newArena } from './arena/wasmArena.ts';
import { Batch } from './layer/batch.ts';
import { Layers } from './layer/layers.ts';
import type { NetworkLoss } from './loss.ts';
import { layerCount, type Network } from './network.ts';
import { roundingOf } from './precision.ts';
import { WeightTrainee } from './trainee/weights.ts';

const ROWS = 256;

/** −∇_W L of every layer, L the mean loss over all examples. */
export function negativeGradients(network: Network, examples: NetworkExamples, loss: NetworkLoss): Matrix[] {
  const arena = newArena();
  const layers = new Layers(arena, network);
  layers.load(network, roundingOf('float64'));
  const all = Array.from({ length: layerCount(network) }, (_, l) => l);
  const rows = Math.min(ROWS, examples.count);
  const batch = new Batch(arena, layers, { rows, loss, precision: 'float64' });
  const trainee = new WeightTrainee(arena, layers, batch, {
    layers: all,
    biases: false,
    precision: 'float64',
  });
  trainee.clear();
  for (let from = 0; from < examples.count; from += rows) {
    batch.fill(examples, from, Math.min(rows, examples.count - from));
    batch.forward(1 / examples.count);
    batch.backward(0);
    trainee.add();
  }
  const gradients = all.map(layer => trainee.gradientOf(layer));
  arena.release();
  return gradients;
}

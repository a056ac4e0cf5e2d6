import type { NetworkExamples } from '../dataset/contract.ts';
import { zeros, type Matrix } from '../linalg/matrix.ts';
import { newArena } from './arena/wasmArena.ts';
import { Batch } from './layer/batch.ts';
import { Layers, takenRows } from './layer/layers.ts';
import type { Network } from './network.ts';
import { roundingOf } from './precision.ts';

const ROWS = 256;

/** What a layer of the network sees of each example, N × its inputs. */
export function layerInputs(network: Network, layer: number, examples: NetworkExamples): Matrix {
  const arena = newArena();
  const layers = new Layers(arena, network);
  layers.load(network, roundingOf('float64'));
  const batch = new Batch(arena, layers, { rows: ROWS, loss: 'squared', precision: 'float64' });
  const { inputs, inputStep } = layers.places[layer]!;
  const out = zeros(examples.count, inputs);
  for (let from = 0; from < examples.count; from += ROWS) {
    const count = Math.min(ROWS, examples.count - from);
    batch.fill(examples, from, count);
    batch.forward(0);
    out.data.set(takenRows(arena.memory, batch.values[layer]!, inputStep, count, inputs).data, from * inputs);
  }
  arena.release();
  return out;
}

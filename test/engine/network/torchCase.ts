import { readFileSync } from 'node:fs';
import type { Examples } from '../../../src/engine/dataset/contract.ts';
import { zeros, type Matrix } from '../../../src/engine/linalg/matrix.ts';
import type { NetworkLoss } from '../../../src/engine/network/loss.ts';
import type { Activation, Network } from '../../../src/engine/network/network.ts';
import type { AdapterStart } from '../../../src/engine/network/trainee/adapters.ts';

/** One run of test/reference/network.py. */
export interface TorchCase {
  readonly activation: Activation;
  readonly loss: NetworkLoss;
  readonly optimiser: 'gd' | 'decay' | 'momentum' | 'nesterov' | 'adam' | 'adamw';
  readonly trained: 'lora' | 'full';
  /** Before each step, and after the last. */
  readonly losses: readonly number[];
  /** Of s·BA at the end, by layer. */
  readonly spectra: readonly (readonly number[])[];
}

export function torchCases(): readonly TorchCase[] {
  const url = new URL('../../reference/network.json', import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as TorchCase[];
}

export const SIZES = [20, 13, 7, 5] as const;
export const SCALING = 1.7;
const EXAMPLES = 33;
const RANK = 2;

/** scale · (uniform in [−½, ½)), by the same hash of stream and place as in network.py. */
function numbers(stream: number, count: number, scale: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    let h = (Math.imul(i, 2654435761) + stream * 40503 + 12345) >>> 0;
    h = Math.imul(h ^ (h >>> 15), 2246822519) >>> 0;
    h = Math.imul(h ^ (h >>> 13), 3266489917) >>> 0;
    return scale * (((h ^ (h >>> 16)) >>> 0) / 4294967296 - 0.5);
  });
}

function matrix(stream: number, rows: number, cols: number, scale: number): Matrix {
  return { rows, cols, data: numbers(stream, rows * cols, scale) };
}

const layers = SIZES.slice(1).map((_, l) => l);

export function torchNetwork(activation: Activation): Network {
  return {
    ...{ sizes: SIZES, activation },
    weights: layers.map(l => matrix(10 + l, SIZES[l + 1]!, SIZES[l]!, 1)),
    biases: layers.map(l => numbers(20 + l, SIZES[l + 1]!, 0.25)),
  };
}

/** A from the hash, B = 0, in every layer. */
export function torchAdapters(network: Network): readonly AdapterStart[] {
  return layers.map(layer => ({
    layer,
    A: matrix(30 + layer, RANK, SIZES[layer]!, 1),
    B: zeros(SIZES[layer + 1]!, RANK),
    frozen: network.weights[layer]!,
  }));
}

export function torchExamples(): Examples {
  return {
    inputs: numbers(1, EXAMPLES * SIZES[0], 4),
    labels: Int32Array.from({ length: EXAMPLES }, (_, i) => i % 5),
    count: EXAMPLES,
  };
}

import { exponential } from '../../../theory/exponential.ts';
import type { RandomStream } from '../../../random/stream.ts';
import { PIXELS } from './images.ts';

export const CLASSES = 10;

/** A 64–m–10 network with ReLU units: logits = W₂·max(0, W₁x + b₁) + b₂. Matrices are row-major. */
export interface Network {
  readonly hidden: number;
  readonly W1: Float64Array;
  readonly b1: Float64Array;
  readonly W2: Float64Array;
  readonly b2: Float64Array;
}

/** Random weights of variance 2/(inputs), and no biases. */
export function randomNetwork(hidden: number, random: RandomStream): Network {
  const draw = (count: number, inputs: number) =>
    Float64Array.from({ length: count }, () => random.normal() * Math.sqrt(2 / inputs));
  return {
    hidden,
    W1: draw(hidden * PIXELS, PIXELS),
    b1: new Float64Array(hidden),
    W2: draw(CLASSES * hidden, hidden),
    b2: new Float64Array(CLASSES),
  };
}

/** Outputs of both layers for images from `from` on, as rows: units (after the ReLU) and logits. */
export class Activations {
  readonly units: Float64Array;
  readonly logits: Float64Array;

  constructor(hidden: number, count: number) {
    this.units = new Float64Array(count * hidden);
    this.logits = new Float64Array(count * CLASSES);
  }

  /** Runs `count` images through the network; `change` is added to W₁. */
  run(network: Network, pixels: Float64Array, count: number, change?: Float64Array): void {
    const { hidden, b1, W2, b2 } = network;
    const W1 = change ? network.W1.map((weight, j) => weight + change[j]!) : network.W1;
    layer(pixels, W1, b1, count, PIXELS, hidden, this.units);
    for (let j = 0; j < count * hidden; j++) if (this.units[j]! < 0) this.units[j] = 0;
    layer(this.units, W2, b2, count, hidden, CLASSES, this.logits);
  }
}

/** out ← inputs·Wᵀ + b, row by row. */
function layer(
  inputs: Float64Array,
  W: Float64Array,
  b: Float64Array,
  count: number,
  width: number,
  outputs: number,
  out: Float64Array,
): void {
  for (let i = 0; i < count; i++)
    for (let k = 0; k < outputs; k++) {
      const from = i * width;
      const at = k * width;
      let sum = 0;
      for (let j = 0; j < width; j++) sum += inputs[from + j]! * W[at + j]!;
      out[i * outputs + k] = sum + b[k]!;
    }
}

/** Turns rows of logits into softmax probabilities less the one-hot labels, over the count: the slope of the mean cross entropy. */
export function slopeOfLogits(logits: Float64Array, labels: Uint8Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const at = i * CLASSES;
    let largest = -Infinity;
    for (let k = 0; k < CLASSES; k++) largest = Math.max(largest, logits[at + k]!);
    let total = 0;
    for (let k = 0; k < CLASSES; k++) {
      logits[at + k] = exponential(logits[at + k]! - largest);
      total += logits[at + k]!;
    }
    for (let k = 0; k < CLASSES; k++)
      logits[at + k] = (logits[at + k]! / total - (k === labels[i] ? 1 : 0)) / count;
  }
}

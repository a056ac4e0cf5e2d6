import { shuffledIndices } from '../../../random/shuffle.ts';
import type { RandomStream } from '../../../random/stream.ts';
import { PIXELS, type Images } from './images.ts';
import { Activations, CLASSES, randomNetwork, slopeOfLogits, type Network } from './network.ts';

const EPOCHS = 60;
const BATCH = 50;
const RATE = 2e-3;
const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** A network trained on the images by Adam on the cross entropy: 60 epochs in batches of 50. Yields after every few batches. */
export function* pretrained(
  images: Images,
  hidden: number,
  random: RandomStream,
): Generator<undefined, Network, undefined> {
  const network = randomNetwork(hidden, random);
  const training = new Training(network);
  const pixels = new Float64Array(BATCH * PIXELS);
  const labels = new Uint8Array(BATCH);
  let batches = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const order = shuffledIndices(images.count, random);
    for (let first = 0; first + BATCH <= images.count; first += BATCH) {
      for (let i = 0; i < BATCH; i++) {
        const place = order[first + i]!;
        pixels.set(images.pixels.subarray(place * PIXELS, (place + 1) * PIXELS), i * PIXELS);
        labels[i] = images.labels[place]!;
      }
      training.step(pixels, labels);
      if (++batches % 4 === 0) yield;
    }
  }
  return network;
}

class Training {
  readonly #network: Network;
  readonly #activations: Activations;
  readonly #gradients: Network;
  readonly #first: Network;
  readonly #second: Network;
  readonly #back: Float64Array;
  #decay1 = 1;
  #decay2 = 1;

  constructor(network: Network) {
    const { hidden } = network;
    const like = (): Network => ({
      hidden,
      W1: new Float64Array(network.W1.length),
      b1: new Float64Array(network.b1.length),
      W2: new Float64Array(network.W2.length),
      b2: new Float64Array(network.b2.length),
    });
    this.#network = network;
    this.#activations = new Activations(hidden, BATCH);
    this.#gradients = like();
    this.#first = like();
    this.#second = like();
    this.#back = new Float64Array(hidden);
  }

  step(pixels: Float64Array, labels: Uint8Array): void {
    this.#backward(pixels, labels);
    this.#decay1 *= BETA1;
    this.#decay2 *= BETA2;
    for (const key of ['W1', 'b1', 'W2', 'b2'] as const)
      this.#adam(this.#network[key], this.#gradients[key], this.#first[key], this.#second[key]);
  }

  #backward(pixels: Float64Array, labels: Uint8Array): void {
    const { hidden, W2 } = this.#network;
    const { units, logits } = this.#activations;
    const { W1: G1, b1: g1, W2: G2, b2: g2 } = this.#gradients;
    this.#activations.run(this.#network, pixels, BATCH);
    slopeOfLogits(logits, labels, BATCH);
    for (const part of [G1, g1, G2, g2]) part.fill(0);
    const back = this.#back;
    for (let i = 0; i < BATCH; i++) {
      back.fill(0);
      for (let k = 0; k < CLASSES; k++) {
        const e = logits[i * CLASSES + k]!;
        g2[k] = g2[k]! + e;
        for (let a = 0; a < hidden; a++) {
          G2[k * hidden + a] = G2[k * hidden + a]! + e * units[i * hidden + a]!;
          back[a] = back[a]! + e * W2[k * hidden + a]!;
        }
      }
      for (let a = 0; a < hidden; a++) {
        if (units[i * hidden + a] === 0) continue;
        const e = back[a]!;
        g1[a] = g1[a]! + e;
        for (let j = 0; j < PIXELS; j++)
          G1[a * PIXELS + j] = G1[a * PIXELS + j]! + e * pixels[i * PIXELS + j]!;
      }
    }
  }

  #adam(weights: Float64Array, gradient: Float64Array, first: Float64Array, second: Float64Array): void {
    for (let j = 0; j < weights.length; j++) {
      const g = gradient[j]!;
      first[j] = BETA1 * first[j]! + (1 - BETA1) * g;
      second[j] = BETA2 * second[j]! + (1 - BETA2) * g * g;
      const mean = first[j]! / (1 - this.#decay1);
      const spread = Math.sqrt(second[j]! / (1 - this.#decay2));
      weights[j] = weights[j]! - (RATE * mean) / (spread + EPSILON);
    }
  }
}

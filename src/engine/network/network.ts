import { zeros, type Matrix } from '../linalg/matrix.ts';
import type { RandomStream } from '../random/stream.ts';

export type Activation = 'relu' | 'tanh';

/** What a multi-layer perceptron is but for its numbers. Layers count from 0. */
export interface NetworkShape {
  /** Inputs, units of every hidden layer, outputs: one more than there are layers. */
  readonly sizes: readonly number[];
  readonly activation: Activation;
}

/** h⁰ = x, h^(l+1) = φ(W_l h^l + b_l), without φ in the last layer: the logits. */
export interface Network extends NetworkShape {
  /** Outputs × inputs of each layer. */
  readonly weights: readonly Matrix[];
  readonly biases: readonly Float64Array[];
}

/** How many layers a network of that shape has. */
export function layerCount({ sizes }: NetworkShape): number {
  return sizes.length - 1;
}

/** Gaussian weights of variance 2/(inputs) for ReLU (He) and 1/(inputs) for tanh, and no biases. */
export function randomNetwork(shape: NetworkShape, random: RandomStream): Network {
  const weights: Matrix[] = [];
  for (let l = 0; l < layerCount(shape); l++) {
    const W = zeros(shape.sizes[l + 1]!, shape.sizes[l]!);
    const deviation = Math.sqrt((shape.activation === 'relu' ? 2 : 1) / W.cols);
    for (let i = 0; i < W.data.length; i++) W.data[i] = deviation * random.normal();
    weights.push(W);
  }
  return { ...shape, weights, biases: weights.map(W => new Float64Array(W.rows)) };
}

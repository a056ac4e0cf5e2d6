import { zeros, type Matrix } from '../../linalg/matrix.ts';
import { padded, type Arena } from '../arena/contract.ts';
import { layerCount, type Network, type NetworkShape } from '../network.ts';

/** Where the numbers of one layer lie. Rows are padded with zeros to multiples of four. */
export interface LayerPlace {
  readonly inputs: number;
  readonly outputs: number;
  /** Numbers from row to row of W and of rows of inputs; of Wᵀ and of rows of outputs. */
  readonly inputStep: number;
  readonly outputStep: number;
  /** W, outputs × inputs. */
  readonly W: number;
  /** Wᵀ, inputs × outputs. */
  readonly transposed: number;
  readonly bias: number;
}

/** The weights that a network computes with, each matrix in both orientations, which forward and backward products need. */
export class Layers {
  readonly shape: NetworkShape;
  readonly places: readonly LayerPlace[];
  readonly #arena: Arena;

  constructor(arena: Arena, shape: NetworkShape) {
    this.#arena = arena;
    this.shape = shape;
    this.places = Array.from({ length: layerCount(shape) }, (_, l) => {
      const inputs = shape.sizes[l]!;
      const outputs = shape.sizes[l + 1]!;
      const inputStep = padded(inputs);
      const outputStep = padded(outputs);
      return {
        ...{ inputs, outputs, inputStep, outputStep },
        W: arena.allocate(outputs * inputStep),
        transposed: arena.allocate(inputs * outputStep),
        bias: arena.allocate(outputStep),
      };
    });
  }

  /** Takes over all weights and biases; `round` rounds each to what the precision holds. */
  load({ weights, biases }: Network, round: (x: number) => number): void {
    const { memory } = this.#arena;
    this.places.forEach((place, l) => {
      putRows(memory, place.W, place.inputStep, weights[l]!, round);
      const bias = biases[l]!;
      for (let i = 0; i < bias.length; i++) memory[place.bias + i] = round(bias[i]!);
      this.transpose(l);
    });
  }

  /** Wᵀ ← the transpose of W as it is. */
  transpose(layer: number): void {
    const { memory } = this.#arena;
    const { inputs, outputs, inputStep, outputStep, W, transposed } = this.places[layer]!;
    for (let i = 0; i < outputs; i++) {
      const from = W + i * inputStep;
      for (let j = 0; j < inputs; j++) memory[transposed + j * outputStep + i] = memory[from + j]!;
    }
  }

  /** A copy of a layer’s W. */
  weight(layer: number): Matrix {
    const { inputs, outputs, inputStep, W } = this.places[layer]!;
    return takenRows(this.#arena.memory, W, inputStep, outputs, inputs);
  }

  /** A copy of a layer’s bias. */
  bias(layer: number): Float64Array {
    const { bias, outputs } = this.places[layer]!;
    return this.#arena.memory.slice(bias, bias + outputs);
  }
}

/** Copies a matrix to rows `step` apart. */
export function putRows(
  memory: Float64Array,
  at: number,
  step: number,
  { rows, cols, data }: Matrix,
  round: (x: number) => number,
): void {
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) memory[at + i * step + j] = round(data[i * cols + j]!);
}

/** The rows×cols matrix whose rows lie `step` apart. */
export function takenRows(
  memory: Float64Array,
  at: number,
  step: number,
  rows: number,
  cols: number,
): Matrix {
  const out = zeros(rows, cols);
  for (let i = 0; i < rows; i++) out.data.set(memory.subarray(at + i * step, at + i * step + cols), i * cols);
  return out;
}

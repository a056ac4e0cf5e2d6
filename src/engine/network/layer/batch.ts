import type { NetworkExamples } from '../../dataset/contract.ts';
import type { Arena, RowProduct } from '../arena/contract.ts';
import { padded } from '../arena/contract.ts';
import { addLosses, type LogitRows, type LossSums, type NetworkLoss } from '../loss.ts';
import { roundSingle, type Precision } from '../precision.ts';
import { activate, multiplyBySlope } from './activation.ts';
import type { Layers } from './layers.ts';
import { OneHotRows } from './oneHotRows.ts';

/** Rows that go through all layers together, so that they stay in the caches. */
const BLOCK = 64;

/**
 * A batch of examples on its way through a network: its activations, and −∂L/∂(W_l h + b) at every layer, L being the sum of
 * the losses times a weight. Nothing here allocates after construction.
 */
export class Batch {
  /** Rows that fit. */
  readonly rows: number;
  /** Rows of inputs of each layer; the last are the logits. Padding is zero. */
  readonly values: readonly number[];
  /** Rows of slopes of each layer’s outputs. */
  readonly slopes: readonly number[];
  readonly labels: Int32Array;
  readonly sums: LossSums = { loss: 0, correct: 0 };
  readonly #arena: Arena;
  readonly #layers: Layers;
  readonly #loss: NetworkLoss;
  readonly #single: boolean;
  readonly #forward: readonly RowProduct[];
  readonly #backward: readonly RowProduct[];
  readonly #lastRows: LogitRows;
  readonly #block = { first: 0, count: 0, weight: 0 };
  #filled = 0;
  /** Where the inputs are ones, while all of them are ones or zeros. */
  #ones: OneHotRows | null = null;

  constructor(
    arena: Arena,
    layers: Layers,
    options: { readonly rows: number; readonly loss: NetworkLoss; readonly precision: Precision },
  ) {
    const { rows } = options;
    const { sizes } = layers.shape;
    const count = layers.places.length;
    this.#arena = arena;
    this.#layers = layers;
    this.#loss = options.loss;
    this.#single = options.precision === 'float32';
    this.rows = rows;
    this.labels = new Int32Array(rows);
    const places = sizes.map(size => arena.allocate(rows * padded(size)));
    const slopes = layers.places.map(({ outputStep }) => arena.allocate(rows * outputStep));
    this.values = places;
    this.slopes = slopes;
    const { outputs: classes, outputStep: step } = layers.places[count - 1]!;
    this.#lastRows = { logits: places[count]!, slopes: slopes[count - 1]!, step, classes };
    this.#forward = layers.places.map(({ inputs, inputStep, outputStep, transposed, bias }, l) => ({
      ...{ out: places[l + 1]!, outStep: outputStep, base: bias, baseStep: 0 },
      ...{ M: places[l]!, rowStep: inputStep, termStep: 1 },
      ...{ X: transposed, xStep: outputStep, depth: inputs, length: outputStep },
    }));
    this.#backward = Array.from({ length: count - 1 }, (_, l) => {
      const { outputs, inputStep, outputStep, W } = layers.places[l + 1]!;
      return {
        ...{ out: slopes[l]!, outStep: inputStep, base: -1, baseStep: 0 },
        ...{ M: slopes[l + 1]!, rowStep: outputStep, termStep: 1 },
        ...{ X: W, xStep: inputStep, depth: outputs, length: inputStep },
      };
    });
  }

  /** Takes the examples at `order[from]` … as rows; without an order, those from `from` on. */
  fill(examples: NetworkExamples, from: number, count: number, order?: ArrayLike<number>): void {
    const { memory } = this.#arena;
    const { inputs: features, inputStep } = this.#layers.places[0]!;
    this.#ones = 'ones' in examples ? (this.#ones ?? new OneHotRows(this.rows, examples)) : null;
    for (let i = 0; i < count; i++) {
      const example = order ? order[from + i]! : from + i;
      const at = this.values[0]! + i * inputStep;
      if ('ones' in examples) {
        memory.fill(0, at, at + features);
        this.#ones!.put(i, examples, example, memory, at);
      } else for (let j = 0; j < features; j++) memory[at + j] = examples.inputs[example * features + j]!;
      this.labels[i] = examples.labels[example]!;
    }
    if (this.#single) roundSingle(memory, this.values[0]!, count * inputStep);
    this.#filled = count;
  }

  /** Runs the rows through the network: sums of losses and of right answers, and the slopes of the logits times `weight`. */
  forward(weight: number): void {
    const { memory } = this.#arena;
    const { places, shape } = this.#layers;
    const last = places.length - 1;
    const { outputStep } = places[last]!;
    const rows = this.#lastRows;
    const block = this.#block;
    block.weight = weight;
    this.sums.loss = 0;
    this.sums.correct = 0;
    for (let first = 0; first < this.#filled; first += BLOCK) {
      const count = Math.min(BLOCK, this.#filled - first);
      for (let l = 0; l <= last; l++) {
        const step = places[l]!.outputStep;
        if (l === 0 && this.#ones) this.#ones.multiply(this.#forward[0]!, memory, first, count);
        else this.#arena.multiply(this.#forward[l]!, first, count);
        const at = this.values[l + 1]! + first * step;
        if (l < last) activate(shape.activation, memory, at, count * step);
        if (this.#single) roundSingle(memory, at, count * step);
      }
      block.first = first;
      block.count = count;
      addLosses(this.#loss, memory, rows, this.labels, block, this.sums);
      if (this.#single) roundSingle(memory, this.slopes[last]! + first * outputStep, count * outputStep);
    }
  }

  /** Carries the slopes back to the outputs of layer `lowest`. Rows that are not filled have none. */
  backward(lowest: number): void {
    const { memory } = this.#arena;
    const { places, shape } = this.#layers;
    const last = places.length - 1;
    for (let l = lowest; l <= last; l++) {
      const { outputStep } = places[l]!;
      memory.fill(0, this.slopes[l]! + this.#filled * outputStep, this.slopes[l]! + this.rows * outputStep);
    }
    for (let first = 0; first < this.#filled; first += BLOCK) {
      const count = Math.min(BLOCK, this.#filled - first);
      for (let l = last - 1; l >= lowest; l--) {
        const step = places[l]!.outputStep;
        const slope = this.slopes[l]! + first * step;
        this.#arena.multiply(this.#backward[l]!, first, count);
        multiplyBySlope(shape.activation, memory, slope, this.values[l + 1]! + first * step, count * step);
        if (this.#single) roundSingle(memory, slope, count * step);
      }
    }
  }
}

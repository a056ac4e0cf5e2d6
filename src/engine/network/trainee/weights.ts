import type { ParameterRows } from '../../dynamics/discrete/parameterRows.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import type { Arena, RowProduct } from '../arena/contract.ts';
import type { Batch } from '../layer/batch.ts';
import { takenRows, type Layers } from '../layer/layers.ts';
import { roundSingle, type Precision } from '../precision.ts';
import { parameterRowsOf, type Trainee } from './contract.ts';

/** Where the parameters of one layer lie, counted from the first of all. */
interface Part {
  readonly layer: number;
  readonly weight: number;
  /** Null where the bias is not trained. */
  readonly bias: number | null;
}

/** Whole weight matrices: full fine-tuning; with the biases, pre-training. */
export class WeightTrainee implements Trainee {
  readonly lowest: number;
  readonly #arena: Arena;
  readonly #layers: Layers;
  readonly #parts: readonly Part[];
  readonly #length: number;
  readonly #state: number;
  readonly #descent: number;
  readonly #products: readonly { readonly product: RowProduct; readonly rows: number }[];
  readonly #single: boolean;
  #views: { readonly state: Float64Array; readonly descent: Float64Array } | undefined;

  /** Starts from the weights that the layers have. */
  constructor(
    arena: Arena,
    layers: Layers,
    batch: Batch,
    options: { readonly layers: readonly number[]; readonly biases: boolean; readonly precision: Precision },
  ) {
    this.#arena = arena;
    this.#layers = layers;
    this.#single = options.precision === 'float32';
    this.lowest = Math.min(...options.layers);
    let length = 0;
    this.#parts = options.layers.map(layer => {
      const { outputs, inputStep, outputStep } = layers.places[layer]!;
      const weight = length;
      length += outputs * inputStep;
      const bias = options.biases ? length : null;
      if (options.biases) length += outputStep;
      return { layer, weight, bias };
    });
    this.#length = length;
    this.#state = arena.allocate(length);
    this.#descent = arena.allocate(length);
    const one = arena.allocate(4);
    arena.memory[one] = 1;
    const { memory } = arena;
    this.#products = this.#parts.flatMap(({ layer, weight, bias }) => {
      const { W, bias: from, outputs, inputStep, outputStep } = layers.places[layer]!;
      memory.copyWithin(this.#state + weight, W, W + outputs * inputStep);
      // −∇W = slopesᵀ·inputs, −∇b = 1ᵀ·slopes, added to what is there.
      const toWeight = this.#descent + weight;
      const product: RowProduct = {
        ...{ out: toWeight, outStep: inputStep, base: toWeight, baseStep: inputStep },
        ...{ M: batch.slopes[layer]!, rowStep: 1, termStep: outputStep },
        ...{ X: batch.values[layer]!, xStep: inputStep, depth: batch.rows, length: inputStep },
      };
      if (bias === null) return [{ product, rows: outputs }];
      memory.copyWithin(this.#state + bias, from, from + outputStep);
      const toBias = this.#descent + bias;
      const forBias: RowProduct = {
        ...{ out: toBias, outStep: outputStep, base: toBias, baseStep: outputStep },
        ...{ M: one, rowStep: 0, termStep: 0 },
        ...{ X: batch.slopes[layer]!, xStep: outputStep, depth: batch.rows, length: outputStep },
      };
      return [
        { product, rows: outputs },
        { product: forBias, rows: 1 },
      ];
    });
  }

  get state(): Float64Array {
    return this.#seen().state;
  }

  get descent(): Float64Array {
    return this.#seen().descent;
  }

  rows(learningRate: number): ParameterRows {
    return parameterRowsOf(
      this.#parts.flatMap(({ layer, weight, bias }) => {
        const { inputs, outputs, inputStep, outputStep } = this.#layers.places[layer]!;
        const matrix = { start: weight, rows: outputs, step: inputStep, length: inputs, rate: learningRate };
        return bias === null
          ? [matrix]
          : [matrix, { start: bias, rows: 1, step: outputStep, length: outputs, rate: learningRate }];
      }),
    );
  }

  push(): void {
    const { memory } = this.#arena;
    for (const { layer, weight, bias } of this.#parts) {
      const { W, bias: to, outputs, inputStep, outputStep } = this.#layers.places[layer]!;
      memory.copyWithin(W, this.#state + weight, this.#state + weight + outputs * inputStep);
      if (bias !== null) memory.copyWithin(to, this.#state + bias, this.#state + bias + outputStep);
      this.#layers.transpose(layer);
    }
  }

  pull(): void {
    this.clear();
    this.add();
    if (this.#single) roundSingle(this.#arena.memory, this.#descent, this.#length);
  }

  clear(): void {
    this.descent.fill(0);
  }

  /** Adds −∂L/∂θ of the batch to what has been collected since `clear`. */
  add(): void {
    for (const { product, rows } of this.#products) this.#arena.multiply(product, 0, rows);
  }

  /** −∂L/∂W of a layer. */
  gradientOf(layer: number): Matrix {
    const part = this.#parts.find(({ layer: own }) => own === layer)!;
    const { inputs, outputs, inputStep } = this.#layers.places[layer]!;
    return takenRows(this.#arena.memory, this.#descent + part.weight, inputStep, outputs, inputs);
  }

  #seen() {
    const { memory } = this.#arena;
    return (this.#views ??= {
      state: memory.subarray(this.#state, this.#state + this.#length),
      descent: memory.subarray(this.#descent, this.#descent + this.#length),
    });
  }
}

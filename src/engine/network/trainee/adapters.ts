import type { ParameterRows } from '../../dynamics/discrete/parameterRows.ts';
import type { Matrix } from '../../linalg/matrix.ts';
import { scaled, transpose } from '../../linalg/products.ts';
import { padded, type Arena, type RowProduct } from '../arena/contract.ts';
import type { Batch } from '../layer/batch.ts';
import { putRows, takenRows, type Layers } from '../layer/layers.ts';
import { roundingOf, roundSingle, type Precision } from '../precision.ts';
import { parameterRowsOf, type Trainee } from './contract.ts';

/** A LoRA adapter of one layer at its start: W_l = W₀ + s·BA. */
export interface AdapterStart {
  readonly layer: number;
  /** rank × inputs. */
  readonly A: Matrix;
  /** outputs × rank. */
  readonly B: Matrix;
  /** The frozen matrix W₀. */
  readonly frozen: Matrix;
  /** Factors that stay as they are. */
  readonly untrained?: readonly ('A' | 'B')[];
}

/** Where an adapter lies: A and Bᵀ within the parameters, the rest in the arena. */
interface Part {
  readonly layer: number;
  readonly rank: number;
  readonly rankStep: number;
  readonly A: number;
  readonly Bt: number;
  readonly untrained: readonly ('A' | 'B')[];
  readonly scaledB: number;
  readonly scaledAt: number;
  readonly merge: RowProduct;
  /** Slopes times s·B, inputs times s·Aᵀ: one short row for each example. */
  readonly narrow: readonly RowProduct[];
  /** What they give: −∂L/∂A and −∂L/∂Bᵀ. */
  readonly descent: readonly RowProduct[];
}

/**
 * LoRA factors of some layers, as rows of A and of Bᵀ. The gradient of a factor is taken through the r numbers that the other
 * factor makes of each example, −∂L/∂A = (slopes·sB)ᵀ·inputs and −∂L/∂B = slopesᵀ·(inputs·sAᵀ), so that that of W is never
 * formed.
 */
export class AdapterTrainee implements Trainee {
  readonly lowest: number;
  readonly #arena: Arena;
  readonly #layers: Layers;
  readonly #batch: Batch;
  readonly #scaling: number;
  readonly #parts: readonly Part[];
  readonly #length: number;
  readonly #state: number;
  readonly #descent: number;
  readonly #single: boolean;
  readonly #ratio: number;
  #views: { readonly state: Float64Array; readonly descent: Float64Array } | undefined;

  constructor(
    arena: Arena,
    layers: Layers,
    batch: Batch,
    options: {
      readonly adapters: readonly AdapterStart[];
      /** s of W₀ + s·BA. */
      readonly scaling: number;
      /** LoRA+: B learns so many times as fast as A. */
      readonly learningRateRatio: number;
      readonly precision: Precision;
    },
  ) {
    this.#arena = arena;
    this.#layers = layers;
    this.#batch = batch;
    this.#scaling = options.scaling;
    this.#ratio = options.learningRateRatio;
    this.#single = options.precision === 'float32';
    this.lowest = Math.min(...options.adapters.map(({ layer }) => layer));
    const lengths = options.adapters.map(({ layer, A }) => {
      const { inputStep, outputStep } = layers.places[layer]!;
      return A.rows * (inputStep + outputStep);
    });
    this.#length = lengths.reduce((sum, length) => sum + length, 0);
    this.#state = arena.allocate(this.#length);
    this.#descent = arena.allocate(this.#length);
    let from = 0;
    this.#parts = options.adapters.map((start, i) => {
      const part = this.#partOf(start, from);
      from += lengths[i]!;
      return part;
    });
  }

  #partOf({ layer, A, B, frozen, untrained = [] }: AdapterStart, from: number): Part {
    const arena = this.#arena;
    const { inputs, outputs, inputStep, outputStep, W } = this.#layers.places[layer]!;
    const batch = this.#batch;
    const rank = A.rows;
    const rankStep = padded(rank);
    const atA = this.#state + from;
    const atBt = atA + rank * inputStep;
    const scaledB = arena.allocate(outputs * rankStep);
    const scaledAt = arena.allocate(inputs * rankStep);
    const base = arena.allocate(outputs * inputStep);
    const ofSlopes = arena.allocate(batch.rows * rankStep);
    const ofInputs = arena.allocate(batch.rows * rankStep);
    const round = roundingOf(this.#single ? 'float32' : 'float64');
    putRows(arena.memory, atA, inputStep, A, round);
    putRows(arena.memory, atBt, outputStep, transpose(B), round);
    putRows(arena.memory, base, inputStep, frozen, round);
    const narrow = (M: number, step: number, depth: number, X: number, out: number): RowProduct => ({
      ...{ out, outStep: rankStep, base: -1, baseStep: 0 },
      ...{ M, rowStep: step, termStep: 1, X, xStep: rankStep, depth, length: rankStep },
    });
    const descent = (M: number, X: number, step: number, out: number): RowProduct => ({
      ...{ out, outStep: step, base: -1, baseStep: 0 },
      ...{ M, rowStep: 1, termStep: rankStep, X, xStep: step, depth: batch.rows, length: step },
    });
    return {
      ...{ layer, rank, rankStep, untrained, A: from, Bt: from + rank * inputStep, scaledB, scaledAt },
      merge: {
        ...{ out: W, outStep: inputStep, base, baseStep: inputStep },
        ...{ M: scaledB, rowStep: rankStep, termStep: 1 },
        ...{ X: atA, xStep: inputStep, depth: rank, length: inputStep },
      },
      narrow: [
        narrow(batch.slopes[layer]!, outputStep, outputs, scaledB, ofSlopes),
        narrow(batch.values[layer]!, inputStep, inputs, scaledAt, ofInputs),
      ],
      descent: [
        descent(ofSlopes, batch.values[layer]!, inputStep, this.#descent + from),
        descent(ofInputs, batch.slopes[layer]!, outputStep, this.#descent + from + rank * inputStep),
      ],
    };
  }

  get state(): Float64Array {
    return this.#seen().state;
  }

  get descent(): Float64Array {
    return this.#seen().descent;
  }

  rows(learningRate: number): ParameterRows {
    return parameterRowsOf(
      this.#parts.flatMap(({ layer, rank, A, Bt, untrained }) => {
        const { inputs, outputs, inputStep, outputStep } = this.#layers.places[layer]!;
        const ofB = { rate: learningRate * this.#ratio, length: outputs, step: outputStep };
        const blocks = [
          { of: 'A', start: A, rows: rank, step: inputStep, length: inputs, rate: learningRate },
          { of: 'B', start: Bt, rows: rank, ...ofB },
        ] as const;
        return blocks.filter(block => !untrained.includes(block.of));
      }),
    );
  }

  push(): void {
    const { memory } = this.#arena;
    for (const { layer, rank, rankStep, A, Bt, scaledB, scaledAt, merge } of this.#parts) {
      const { inputs, outputs, inputStep, outputStep, W } = this.#layers.places[layer]!;
      this.#scaledTranspose(this.#state + A, inputStep, rank, inputs, scaledAt, rankStep);
      this.#scaledTranspose(this.#state + Bt, outputStep, rank, outputs, scaledB, rankStep);
      this.#arena.multiply(merge, 0, outputs);
      if (this.#single) roundSingle(memory, W, outputs * inputStep);
      this.#layers.transpose(layer);
    }
  }

  /** out ← s·Xᵀ for rows×cols numbers with rows `step` apart. */
  #scaledTranspose(at: number, step: number, rows: number, cols: number, out: number, outStep: number): void {
    const { memory } = this.#arena;
    for (let k = 0; k < rows; k++)
      for (let j = 0; j < cols; j++)
        memory[out + j * outStep + k] = this.#scaling * memory[at + k * step + j]!;
  }

  pull(): void {
    for (const { rank, narrow, descent } of this.#parts) {
      for (const product of narrow) this.#arena.multiply(product, 0, this.#batch.rows);
      for (const product of descent) this.#arena.multiply(product, 0, rank);
    }
    if (this.#single) roundSingle(this.#arena.memory, this.#descent, this.#length);
  }

  /** Copies of a layer’s factors: A, and s·B, whose product is what the layer has gained. */
  factors(layer: number): { readonly A: Matrix; readonly scaledB: Matrix; readonly B: Matrix } {
    const { rank, A, Bt } = this.#parts.find(({ layer: own }) => own === layer)!;
    const { inputs, outputs, inputStep, outputStep } = this.#layers.places[layer]!;
    const { memory } = this.#arena;
    const B = transpose(takenRows(memory, this.#state + Bt, outputStep, rank, outputs));
    return {
      A: takenRows(memory, this.#state + A, inputStep, rank, inputs),
      ...{ B, scaledB: scaled(B, this.#scaling) },
    };
  }

  #seen() {
    const { memory } = this.#arena;
    return (this.#views ??= {
      state: memory.subarray(this.#state, this.#state + this.#length),
      descent: memory.subarray(this.#descent, this.#descent + this.#length),
    });
  }
}

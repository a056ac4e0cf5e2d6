import type { NetworkExamples } from '../dataset/contract.ts';
import type { Arena } from './arena/contract.ts';
import { Batch } from './layer/batch.ts';
import type { Layers } from './layer/layers.ts';
import type { NetworkLoss } from './loss.ts';
import type { Precision } from './precision.ts';

/** Examples that are passed through the network at a time. */
const ROWS = 128;

/** Mean loss and share of right answers. */
export interface Judgement {
  readonly loss: number;
  readonly accuracy: number;
}

/** Takes what a network says of an example: its logits, which lie in memory from a place on. */
export interface LogitsTally {
  add(example: number, memory: Float64Array, at: number): void;
}

/** Judges a network, as its layers are, by examples of any number. */
export class Evaluation {
  readonly #batch: Batch;
  readonly #arena: Arena;
  readonly #step: number;

  constructor(
    arena: Arena,
    layers: Layers,
    options: { readonly loss: NetworkLoss; readonly precision: Precision },
  ) {
    this.#arena = arena;
    this.#step = layers.places.at(-1)!.outputStep;
    this.#batch = new Batch(arena, layers, { ...options, rows: ROWS });
  }

  /** `tally` gets the logits of every example. */
  of(examples: NetworkExamples, tally?: LogitsTally): Judgement {
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < examples.count; from += ROWS) {
      this.#batch.fill(examples, from, Math.min(ROWS, examples.count - from));
      this.#batch.forward(0);
      loss += this.#batch.sums.loss;
      correct += this.#batch.sums.correct;
      if (tally) this.#count(tally, from, Math.min(ROWS, examples.count - from));
    }
    return { loss: loss / examples.count, accuracy: correct / examples.count };
  }

  #count(tally: LogitsTally, from: number, count: number): void {
    const logits = this.#batch.values.at(-1)!;
    for (let i = 0; i < count; i++) tally.add(from + i, this.#arena.memory, logits + i * this.#step);
  }
}

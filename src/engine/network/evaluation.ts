import type { Examples } from '../dataset/contract.ts';
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

/** Judges a network, as its layers are, by examples of any number. */
export class Evaluation {
  readonly #batch: Batch;

  constructor(
    arena: Arena,
    layers: Layers,
    options: { readonly loss: NetworkLoss; readonly precision: Precision },
  ) {
    this.#batch = new Batch(arena, layers, { ...options, rows: ROWS });
  }

  of(examples: Examples): Judgement {
    let loss = 0;
    let correct = 0;
    for (let from = 0; from < examples.count; from += ROWS) {
      this.#batch.fill(examples, from, Math.min(ROWS, examples.count - from));
      this.#batch.forward(0);
      loss += this.#batch.sums.loss;
      correct += this.#batch.sums.correct;
    }
    return { loss: loss / examples.count, accuracy: correct / examples.count };
  }
}

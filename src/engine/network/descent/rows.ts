import { shuffledIndices } from '../../random/shuffle.ts';
import type { NetworkExamples } from '../../dataset/contract.ts';
import type { RandomStream } from '../../random/stream.ts';
import type { Batch } from '../layer/batch.ts';

/** Which examples the next update sees. */
export interface RowSource {
  /** Puts them into the batch. */
  next(): void;
}

/** All of them, always. */
export function allRows(batch: Batch, examples: NetworkExamples): RowSource {
  batch.fill(examples, 0, examples.count);
  return { next: () => undefined };
}

/** Batches of a random order, drawn anew when too few are left; each sees the batch’s rows. */
export function randomRows(batch: Batch, examples: NetworkExamples, random: RandomStream): RowSource {
  let order: readonly number[] = [];
  let from = 0;
  return {
    next: () => {
      if (from + batch.rows > order.length) {
        order = shuffledIndices(examples.count, random);
        from = 0;
      }
      batch.fill(examples, from, batch.rows, order);
      from += batch.rows;
    },
  };
}

import { KeptLatest } from '../../keptLatest.ts';
import type { Task } from './task.ts';

/** A task that is yet to be built: reading and checking is over, drawing and pre-training are not. */
export interface TaskSource {
  /** The same for the same task, bit by bit. */
  readonly key: string;
  /** m, n, N and K. */
  readonly shape: TaskShape;
  /** Whether the task will have a test set. */
  readonly hasTest: boolean;
  /** Builds the task; yields every few milliseconds. */
  build(): Generator<undefined, Task, undefined>;
}

export interface TaskShape {
  readonly m: number;
  readonly n: number;
  /** N. */
  readonly samples: number;
  /** K. */
  readonly outputs: number;
}

const known = new KeptLatest<Task>(4);

/** The task of a source, built unless it is still known. */
export function* builtTask(source: TaskSource): Generator<undefined, Task, undefined> {
  const task = known.get(source.key) ?? (yield* source.build());
  known.put(source.key, task);
  return task;
}

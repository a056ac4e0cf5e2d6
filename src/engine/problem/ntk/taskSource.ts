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

/** Tasks built last, the latest at the end: runs of one problem follow each other. */
const known = new Map<string, Task>();
const MOST = 4;

/** The task of a source, built unless it is still known. */
export function* builtTask(source: TaskSource): Generator<undefined, Task, undefined> {
  const task = known.get(source.key) ?? (yield* source.build());
  known.delete(source.key);
  known.set(source.key, task);
  for (const oldest of known.keys()) {
    if (known.size <= MOST) break;
    known.delete(oldest);
  }
  return task;
}

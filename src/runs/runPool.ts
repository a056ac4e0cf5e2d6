import type { FromWorker, LoadedFiles, RunJob } from '../protocol/worker.ts';

/** What is heard of a job: `started`, `samples`…, and then exactly one of `finished`, `cancelled`, `failed`. */
export type JobMessage = Exclude<FromWorker, { type: 'ready' }>;

/** Jobs given to a pool together. */
export interface PoolTask {
  /** Resolves when every job has ended in one way or another. */
  readonly done: Promise<void>;
  /** Cancels what waits and asks what runs to stop. Resolves within 100 ms, when every job has ended. */
  stop(): Promise<void>;
  /** Cancels one job, which ends within 100 ms; one that has ended stays as it is. */
  cancel(index: number): void;
}

/** Whoever computes runs: threads in the product, anything in a test. */
export interface RunPool {
  /** How many runs are computed at once. */
  readonly size: number;
  /** Starts jobs in the order given; `files` are the users' arrays that the jobs name. */
  run(jobs: readonly RunJob[], files: LoadedFiles, hear: (message: JobMessage) => void): PoolTask;
}

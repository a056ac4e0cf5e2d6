import type { ToWorker } from '../protocol/worker.ts';

/** One worker as its pool sees it; what carries it (thread, web worker, stub) is not the pool's business. */
export interface WorkerHandle {
  post(message: ToWorker): void;
  /** Raises or lowers the flag that asks the run in progress to stop; seen between its slices of work. */
  setStop(stop: boolean): void;
  /** Ends the worker at once, whatever it is doing. Nothing is heard of it afterwards. */
  terminate(): void;
}

/** What a worker tells its pool. */
export interface WorkerEvents {
  /** A message, not yet checked. */
  message(message: unknown): void;
  /** The worker is gone without having been terminated; the reason is for a person. */
  lost(reason: string): void;
}

/** `early`: there is no work for it yet, so that it may use the wait to warm up. */
export type WorkerFactory = (events: WorkerEvents, early: boolean) => WorkerHandle;

import { Worker } from 'node:worker_threads';
import type { WorkerFactory } from './handle.ts';

/** What a thread finds in its `workerData`. */
export interface ThreadData {
  /** One Int32: not zero asks the run in progress to stop. */
  readonly stop: SharedArrayBuffer;
  /** Whether the thread was made before there was work for it. */
  readonly early: boolean;
  /** One Int32: not zero while the thread should rest now and then; null for a thread that somebody waits for. */
  readonly rests: SharedArrayBuffer | null;
}

/**
 * Workers that are threads of this process, running the bundled `entry.ts` at the given place. Those with `rests` are in the
 * background: they rest while its Int32 is not zero.
 */
export function threadWorkers(
  entry: string | URL,
  log: (line: string) => void,
  { rests = null }: Partial<Pick<ThreadData, 'rests'>> = {},
): WorkerFactory {
  return (events, early) => {
    const stop = new SharedArrayBuffer(4);
    const flag = new Int32Array(stop);
    const workerData: ThreadData = { stop, early, rests };
    const worker = new Worker(entry, { workerData, execArgv: [], stdout: true, stderr: true });
    let gone = false;
    const lose = (reason: string): void => {
      if (gone) return;
      gone = true;
      events.lost(reason);
    };
    worker.on('message', (message: unknown) => {
      if (!gone) events.message(message);
    });
    worker.on('error', error => lose(describe(error)));
    worker.on('exit', code => lose(`its thread ended with code ${code}`));
    // Standard output belongs to the program, not to its threads.
    for (const stream of [worker.stdout, worker.stderr]) {
      stream.on('data', (chunk: Uint8Array) => log(new TextDecoder().decode(chunk).trimEnd()));
    }
    return {
      post: message => worker.postMessage(message),
      setStop(asked) {
        Atomics.store(flag, 0, asked ? 1 : 0);
        Atomics.notify(flag, 0);
      },
      terminate() {
        gone = true;
        void worker.terminate();
      },
    };
  };
}

function describe(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return 'it ran out of memory';
  }
  return error instanceof Error ? error.message : String(error);
}

import type { FromWorker, RunJob } from '../protocol/worker.ts';
import type { WorkerEvents } from '../worker/handle.ts';
import { threadWorkers } from '../worker/threadWorkers.ts';

/**
 * Seconds until the first run of a fresh worker thread has ended: from the job, in a worker that was made ahead of time as
 * the extension makes it; or, with its `start`, from making the thread.
 */
export function firstResult(entry: string | URL, job: RunJob, from: 'job' | 'start'): Promise<number> {
  return new Promise((resolve, reject) => {
    let began = performance.now();
    const make = threadWorkers(entry, reject);
    const events: WorkerEvents = {
      lost: reason => reject(new Error(reason)),
      message(message) {
        const { type } = message as FromWorker;
        if (type === 'ready' && from === 'job') {
          began = performance.now();
          worker.post({ type: 'run', job });
        }
        if (type === 'failed') reject(new Error('the run failed'));
        if (type !== 'finished') return;
        resolve((performance.now() - began) / 1e3);
        worker.terminate();
      },
    };
    const worker = make(events, from === 'job');
    if (from === 'start') worker.post({ type: 'run', job });
  });
}

import type { FromWorker, LoadedFiles, RunJob } from '../../src/protocol/worker.ts';
import type { WorkerEvents, WorkerFactory } from '../../src/worker/handle.ts';

/** A worker whose behaviour the test writes. */
export interface StubWorker {
  readonly number: number;
  readonly jobs: RunJob[];
  readonly files: LoadedFiles[];
  stop: boolean;
  terminated: boolean;
  send(message: FromWorker | { readonly type: string }): void;
  lose(reason: string): void;
}

/** Workers that record what they are told and call `onJob` for each job, all in one thread. */
export function stubWorkers(onJob: (worker: StubWorker, job: RunJob) => void): {
  readonly factory: WorkerFactory;
  readonly workers: StubWorker[];
} {
  const workers: StubWorker[] = [];
  const factory = (events: WorkerEvents): ReturnType<WorkerFactory> => {
    const stub: StubWorker = {
      number: workers.length,
      jobs: [],
      files: [],
      stop: false,
      terminated: false,
      send(message) {
        if (!stub.terminated) events.message(message);
      },
      lose: reason => events.lost(reason),
    };
    workers.push(stub);
    return {
      post(message) {
        if (message.type === 'files') {
          stub.files.push(message.files);
        } else {
          stub.jobs.push(message.job);
          queueMicrotask(() => onJob(stub, message.job));
        }
      },
      setStop: asked => void (stub.stop = asked),
      terminate: () => void (stub.terminated = true),
    };
  };
  return { factory, workers };
}

export function finished(index: number, rows: readonly number[] = []): FromWorker {
  return {
    type: 'finished',
    index,
    seconds: 0.5,
    rows: Float64Array.from(rows),
    outcome: { reason: 'horizon', events: { escape: 1 }, health: { drift: 0 }, counts: { steps: 3 } },
  };
}

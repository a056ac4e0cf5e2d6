import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadExperiment } from '../src/experiment/load.ts';
import type { FromWorker, RunJob } from '../src/protocol/worker.ts';
import { threadWorkers } from '../src/worker/threadWorkers.ts';
import { median } from './median.ts';
import { spectrumProblem } from './smallExperiment.ts';

/** Milliseconds of the first run of P1's shape in a fresh worker thread. */
export interface FirstResult {
  /** From the job to the end of its run, in a worker that was made ahead of time. */
  readonly warmed: number;
  /** From making the thread to the end of the run that it was made for. */
  readonly withThread: number;
}

const entry = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'worker.cjs');

/** Needs the bundled worker. */
export async function firstResult(rounds: number): Promise<FirstResult> {
  const job = await smallJob();
  const warmed: number[] = [];
  const withThread: number[] = [];
  for (let round = 0; round < rounds; round++) {
    warmed.push(await once(job, true));
    withThread.push(await once(job, false));
  }
  return { warmed: median(warmed), withThread: median(withThread) };
}

async function once(job: RunJob, waitUntilReady: boolean): Promise<number> {
  return new Promise((resolve, reject) => {
    let began = performance.now();
    const start = (): void => {
      began = performance.now();
      worker.post({ type: 'run', job });
    };
    const worker = threadWorkers(
      entry,
      reject,
    )({
      lost: reason => reject(new Error(reason)),
      message(message) {
        const { type } = message as FromWorker;
        if (type === 'ready' && waitUntilReady) start();
        if (type === 'failed') reject(new Error('the run failed'));
        if (type !== 'finished') return;
        resolve(performance.now() - began);
        worker.terminate();
      },
    });
    if (!waitUntilReady) worker.post({ type: 'run', job });
  });
}

async function smallJob(): Promise<RunJob> {
  const text = JSON.stringify({
    version: 1,
    problem: spectrumProblem(50),
    adapter: { rank: 4, init: { kind: 'gaussian', randomFactor: 'A' }, initScale: 1e-3 },
    dynamics: { kind: 'gradientFlow', until: 50, samples: 51 },
  });
  const loaded = await loadExperiment(text, path =>
    Promise.resolve({ ok: false, reason: `no file ${path}` }),
  );
  const variant = loaded.variants[0]?.resolved;
  if (!variant) throw new Error(loaded.issues.map(({ message }) => message).join('; '));
  return { index: 0, variant, seed: 0 };
}

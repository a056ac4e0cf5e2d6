import { Worker } from 'node:worker_threads';
import { sweepExperiment } from '../src/cli/benchProblems.ts';
import { jobsOf } from '../src/cli/benchRuns.ts';
import { loadNow } from './machine.ts';
import type { Time } from './batches.ts';

/** What a thread of the bare sweep is given. */
export interface BareSweepData {
  /** Variants and seeds of all runs. */
  readonly jobs: Awaited<ReturnType<typeof jobsOf>>;
  /** The number of the next run, in shared memory. */
  readonly next: Int32Array;
}

/**
 * The sweep with the work that scipy does and no more: drawing, integration, loss and alignment at the samples, without the
 * panel's other curves and phase boundaries. The engine's own functions, on threads of the benchmark's; their second time.
 */
export async function bareSweepTime(workers: number): Promise<Time> {
  const data: BareSweepData = {
    jobs: await jobsOf(sweepExperiment),
    next: new Int32Array(new SharedArrayBuffer(4)),
  };
  const threads = Array.from(
    { length: workers },
    () => new Worker(new URL('./bareSweepThread.ts', import.meta.url), { workerData: data }),
  );
  try {
    const once = async (): Promise<void> => {
      data.next[0] = 0;
      await Promise.all(threads.map(finished));
    };
    await once();
    const load = loadNow();
    const before = performance.now();
    const used = process.cpuUsage();
    await once();
    const { user, system } = process.cpuUsage(used);
    return { wall: (performance.now() - before) / 1e3, cpu: (user + system) / 1e6, load };
  } finally {
    await Promise.all(threads.map(thread => thread.terminate()));
  }
}

function finished(thread: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    thread.once('message', () => resolve());
    thread.once('error', reject);
    thread.postMessage('go');
  });
}

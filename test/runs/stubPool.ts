import type { LoadedFiles, RunJob } from '../../src/protocol/worker.ts';
import type { JobMessage, PoolTask, RunPool } from '../../src/runs/runPool.ts';

/**
 * A pool in this thread. Each job yields `rowsOf(job)` one row a turn of the event loop, `size` jobs side by side.
 * Jobs whose seed is in `fail` fail after their first row; those in `hang` never end by themselves.
 */
export function stubPool(
  size: number,
  rowsOf: (job: RunJob) => readonly (readonly number[])[],
  options: { readonly fail?: readonly number[]; readonly hang?: readonly number[] } = {},
): RunPool & { readonly order: number[] } {
  const order: number[] = [];
  return {
    size,
    order,
    run(jobs: readonly RunJob[], _files: LoadedFiles, hear: (message: JobMessage) => void): PoolTask {
      const waiting = [...jobs];
      let stopped = false;
      const cancelled = new Set<number>();
      const isOver = (index: number): boolean => stopped || cancelled.has(index);
      const lane = async (): Promise<void> => {
        for (let job = waiting.shift(); job; job = waiting.shift()) {
          if (isOver(job.index))
            hear({ type: 'cancelled', index: job.index, seconds: 0, rows: new Float64Array() });
          else await work(job);
        }
      };
      const work = async (job: RunJob): Promise<void> => {
        const { index } = job;
        order.push(index);
        hear({ type: 'started', index, columns: ['t', 'loss'], kernel: 'stub' });
        const rows = rowsOf(job);
        for (const [i, row] of rows.entries()) {
          await new Promise(resolve => setImmediate(resolve));
          if (isOver(index)) break;
          const fraction = (i + 1) / rows.length;
          hear({ type: 'samples', index, fraction, rows: Float64Array.from(row) });
          if (options.fail?.includes(job.seed)) {
            hear({ type: 'failed', index, seconds: 1, message: 'The worker stopped' });
            return;
          }
        }
        while (options.hang?.includes(job.seed) && !isOver(index))
          await new Promise(resolve => setImmediate(resolve));
        if (isOver(index)) {
          hear({ type: 'cancelled', index, seconds: 1, rows: Float64Array.of(99, 99) });
          return;
        }
        const outcome = { reason: 'horizon' as const, events: { escape: job.seed }, health: {}, counts: {} };
        hear({ type: 'finished', index, seconds: 1, rows: new Float64Array(), outcome });
      };
      const done = Promise.all(Array.from({ length: size }, lane)).then(() => undefined);
      return {
        done,
        stop() {
          stopped = true;
          return done;
        },
        cancel: index => void cancelled.add(index),
      };
    },
  };
}

import { describe, expect, it } from 'vitest';
import type { FromWorker, RunJob } from '../../../src/protocol/worker.ts';
import type { JobMessage, RunPool } from '../../../src/runs/runPool.ts';
import { PreviewRunner, type PreviewJob } from '../../../src/runs/whatIf/previewRunner.ts';

/** A pool whose runs end when the test says so. */
function slowPool() {
  const begun: {
    readonly job: RunJob;
    readonly hear: (message: JobMessage) => void;
    readonly end: () => void;
  }[] = [];
  let stopped = 0;
  const pool: RunPool = {
    size: 1,
    run(jobs, _files, hear) {
      let end = (): void => undefined;
      const done = new Promise<void>(resolve => (end = resolve));
      begun.push({ job: jobs[0]!, hear, end: () => end() });
      return {
        done,
        cancel: () => undefined,
        stop() {
          stopped += 1;
          hear({ type: 'cancelled', index: 0, seconds: 0, rows: new Float64Array() });
          end();
          return done;
        },
      };
    },
  };
  return { pool, begun, stopped: () => stopped };
}

const outcome = { end: 'done', counts: {}, health: {}, events: {} } as unknown;
const job = (seed: number): PreviewJob => ({
  variant: { problem: {}, adapter: {}, dynamics: {}, metrics: [] },
  seed,
  files: {},
});

function finish(run: ReturnType<typeof slowPool>['begun'][number], rows: readonly number[]): void {
  run.hear({ type: 'started', index: 0, columns: ['t', 'loss'], kernel: 'stub' });
  run.hear({ type: 'samples', index: 0, fraction: 0.5, rows: Float64Array.from(rows.slice(0, 2)) });
  const rest = Float64Array.from(rows.slice(2));
  run.hear({ type: 'finished', index: 0, seconds: 0, rows: rest, outcome } as FromWorker & JobMessage);
  run.end();
}

describe('runs to look at', () => {
  it('give all samples of a run', async () => {
    const { pool, begun } = slowPool();
    const answer = new PreviewRunner(() => pool).run(job(0));
    finish(begun[0]!, [0, 1, 2, 3]);
    const run = await answer;
    expect(run?.ok === true && [run.columns, [...run.rows]]).toEqual([
      ['t', 'loss'],
      [0, 1, 2, 3],
    ]);
  });

  it('are made one at a time, the newest next: those between are not made at all', async () => {
    const { pool, begun } = slowPool();
    const runner = new PreviewRunner(() => pool);
    const answers = [1, 2, 3, 4].map(seed => runner.run(job(seed)));
    expect(begun.map(run => run.job.seed)).toEqual([1]);
    finish(begun[0]!, [0, 1]);
    expect((await answers[0])?.ok).toBe(true);
    expect(await answers[1]).toBeNull();
    expect(await answers[2]).toBeNull();
    expect(begun.map(run => run.job.seed)).toEqual([1, 4]);
    finish(begun[1]!, [0, 1]);
    expect((await answers[3])?.ok).toBe(true);
  });

  it('say why there is nothing to see', async () => {
    const { pool, begun } = slowPool();
    const answer = new PreviewRunner(() => pool).run(job(0));
    begun[0]!.hear({ type: 'failed', index: 0, seconds: 0, message: 'out of memory' });
    begun[0]!.end();
    expect(await answer).toEqual({ ok: false, problem: 'out of memory' });
  });

  it('are stopped where a newer one has waited for long', async () => {
    const { pool, begun, stopped } = slowPool();
    const runner = new PreviewRunner(() => pool);
    const first = runner.run(job(1));
    const second = runner.run(job(2));
    expect(await first).toBeNull();
    expect(stopped()).toBe(1);
    finish(begun[1]!, [0, 1]);
    expect((await second)?.ok).toBe(true);
  });
});

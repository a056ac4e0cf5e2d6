import { describe, expect, it, vi } from 'vitest';
import type { RunJob } from '../../src/protocol/worker.ts';
import type { JobMessage } from '../../src/runs/runPool.ts';
import { WorkerPool } from '../../src/worker/pool.ts';
import { finished, stubWorkers } from './stubWorkers.ts';

function jobs(count: number, from = 0): RunJob[] {
  return Array.from({ length: count }, (_, i) => ({ index: from + i, variant: {}, seed: i }));
}

function ends(heard: readonly JobMessage[]): string[] {
  return heard
    .filter(({ type }) => type !== 'started' && type !== 'samples')
    .map(({ type, index }) => `${type} ${index}`);
}

describe('the worker pool', () => {
  it('does every job once, in the order given, on persistent workers', async () => {
    const { factory, workers } = stubWorkers((worker, job) => worker.send(finished(job.index)));
    const pool = new WorkerPool(factory, 2, () => undefined);
    const heard: JobMessage[] = [];
    await pool.run(jobs(7), {}, message => heard.push(message)).done;
    expect(ends(heard)).toEqual([0, 1, 2, 3, 4, 5, 6].map(i => `finished ${i}`));
    await pool.run(jobs(3), {}, message => heard.push(message)).done;
    expect(workers).toHaveLength(2);
    expect(workers.flatMap(worker => worker.jobs)).toHaveLength(10);
  });

  it('makes no more workers than there are jobs', async () => {
    const { factory, workers } = stubWorkers((worker, job) => worker.send(finished(job.index)));
    const pool = new WorkerPool(factory, 8, () => undefined);
    await pool.run(jobs(2), {}, () => undefined).done;
    expect(workers).toHaveLength(2);
    pool.warm();
    expect(workers).toHaveLength(8);
  });

  it('gives each worker the files once a task', async () => {
    const { factory, workers } = stubWorkers((worker, job) => worker.send(finished(job.index)));
    const pool = new WorkerPool(factory, 1, () => undefined);
    const files = { 'w.npy': { data: { shape: [2], data: Float64Array.of(1, 2) } } };
    await pool.run(jobs(3), files, () => undefined).done;
    await pool.run(jobs(2), {}, () => undefined).done;
    expect(workers[0]!.files).toStrictEqual([files, {}]);
  });

  it('lets two tasks take turns', async () => {
    const order: number[] = [];
    const { factory } = stubWorkers((worker, job) => {
      order.push(job.index);
      worker.send(finished(job.index));
    });
    const pool = new WorkerPool(factory, 1, () => undefined);
    const first = pool.run(jobs(3), {}, () => undefined);
    const second = pool.run(jobs(3, 10), {}, () => undefined);
    await Promise.all([first.done, second.done]);
    expect(order).toEqual([0, 10, 1, 11, 2, 12]);
  });

  it('stops: what waits is cancelled, what runs answers with what it has', async () => {
    const { factory, workers } = stubWorkers((worker, job) => {
      const poll = setInterval(() => {
        if (!worker.stop) return;
        clearInterval(poll);
        worker.send({ type: 'cancelled', index: job.index, seconds: 1, rows: Float64Array.of(job.index) });
      }, 2);
    });
    const pool = new WorkerPool(factory, 2, () => undefined);
    const heard: JobMessage[] = [];
    const task = pool.run(jobs(5), {}, message => heard.push(message));
    await task.stop();
    expect(ends(heard).sort()).toEqual([0, 1, 2, 3, 4].map(i => `cancelled ${i}`));
    expect(heard.filter(message => message.type === 'cancelled' && message.rows.length > 0)).toHaveLength(2);
    expect(workers.every(worker => !worker.terminated)).toBe(true);
  });

  it('cancels one job, waiting or running, and goes on with the others', async () => {
    const { factory } = stubWorkers((worker, job) => {
      const poll = setInterval(() => {
        if (job.index < 2 && !worker.stop) return;
        clearInterval(poll);
        const { index } = job;
        if (worker.stop) worker.send({ type: 'cancelled', index, seconds: 1, rows: Float64Array.of(index) });
        else worker.send(finished(index));
      }, 2);
    });
    const pool = new WorkerPool(factory, 2, () => undefined);
    const heard: JobMessage[] = [];
    const task = pool.run(jobs(5), {}, message => heard.push(message));
    task.cancel(3);
    expect(ends(heard)).toEqual(['cancelled 3']);
    task.cancel(0);
    await vi.waitFor(() => expect(ends(heard)).toContain('finished 4'));
    task.cancel(1);
    task.cancel(4);
    await task.done;
    expect(ends(heard).sort()).toEqual([
      ...['cancelled 0', 'cancelled 1', 'cancelled 3'],
      ...['finished 2', 'finished 4'],
    ]);
  });

  it('ends a worker that does not answer a stop within the promised time, and replaces it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const { factory, workers } = stubWorkers((worker, job) => {
        if (job.index >= 10) worker.send(finished(job.index));
      });
      const pool = new WorkerPool(factory, 1, () => undefined);
      const heard: JobMessage[] = [];
      const task = pool.run(jobs(2), {}, message => heard.push(message));
      let stopped = false;
      void task.stop().then(() => (stopped = true));
      await vi.advanceTimersByTimeAsync(65);
      expect([stopped, workers[0]!.terminated]).toEqual([false, false]);
      await vi.advanceTimersByTimeAsync(30);
      expect([stopped, workers[0]!.terminated]).toEqual([true, true]);
      expect(ends(heard).sort()).toEqual(['cancelled 0', 'cancelled 1']);
      // What the dead worker still says is not heard, and the next job gets a new one.
      workers[0]!.terminated = false;
      workers[0]!.send(finished(0));
      await pool.run(jobs(1, 10), {}, message => heard.push(message)).done;
      expect(workers).toHaveLength(2);
      expect(ends(heard).at(-1)).toBe('finished 10');
      expect(ends(heard)).toHaveLength(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not let a stop reach the next job', async () => {
    const { factory, workers } = stubWorkers((worker, job) => {
      if (job.index > 0) worker.send(finished(job.index));
    });
    const pool = new WorkerPool(factory, 1, () => undefined);
    const first = pool.run(jobs(1), {}, () => undefined);
    const stopping = first.stop();
    // The run ends by itself just as it is asked to stop.
    workers[0]!.send(finished(0));
    await stopping;
    expect(workers[0]!.stop).toBe(true);
    const heard: JobMessage[] = [];
    await pool.run(jobs(1, 1), {}, message => heard.push(message)).done;
    expect(workers[0]!.stop).toBe(false);
    expect(ends(heard)).toEqual(['finished 1']);
  });

  it('fails the run of a worker that crashes, with the reason, and goes on with another', async () => {
    const lines: string[] = [];
    const { factory, workers } = stubWorkers((worker, job) => {
      worker.send({ type: 'ready' });
      if (job.index === 1) worker.lose('it ran out of memory');
      else worker.send(finished(job.index));
    });
    const pool = new WorkerPool(factory, 1, line => lines.push(line));
    const heard: JobMessage[] = [];
    await pool.run(jobs(4), {}, message => heard.push(message)).done;
    expect(ends(heard)).toEqual(['finished 0', 'failed 1', 'finished 2', 'finished 3']);
    expect(heard.find(({ type }) => type === 'failed')).toMatchObject({
      message: 'The worker that computed this run stopped: it ran out of memory',
    });
    expect(workers).toHaveLength(2);
    expect(lines).toEqual(['A worker was lost: it ran out of memory']);
  });

  it('gives up when no worker comes up', async () => {
    const { factory, workers } = stubWorkers(worker => worker.lose('Cannot find module'));
    const pool = new WorkerPool(factory, 2, () => undefined);
    const heard: JobMessage[] = [];
    await pool.run(jobs(50), {}, message => heard.push(message)).done;
    expect(heard).toHaveLength(50);
    expect(
      heard.every(message => message.type === 'failed' && message.message.includes('Cannot find module')),
    ).toBe(true);
    expect(workers.length).toBeLessThan(8);
  });

  it('logs and drops messages that it does not know', async () => {
    const lines: string[] = [];
    const { factory } = stubWorkers((worker, job) => {
      worker.send({ type: 'surprise' });
      worker.send(finished(99));
      worker.send(finished(job.index));
    });
    const pool = new WorkerPool(factory, 1, line => lines.push(line));
    const heard: JobMessage[] = [];
    await pool.run(jobs(1), {}, message => heard.push(message)).done;
    expect(ends(heard)).toEqual(['finished 0']);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('surprise');
    expect(lines[1]).toContain('99');
  });

  it('cancels everything when it is disposed', async () => {
    const { factory, workers } = stubWorkers(() => undefined);
    const pool = new WorkerPool(factory, 2, () => undefined);
    const heard: JobMessage[] = [];
    const task = pool.run(jobs(4), {}, message => heard.push(message));
    pool.dispose();
    await task.done;
    expect(ends(heard).sort()).toEqual([0, 1, 2, 3].map(i => `cancelled ${i}`));
    expect(workers.every(worker => worker.terminated)).toBe(true);
    await pool.run(jobs(1), {}, message => heard.push(message)).done;
    expect(ends(heard)).toHaveLength(5);
  });

  it('has nothing to do for an empty batch', async () => {
    const { factory, workers } = stubWorkers(() => undefined);
    await new WorkerPool(factory, 2, () => undefined).run([], {}, () => undefined).done;
    expect(workers).toHaveLength(0);
  });
});

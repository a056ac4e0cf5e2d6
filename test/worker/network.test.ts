import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import type { JobMessage } from '../../src/runs/runPool.ts';
import { WorkerPool } from '../../src/worker/pool.ts';
import { threadWorkers } from '../../src/worker/threadWorkers.ts';
import { BundledWorker } from './bundledWorker.ts';

let bundle: BundledWorker;
let entry: string;
beforeAll(async () => {
  bundle = await BundledWorker.make();
  entry = bundle.path;
});
afterAll(() => bundle.remove());

const pools: WorkerPool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

/** A network that takes 40 steps, or as many as it is asked for. */
async function jobs(count: number, steps = 40) {
  const text = JSON.stringify({
    problem: { kind: 'network', hidden: [10], pretraining: { epochs: 2 }, N: 80 },
    dynamics: { kind: 'gd', batch: 20, steps },
    seeds: count,
  });
  const { variants, seeds } = await loadExperiment(text, () =>
    Promise.resolve({ ok: false, reason: 'none' }),
  );
  return seeds.map((seed, index) => ({ index, seed, variant: variants[0]!.resolved }));
}

/** Every run’s samples in order, by job. */
async function samples(workers: number, count: number): Promise<number[][]> {
  const pool = new WorkerPool(
    threadWorkers(entry, () => undefined),
    workers,
    () => undefined,
  );
  pools.push(pool);
  const rows = Array.from({ length: count }, () => [] as number[]);
  const hear = (message: JobMessage) => {
    if ('rows' in message) rows[message.index]!.push(...message.rows);
  };
  await Promise.all((await jobs(count)).map(job => pool.run([job], {}, hear).done));
  return rows;
}

it('a network ends in the same bits on one thread and on two, each of which pre-trains it', async () => {
  const [one, two] = [await samples(1, 4), await samples(2, 4)];
  expect(one[0]!.length).toBeGreaterThan(100);
  expect(two).toEqual(one);
  expect(new Set(one.map(row => row.at(-1))).size).toBe(4);
});

it('a network stops between its slices of work, with what it has recorded', async () => {
  const pool = new WorkerPool(
    threadWorkers(entry, () => undefined),
    1,
    () => undefined,
  );
  pools.push(pool);
  const heard: JobMessage[] = [];
  const batch = pool.run(await jobs(1, 5_000_000), {}, message => {
    heard.push(message);
    if (message.type === 'samples' && message.rows.length > 0) batch.cancel(0);
  });
  await batch.done;
  expect(heard.at(-1)!.type).toBe('cancelled');
  expect(heard.some(message => message.type === 'samples' && message.rows.length > 0)).toBe(true);
});

import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import type { BatchEvent } from '../../src/runs/batchEvents.ts';
import type { BatchRequest } from '../../src/runs/batchRequest.ts';
import type { RunRecord } from '../../src/runs/record.ts';
import { requestOf } from '../../src/runs/requestOf.ts';
import { resumeProblem } from '../../src/runs/resume.ts';
import { BatchSession } from '../../src/runs/session.ts';
import { RunStore } from '../../src/runs/store.ts';
import { WorkerPool } from '../../src/worker/pool.ts';
import { threadWorkers } from '../../src/worker/threadWorkers.ts';
import { classFiles } from '../experiment/imageFolder/datasets.ts';
import { filesOf } from '../experiment/reading.ts';
import { memoryFiles } from '../runs/memoryFiles.ts';
import { BundledWorker } from './bundledWorker.ts';

let bundle: BundledWorker;
beforeAll(async () => {
  bundle = await BundledWorker.make();
});
afterAll(() => bundle.remove());

const pools: WorkerPool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

/** Fresh threads, which know no network that was trained before. */
function newPool(size: number): WorkerPool {
  const pool = new WorkerPool(
    threadWorkers(bundle.path, () => undefined),
    size,
    () => undefined,
  );
  pools.push(pool);
  return pool;
}

const training = {
  adapter: { rank: 2 },
  dynamics: { kind: 'gd', batch: 16, steps: 800, learningRate: 0.05 },
  seeds: 3,
  sweep: { 'adapter.initScale': [1, 0.1] },
};
const images = classFiles('images', { cats: 30, dogs: 30, newts: 30 });
const prose = new TextEncoder().encode('It was the best of times, it was the worst of times. '.repeat(40));

async function requested(problem: object) {
  const text = JSON.stringify({ problem, ...training });
  const loaded = await loadExperiment(text, filesOf({ ...images, 'prose.txt': prose }));
  const request = requestOf(loaded, { source: 'a.lora.json', text, fallbackTitle: 'a' });
  if (!request) throw new Error(loaded.issues.map(({ message }) => message).join('; '));
  return { loaded, request };
}

/** What has to be the same: everything but the seconds. */
function essence(records: readonly (RunRecord | undefined)[]): unknown[] {
  return records.map(
    record => record && { ...record, seconds: 0, samples: new Uint8Array(record.samples.slice().buffer) },
  );
}

function listening(request: BatchRequest, store: RunStore | null, workers = 2) {
  const session = new BatchSession(request, { pool: newPool(workers), store });
  const started: number[] = [];
  session.on(event => {
    if (event.type === 'runStarted') started.push(event.run);
  });
  return { session, started };
}

it.each<[string, object]>([
  ['network', { kind: 'network', hidden: [10], pretraining: { epochs: 2 }, N: 80 }],
  [
    'network on a folder of images',
    { kind: 'network', data: { kind: 'folder', path: 'images' }, hidden: [6], pretraining: { epochs: 2 } },
  ],
  [
    'character model',
    {
      ...{ kind: 'characterModel', context: 3, hidden: [8], pretraining: { epochs: 1 }, N: 200 },
      fineTunedOn: { kind: 'file', path: 'prose.txt' },
    },
  ],
])(
  'a %s that was stopped goes on with what was finished, to the bits of one that was not',
  async (_, problem) => {
    const { request } = await requested(problem);
    const whole = listening(request, null).session;
    await whole.launch();
    expect(whole.records.map(record => record?.status)).toEqual(Array(6).fill('done'));

    const files = memoryFiles();
    // one worker: no other run can end while the third is stopped
    const { session, started } = listening(request, new RunStore(files), 1);
    session.on((event: BatchEvent): void => {
      if (event.type === 'runStarted' && started.length === 3) void session.stop();
    });
    const summary = await session.launch();
    const done = session.records.flatMap((record, run) => (record?.status === 'done' ? [run] : []));
    expect(summary.state).toBe('stopped');
    expect(done.length).toBeGreaterThanOrEqual(2);
    expect(done.length).toBeLessThan(6);

    const again = await requested(problem);
    expect(resumeProblem(session.head, again.loaded)).toBeNull();
    const resumed = listening(again.request, new RunStore(files));
    const { runs, state } = await resumed.session.launch();
    expect(state).toBe('done');
    expect(runs.cached).toBe(done.length);
    expect(resumed.started.toSorted((a, b) => a - b)).toEqual(
      [0, 1, 2, 3, 4, 5].filter(run => !done.includes(run)),
    );
    expect(essence(resumed.session.records)).toEqual(essence(whole.records));
  },
);

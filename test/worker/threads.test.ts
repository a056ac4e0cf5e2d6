import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import type { RunJob } from '../../src/protocol/worker.ts';
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
const lines: string[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
  lines.length = 0;
});

function makePool(code: string, size = 1): WorkerPool {
  const pool = new WorkerPool(
    threadWorkers(code, line => lines.push(line)),
    size,
    line => lines.push(line),
  );
  pools.push(pool);
  return pool;
}

/** The job of a tiny problem, as an experiment file with these dynamics would give it. */
async function job(index: number, dynamics: object): Promise<RunJob> {
  const text = JSON.stringify({
    problem: {
      kind: 'matrixFactorization',
      pretrained: { kind: 'gaussian', dims: { m: 4, h: 6, n: 5 } },
      target: { kind: 'singularPair', pair: 'top', strength: 2 },
    },
    adapter: { rank: 2, initScale: 1e-3 },
    dynamics,
  });
  const { variants, issues } = await loadExperiment(text, () =>
    Promise.resolve({ ok: false, reason: 'none' }),
  );
  if (!variants[0]) throw new Error(issues.map(({ message }) => message).join('; '));
  return { index, seed: 0, variant: variants[0].resolved };
}

const flow = { kind: 'gradientFlow', until: 2 };
const endless = { kind: 'gd', learningRate: 1e-7, steps: 1_000_000_000, samples: 100_000 };

describe('worker threads', () => {
  it('plan and integrate real runs', async () => {
    const heard: JobMessage[] = [];
    await makePool(entry).run([await job(0, flow)], {}, message => heard.push(message)).done;
    expect(heard[0]).toMatchObject({ type: 'started', index: 0 });
    expect(heard.at(-1)).toMatchObject({ type: 'finished', index: 0, outcome: { reason: 'horizon' } });
    expect(lines).toEqual([]);
  });

  it('report settings that cannot be planned as a failed run', async () => {
    const heard: JobMessage[] = [];
    const broken = { ...(await job(0, flow)), variant: { problem: { kind: 'no such thing' } } };
    await makePool(entry).run([broken, await job(1, flow)], {}, message => heard.push(message)).done;
    expect(heard[0]).toMatchObject({ type: 'failed', index: 0 });
    expect(heard.at(-1)).toMatchObject({ type: 'finished', index: 1 });
  });

  it('stop in the middle of a run with what they have, and take the next', async () => {
    const heard: JobMessage[] = [];
    const pool = makePool(entry);
    const task = pool.run([await job(0, endless)], {}, message => {
      heard.push(message);
      if (message.type === 'samples') void task.stop();
    });
    await task.done;
    expect(heard.at(-1)).toMatchObject({ type: 'cancelled', index: 0 });
    expect(lines).toEqual([]);
    await pool.run([await job(1, flow)], {}, message => heard.push(message)).done;
    expect(heard.at(-1)).toMatchObject({ type: 'finished', index: 1 });
  });

  it('stop in the middle of a run of the NTK regime, which begins again where it began', async () => {
    const text = JSON.stringify({
      problem: { kind: 'ntk', source: { kind: 'gaussian', dims: { m: 12, n: 12 }, N: 40 }, lambda: 0.01 },
      adapter: { rank: 3, initScale: 0.01 },
      dynamics: { kind: 'descent', iterations: 2000, polishIterations: 200 },
    });
    const { variants } = await loadExperiment(text, () => Promise.resolve({ ok: false, reason: 'none' }));
    const one = { index: 0, seed: 0, variant: variants[0]!.resolved };
    const pool = makePool(entry);
    const rowsOf = async (stop: boolean): Promise<{ readonly last: JobMessage; readonly rows: number[] }> => {
      const heard: JobMessage[] = [];
      const task = pool.run([one], {}, message => {
        heard.push(message);
        if (stop && message.type === 'started') void task.stop();
      });
      await task.done;
      return { last: heard.at(-1)!, rows: heard.flatMap(one => ('rows' in one ? [...one.rows] : [])) };
    };
    const stopped = await rowsOf(true);
    expect(stopped.last).toMatchObject({ type: 'cancelled' });
    const [whole, again] = [await rowsOf(false), await rowsOf(false)];
    expect(whole.last).toMatchObject({ type: 'finished', outcome: { reason: 'stationary' } });
    expect(again.rows).toEqual(whole.rows);
    expect(whole.rows.length).toBeGreaterThan(stopped.rows.length);
    expect(whole.rows.slice(0, stopped.rows.length)).toEqual(stopped.rows);
  });

  it('come to the same while they rest, and stop while they rest', async () => {
    const rests = new SharedArrayBuffer(4);
    const pool = new WorkerPool(
      threadWorkers(entry, line => lines.push(line), { rests }),
      1,
      line => lines.push(line),
    );
    pools.push(pool);
    const [short, long] = [
      await job(0, { kind: 'gd', learningRate: 1e-3, steps: 5000 }),
      await job(1, endless),
    ];
    const rowsOf = async (): Promise<number[]> => {
      const heard: JobMessage[] = [];
      await pool.run([short], {}, message => heard.push(message)).done;
      return heard.flatMap(message => ('rows' in message ? [...message.rows] : []));
    };
    const plain = await rowsOf();
    Atomics.store(new Int32Array(rests), 0, 1);
    expect(await rowsOf()).toEqual(plain);
    const heard: JobMessage[] = [];
    const task = pool.run([long], {}, message => {
      heard.push(message);
      if (message.type === 'samples') void task.stop();
    });
    await task.done;
    expect(heard.at(-1)).toMatchObject({ type: 'cancelled', index: 1 });
  });

  it('are ended when they do not listen, and replaced', async () => {
    const deaf = await bundle.script(
      'deaf',
      `
      const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ type, job }) => {
        if (type !== 'run') return;
        parentPort.postMessage({ type: 'started', index: job.index, columns: ['t'], kernel: 'none' });
        for (;;);
      });`,
    );
    const heard: JobMessage[] = [];
    const pool = makePool(deaf);
    const task = pool.run([await job(0, flow)], {}, message => {
      heard.push(message);
      if (message.type === 'started') void task.stop();
    });
    await task.done;
    expect(heard.map(({ type }) => type)).toEqual(['started', 'cancelled']);
  });

  it('that crash say why', async () => {
    for (const [name, text, reason] of [
      ['throws', 'throw new Error("no room")', 'no room'],
      ['exits', 'process.exit(3)', 'ended with code 3'],
      ['misses', 'require("./not-there.js")', 'not-there'],
    ] as const) {
      const heard: JobMessage[] = [];
      const code = await bundle.script(name, text);
      await makePool(code).run([await job(0, flow)], {}, message => heard.push(message)).done;
      expect(heard).toHaveLength(1);
      expect(heard[0]).toMatchObject({ type: 'failed' });
      expect(JSON.stringify(heard[0])).toContain(reason);
    }
  });

  it('that print do so into the log', async () => {
    const chatty = await bundle.script(
      'chatty',
      `
      const { parentPort } = require('node:worker_threads');
      console.log('out');
      console.error('err');
      parentPort.on('message', ({ type, job }) => {
        if (type === 'run') setTimeout(() => parentPort.postMessage({ type: 'failed', index: job.index, seconds: 0, message: 'x' }), 50);
      });`,
    );
    await makePool(chatty).run([await job(0, flow)], {}, () => undefined).done;
    expect(lines.sort()).toEqual(['err', 'out']);
  });
});

import { describe, expect, it } from 'vitest';
import type { BatchEvent } from '../../src/runs/batchEvents.ts';
import type { BatchRequest } from '../../src/runs/batchRequest.ts';
import { ProgressMeter } from '../../src/runs/progress.ts';
import type { RunRecord } from '../../src/runs/record.ts';
import type { SessionPorts } from '../../src/runs/session.ts';
import { BatchSession } from '../../src/runs/session.ts';
import { RunStore } from '../../src/runs/store.ts';
import { memoryFiles } from './memoryFiles.ts';
import { stubPool } from './stubPool.ts';

/** Ranks × seeds; the id of a run says what it is. */
function request(ranks: readonly number[], seeds: readonly number[]): BatchRequest {
  return {
    engine: '0.1.0',
    configHash: 'abc',
    source: 'a.lora.json',
    title: 'A title',
    experiment: {},
    text: '{}',
    variants: ranks.map(rank => ({ label: { 'adapter.rank': rank }, resolved: { rank } })),
    seeds,
    files: {},
    runs: ranks.flatMap((rank, variant) =>
      seeds.map(seed => ({ id: `rank${rank}-seed${seed}`, variant, seed, cost: rank })),
    ),
  };
}

/** Rows that depend on the settings alone. */
function rowsOf(job: { readonly variant: unknown; readonly seed: number }): number[][] {
  const { rank } = job.variant as { rank: number };
  return Array.from({ length: rank + 1 }, (_, i) => [i, (job.seed + 1) / (3 + i + rank)]);
}

/** A clock that moves a second at each look, so that no event is held back. */
function ports(more: Partial<SessionPorts> = {}): SessionPorts {
  let now = 0;
  let random = 0;
  return {
    pool: stubPool(2, rowsOf),
    store: null,
    clock: {
      now: () => (now += 1000),
      date: () => new Date(1_800_000_000_000),
      random: () => (random += 0.01),
    },
    ...more,
  };
}

function listen(session: BatchSession): BatchEvent[] {
  const events: BatchEvent[] = [];
  session.on(event => events.push(event));
  return events;
}

function essence(records: readonly (RunRecord | undefined)[]): unknown[] {
  return records.map(record => record && { ...record, samples: [...record.samples] });
}

describe('a batch session', () => {
  it('computes every run once and tells what happens', async () => {
    const session = new BatchSession(request([1, 3], [0, 1]), ports());
    const events = listen(session);
    const summary = await session.launch();
    expect(summary).toMatchObject({
      state: 'done',
      runs: { total: 4, done: 4, failed: 0, cancelled: 0, cached: 0 },
    });
    expect(session.head.id).toMatch(/^2027\d{4}T\d{6}Z-[0-9a-f]{4}$/);
    expect(session.records.map(record => [record?.id, record?.samples.length])).toEqual([
      ['rank1-seed0', 4],
      ['rank1-seed1', 4],
      ['rank3-seed0', 8],
      ['rank3-seed1', 8],
    ]);
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('launched');
    expect(types.at(-1)).toBe('finished');
    for (const [type, count] of [
      ['runStarted', 4],
      ['samples', 12],
      ['runFinished', 4],
    ] as const) {
      expect(types.filter(other => other === type)).toHaveLength(count);
    }
    for (const [run, record] of session.records.entries()) {
      const sent = events.flatMap(event =>
        event.type === 'samples' && event.run === run ? [...event.rows] : [],
      );
      expect(sent).toEqual([...record!.samples]);
    }
  });

  it('goes seed by seed, and in each seed the largest first', async () => {
    const pool = stubPool(1, rowsOf);
    await new BatchSession(request([1, 5, 3], [7, 2]), ports({ pool })).launch();
    expect(pool.order).toEqual([2, 4, 0, 3, 5, 1]);
  });

  it('has the same result whatever the number of workers', async () => {
    const results: unknown[] = [];
    for (const size of [1, 2, 5]) {
      const session = new BatchSession(
        request([1, 2, 4], [0, 1, 2]),
        ports({ pool: stubPool(size, rowsOf) }),
      );
      await session.launch();
      results.push(essence(session.records));
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('cancels a single run; asked again, it is the only one computed', async () => {
    const files = memoryFiles();
    const asked = request([1, 3], [0, 1]);
    const first = new BatchSession(
      asked,
      ports({ pool: stubPool(2, rowsOf, { hang: [1] }), store: new RunStore(files) }),
    );
    first.on(event => {
      if (event.type === 'samples' && event.seed === 1) first.cancel(event.run);
    });
    expect(await first.launch()).toMatchObject({ state: 'stopped', runs: { done: 2, cancelled: 2 } });
    const pool = stubPool(1, rowsOf);
    const second = new BatchSession(asked, ports({ pool, store: new RunStore(files) }));
    expect(await second.launch()).toMatchObject({ state: 'done', runs: { done: 4, cached: 2 } });
    expect(pool.order).toEqual([3, 1]);
  });

  it('reports progress that grows to the whole', async () => {
    const session = new BatchSession(request([1, 3], [0, 1]), ports());
    const events = listen(session);
    await session.launch();
    const progress = events.flatMap(event => (event.type === 'progress' ? [event.progress] : []));
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(progress.at(-1)).toMatchObject({ ended: 4, total: 4, secondsLeft: 0 });
  });

  it('keeps a failed run with its reason, and the rest goes on', async () => {
    const files = memoryFiles();
    const pool = stubPool(2, rowsOf, { fail: [1] });
    const session = new BatchSession(request([2], [0, 1, 2]), ports({ pool, store: new RunStore(files) }));
    const summary = await session.launch();
    expect(summary).toMatchObject({ state: 'done', runs: { done: 2, failed: 1 } });
    expect(session.records[1]).toMatchObject({ status: 'failed', reason: 'The worker stopped' });
    expect(session.records[1]!.samples.length).toBe(2);
    const loaded = await new RunStore(files).load(session.head.id);
    expect(loaded.ok && essence(loaded.value.runs.map(({ record }) => record))).toEqual(
      essence(session.records),
    );
  });

  it('stops: keeps what was computed, and stores it', async () => {
    const files = memoryFiles();
    const pool = stubPool(1, rowsOf, { hang: [1] });
    const session = new BatchSession(request([2], [0, 1, 2]), ports({ pool, store: new RunStore(files) }));
    const finished = new Promise<void>(resolve => {
      session.on(event => {
        if (event.type === 'runStarted' && event.seed === 1) resolve();
      });
    });
    const launched = session.launch();
    await finished;
    await session.stop();
    expect(session.records.map(record => record?.status)).toEqual(['done', 'cancelled', 'cancelled']);
    expect([...session.records[1]!.samples].slice(-2)).toEqual([99, 99]);
    const summary = await launched;
    expect(summary).toMatchObject({ state: 'stopped', runs: { total: 3, done: 1, cancelled: 2 } });
    const listed = (await new RunStore(files).list()).batches[0]!;
    expect(listed.summary).toEqual(summary);
    expect(listed.runs.map(run => run.status)).toEqual(['done', 'cancelled', 'cancelled']);
  });

  it('says that it is stopped before it looks at what never started, and enters that at once', async () => {
    const seeds = Array.from({ length: 200 }, (_, i) => i);
    const session = new BatchSession(
      request([2], seeds),
      ports({ pool: stubPool(2, rowsOf, { hang: [0, 1] }), store: new RunStore(memoryFiles()) }),
    );
    const events = listen(session);
    session.on(event => {
      if (event.type === 'samples' && event.seed === 1) void session.stop();
    });
    const summary = await session.launch();
    expect(summary).toMatchObject({ state: 'stopped', runs: { done: 0, cancelled: 200 } });
    const types = events.map(({ type }) => type);
    const at = types.indexOf('stopped');
    expect(types.slice(0, at)).not.toContain('runFinished');
    expect(types.slice(at).filter(type => type === 'runFinished')).toHaveLength(2);
    const bulk = events.flatMap(event => (event.type === 'neverStarted' ? [event.records] : []));
    expect(bulk.map(({ length }) => length)).toEqual([198]);
    expect(session.records.every(record => record?.status === 'cancelled')).toBe(true);
    expect(session.progress).toMatchObject({ ended: 200, cancelled: 200 });
    expect(session.progress.fraction).toBeLessThanOrEqual(0.01);
  });

  it('is resumed where it was when its window is killed between the stop and the last write', async () => {
    let writes = -Infinity;
    const dying = memoryFiles({
      fail: operation => (operation !== 'append' || (writes += 1) > 1 ? (writes >= 0 ? 'EIO' : null) : null),
    });
    const asked = request([2], [0, 1, 2]);
    const stopped = new BatchSession(
      asked,
      ports({ pool: stubPool(1, rowsOf, { hang: [1] }), store: new RunStore(dying) }),
    );
    stopped.on(event => {
      if (event.type === 'stopped') writes = 0;
      if (event.type === 'runStarted' && event.seed === 1) void stopped.stop();
    });
    await stopped.launch();
    writes = -Infinity;
    expect((await new RunStore(dying).list()).batches[0]!.summary.state).toBe('interrupted');
    const again = stubPool(1, rowsOf);
    const resumed = new BatchSession(asked, {
      ...ports({ pool: again, store: new RunStore(dying) }),
      clock: { now: () => 0, date: () => new Date(1_800_000_100_000), random: () => 0.5 },
    });
    expect((await resumed.launch()).runs).toMatchObject({ done: 3, cached: 1 });
    expect(again.order).toEqual([1, 2]);
  });

  it('stops before it has begun', async () => {
    const session = new BatchSession(request([2], [0, 1]), ports({ store: new RunStore(memoryFiles()) }));
    const launched = session.launch();
    await session.stop();
    expect((await launched).runs).toMatchObject({ done: 0, cancelled: 2 });
  });

  it('finds known runs in the store, copies them bit for bit, and computes only the others', async () => {
    const files = memoryFiles();
    const first = new BatchSession(request([1, 3], [0, 1]), ports({ store: new RunStore(files) }));
    await first.launch();

    const pool = stubPool(2, rowsOf);
    // A rank more, in front: every variant has another number now.
    const second = new BatchSession(request([2, 1, 3], [0, 1]), {
      ...ports({ pool, store: new RunStore(files) }),
      clock: { now: () => 0, date: () => new Date(1_800_000_100_000), random: () => 0.5 },
    });
    const events = listen(second);
    const summary = await second.launch();
    expect(summary.runs).toEqual({ total: 6, done: 6, failed: 0, cancelled: 0, cached: 4 });
    expect(pool.order).toEqual([0, 1]);
    expect(events.filter(event => event.type === 'runFinished' && event.cached)).toHaveLength(4);
    expect(second.records.slice(2).map(record => record?.variant)).toEqual([1, 1, 2, 2]);
    expect(second.records.slice(2).map(record => [...record!.samples])).toEqual(
      first.records.map(record => [...record!.samples]),
    );

    // The new batch stands on its own: with the old one gone, its copies are found.
    const store = new RunStore(files);
    await store.remove(first.head.id);
    const found = await store.findRun('rank3-seed1');
    expect([...found!.samples]).toEqual([...first.records[3]!.samples]);
    const loaded = await store.load(second.head.id);
    expect(loaded.ok && essence(loaded.value.runs.map(({ record }) => record))).toEqual(
      essence(second.records),
    );
  });

  it('computes stopped runs again and keeps the finished ones: a stopped sweep resumes', async () => {
    const files = memoryFiles();
    const pool = stubPool(1, rowsOf, { hang: [1] });
    const stopped = new BatchSession(request([2], [0, 1, 2]), ports({ pool, store: new RunStore(files) }));
    stopped.on(event => {
      if (event.type === 'runStarted' && event.seed === 1) void stopped.stop();
    });
    await stopped.launch();
    const again = stubPool(1, rowsOf);
    const resumed = new BatchSession(request([2], [0, 1, 2]), {
      ...ports({ pool: again, store: new RunStore(files) }),
      clock: { now: () => 0, date: () => new Date(1_800_000_100_000), random: () => 0.5 },
    });
    expect((await resumed.launch()).runs).toMatchObject({ done: 3, cached: 1 });
    expect(again.order).toEqual([1, 2]);
  });

  it('goes on in memory when the folder is read-only, and says so', async () => {
    const files = memoryFiles({ fail: operation => (operation === 'write' ? 'EACCES' : null) });
    const session = new BatchSession(request([1], [0, 1]), ports({ store: new RunStore(files) }));
    const events = listen(session);
    const summary = await session.launch();
    expect(summary.runs.done).toBe(2);
    expect(summary.message).toContain('cannot be written');
    expect(events.filter(({ type }) => type === 'notStored')).toHaveLength(1);
    expect(session.storageFault?.code).toBe('folder-read-only');
    expect(session.records.every(record => record?.status === 'done')).toBe(true);
  });

  it('goes on in memory when the disk becomes full', async () => {
    let written = 0;
    const files = memoryFiles({
      fail: (operation, _path, bytes) => (operation === 'append' && (written += bytes) > 0 ? 'ENOSPC' : null),
    });
    const session = new BatchSession(request([1], [0, 1]), ports({ store: new RunStore(files) }));
    const events = listen(session);
    const summary = await session.launch();
    expect(summary).toMatchObject({ state: 'done', runs: { done: 2 } });
    expect(summary.message).toContain('full');
    expect(events.at(-1)).toEqual({ type: 'finished', summary });
    expect((await new RunStore(files).list()).batches[0]!.summary.state).toBe('interrupted');
  });
});

describe('the progress meter', () => {
  it('weighs runs by their cost and leaves found runs out of the forecast', () => {
    const meter = new ProgressMeter([1, 3, 4]);
    meter.end(2, 'done', true);
    expect(meter.read(0)).toMatchObject({ fraction: 0.5, secondsLeft: null, rate: null });
    meter.end(0, 'failed', false);
    expect(meter.read(2)).toMatchObject({ fraction: 5 / 8, secondsLeft: 6, rate: 0.5, failed: 1 });
    meter.advance(1, 0.5);
    meter.advance(1, 0.2);
    expect(meter.read(5).fraction).toBe(6.5 / 8);
    meter.end(1, 'cancelled', false);
    expect(meter.read(5)).toMatchObject({
      fraction: 6.5 / 8,
      secondsLeft: 0,
      rate: 0.2,
      ended: 3,
      cancelled: 1,
    });
  });

  it('does without costs', () => {
    const meter = new ProgressMeter([Number.NaN, 0]);
    meter.end(0, 'done', false);
    expect(meter.read(1).fraction).toBe(0.5);
    expect(new ProgressMeter([]).read(1).fraction).toBe(1);
  });
});

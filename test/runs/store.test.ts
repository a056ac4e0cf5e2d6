import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Fault, Result } from '../../src/engine/fault.ts';
import type { BatchWriter } from '../../src/runs/batchWriter.ts';
import type { FileSystem } from '../../src/runs/files.ts';
import { nodeFiles } from '../../src/runs/nodeFiles.ts';
import type { BatchHead } from '../../src/runs/record.ts';
import { RunStore } from '../../src/runs/store.ts';
import { memoryFiles } from './memoryFiles.ts';
import { sampleEnd, sampleHead, sampleStart, sampleSummary } from './sampleBatch.ts';

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.faults.map(fault => fault.message).join('; '));
  return result.value;
}

async function begin(store: RunStore, head: BatchHead, faults: Fault[] = []): Promise<BatchWriter> {
  return valueOf(await store.create(head, fault => faults.push(fault)));
}

/** Stores a batch of two finished runs `<id>-0` and `<id>-1`. */
async function storeBatch(store: RunStore, head: BatchHead): Promise<void> {
  const writer = await begin(store, head);
  for (const run of [0, 1]) {
    writer.started(run, sampleStart(`${head.id}-${run}`, run));
    writer.rows(run, Float64Array.of(0, 12.5 + run, 1, 3 + run));
    writer.ended(run, sampleEnd());
  }
  await writer.finish(sampleSummary());
}

/** As if the process had died: a store that knows nothing of the first one's batches. */
function afterCrash(files: FileSystem): RunStore {
  return new RunStore(files);
}

for (const append of [true, false]) {
  describe(append ? 'a store that appends' : 'a store that writes pieces', () => {
    it('gives a batch back as it was', async () => {
      const files = memoryFiles({ append });
      const head = sampleHead('20261122T105801Z-0001');
      await storeBatch(new RunStore(files), head);

      const { batches, unreadable } = await new RunStore(files).list();
      expect(unreadable).toEqual([]);
      expect(batches).toHaveLength(1);
      expect(batches[0]!.head).toStrictEqual(head);
      expect(batches[0]!.summary).toStrictEqual(sampleSummary());
      expect(batches[0]!.runs.map(run => [run.rows, run.last])).toEqual([
        [2, [1, 3]],
        [2, [1, 4]],
      ]);

      const loaded = valueOf(await new RunStore(files).load(head.id));
      expect(loaded.lost).toBe(0);
      expect(loaded.runs[1]!.record).toStrictEqual({
        ...sampleStart(`${head.id}-1`, 1),
        ...sampleEnd(),
        samples: Float64Array.of(0, 13.5, 1, 4),
      });
      expect(new TextDecoder().decode(files.contents.get('.gitignore'))).toBe('*\n');
    });

    it('finds runs by id in any batch, but not those that did not finish', async () => {
      const files = memoryFiles({ append });
      const store = new RunStore(files);
      await storeBatch(store, sampleHead('20261122T105801Z-0001'));
      const writer = await begin(store, sampleHead('20261122T105901Z-0002'));
      for (const [run, end] of [
        sampleEnd({ status: 'cancelled', reason: 'stopped' }),
        sampleEnd({ status: 'failed', reason: 'worker crashed' }),
        sampleEnd({
          status: 'failed',
          reason: 'diverged',
          divergence: { t: 1, loss: 9, remedy: 'smaller step' },
        }),
      ].entries()) {
        writer.started(run, sampleStart(`late-${run}`, run));
        await writer.flush();
        writer.rows(run, Float64Array.of(run, run));
        writer.ended(run, end);
      }
      await writer.finish(sampleSummary());

      const wanted = new Set(['20261122T105801Z-0001-1', 'late-0', 'late-1', 'late-2', 'nowhere']);
      const found = await new RunStore(files).findRuns(wanted);
      expect([...found.keys()].sort()).toEqual(['20261122T105801Z-0001-1', 'late-2']);
      expect([...found.get('late-2')!.samples]).toEqual([2, 2]);
      expect([...found.get('20261122T105801Z-0001-1')!.samples]).toEqual([0, 13.5, 1, 4]);
    });

    it('comes back from a crash with everything that was flushed', async () => {
      const files = memoryFiles({ append });
      const head = sampleHead('20261122T105801Z-0001');
      const writer = await begin(new RunStore(files), head);
      writer.started(0, sampleStart('a'));
      writer.rows(0, Float64Array.of(0, 2));
      writer.ended(0, sampleEnd());
      await writer.flush();
      writer.started(1, sampleStart('b', 1));
      writer.rows(1, Float64Array.of(0, 4, 1, 5));
      await writer.flush();
      writer.rows(1, Float64Array.of(2, 6));

      const store = afterCrash(files);
      const batch = (await store.latestFor('a.lora.json'))!;
      expect(batch.summary.state).toBe('interrupted');
      expect(batch.summary.runs).toEqual({ total: 2, done: 1, failed: 0, cancelled: 1, cached: 0 });
      const loaded = valueOf(await store.load(head.id));
      expect(loaded.runs.map(({ record }) => [record.status, record.reason])).toEqual([
        ['done', 'horizon'],
        ['cancelled', 'interrupted'],
      ]);
      expect([...loaded.runs[1]!.record.samples]).toEqual([0, 4, 1, 5]);
      expect((await store.findRun('a'))?.status).toBe('done');
      expect(await store.findRun('b')).toBeUndefined();
      // The journal has been read once; from now on the summary answers.
      expect(files.contents.has(`batches/${head.id}/summary.json`)).toBe(true);
    });

    it('says when the disk is full, stops writing, and damages nothing that is stored', async () => {
      let room = Infinity;
      const files = memoryFiles({ append, fail: (_op, _path, bytes) => (bytes > room ? 'ENOSPC' : null) });
      const store = new RunStore(files);
      await storeBatch(store, sampleHead('20261122T105801Z-0001'));
      const before = new Map(files.contents);

      const faults: Fault[] = [];
      const head = sampleHead('20261122T105901Z-0002', { started: '2026-11-22T10:59:01.000Z' });
      const writer = await begin(store, head, faults);
      writer.started(0, sampleStart('late'));
      writer.rows(0, Float64Array.of(0, 1));
      writer.ended(0, sampleEnd());
      await writer.flush();
      room = 0;
      writer.started(1, sampleStart('later', 1));
      await writer.flush();
      writer.rows(1, Float64Array.of(0, 1));
      writer.ended(1, sampleEnd());
      await writer.finish(sampleSummary());

      expect(faults.map(fault => fault.code)).toEqual(['disk-full']);
      expect(faults[0]!.message).toContain('/memory');
      expect(writer.fault).toBe(faults[0]);
      for (const [path, bytes] of before) expect(files.contents.get(path)).toStrictEqual(bytes);

      const again = afterCrash(files);
      const { batches } = await again.list();
      expect(batches.map(batch => batch.summary.state)).toEqual(['interrupted', 'done']);
      expect((await again.findRun('late'))?.status).toBe('done');
      expect(await again.findRun('later')).toBeUndefined();
    });
  });
}

describe('the store', () => {
  it('says that a folder is read-only, and leaves nothing behind', async () => {
    const files = memoryFiles({ fail: operation => (operation === 'write' ? 'EROFS' : null) });
    const created = await new RunStore(files).create(sampleHead('20261122T105801Z-0001'), () => undefined);
    expect(created).toMatchObject({ ok: false, faults: [{ code: 'folder-read-only' }] });
    expect(files.contents.size).toBe(0);
  });

  it('refuses a newer format and leaves it alone', async () => {
    const files = memoryFiles();
    const head = { ...sampleHead('20261122T105801Z-0001'), format: 'lora-dynamics/2' };
    files.contents.set(`batches/${head.id}/head.json`, new TextEncoder().encode(JSON.stringify(head)));
    files.contents.set(`batches/${head.id}/journal.bin`, new Uint8Array([1, 2, 3]));
    const before = new Map(files.contents);
    const store = new RunStore(files);
    const { batches, unreadable } = await store.list();
    expect(batches).toEqual([]);
    expect(unreadable).toMatchObject([{ id: head.id, fault: { code: 'newer-format' } }]);
    expect(unreadable[0]!.fault.message).toContain('lora-dynamics/2');
    expect(await store.load(head.id)).toMatchObject({ ok: false, faults: [{ code: 'newer-format' }] });
    await store.retain({ batches: 1, bytes: 0 });
    expect(files.contents).toStrictEqual(before);
  });

  it('reports a damaged head, and the others are still listed', async () => {
    const files = memoryFiles();
    const store = new RunStore(files);
    await storeBatch(store, sampleHead('20261122T105801Z-0001'));
    files.contents.set('batches/broken/head.json', new TextEncoder().encode('{ "format": '));
    const { batches, unreadable } = await store.list();
    expect(batches).toHaveLength(1);
    expect(unreadable).toMatchObject([{ id: 'broken', fault: { code: 'batch-damaged' } }]);
  });

  it('counts the runs that a damaged journal has lost', async () => {
    const files = memoryFiles();
    const head = sampleHead('20261122T105801Z-0001');
    await storeBatch(new RunStore(files), head);
    const path = `batches/${head.id}/journal.bin`;
    const bytes = files.contents.get(path)!;
    files.contents.set(path, bytes.slice(0, bytes.length - 10));
    const loaded = valueOf(await new RunStore(files).load(head.id));
    expect(loaded.lost).toBe(1);
    expect(loaded.runs[0]!.record.status).toBe('done');
    const found = await new RunStore(files).findRuns(new Set([`${head.id}-0`, `${head.id}-1`]));
    expect([...found.keys()]).toEqual([`${head.id}-0`]);
  });

  it('shows a batch that another living process runs as running, and one of a dead process as interrupted', async () => {
    const files = memoryFiles();
    const head = sampleHead('20261122T105801Z-0001');
    const now = (): number => 2_000_000;
    const own = new RunStore(files, { now, owner: { token: 'one', isAlive: token => token === 'one' } });
    const writer = await begin(own, head);
    writer.started(0, sampleStart('a'));
    await writer.flush();
    expect((await own.list()).batches[0]!.summary.state).toBe('running');
    expect((await own.remove(head.id))?.code).toBe('batch-running');
    const other = new RunStore(files, { now, owner: { token: 'two', isAlive: token => token === 'one' } });
    expect((await other.list()).batches[0]!.summary.state).toBe('running');
    const late = new RunStore(files, { now, owner: { token: 'two', isAlive: token => token === 'two' } });
    expect((await late.list()).batches[0]!.summary.state).toBe('interrupted');
    // The one that writes it knows better, and so does everyone once it has ended.
    expect((await own.list()).batches[0]!.summary.state).toBe('running');
    await writer.finish(sampleSummary());
    expect((await own.list()).batches[0]!.summary.state).toBe('done');
    expect((await late.list()).batches[0]!.summary.state).toBe('done');
    expect(files.contents.has(`batches/${head.id}/running.json`)).toBe(false);
  });

  it('takes a batch of elsewhere for dead when it has been silent for hours', async () => {
    const files = memoryFiles();
    const head = sampleHead('20261122T105801Z-0001');
    const writer = await begin(new RunStore(files), head);
    writer.started(0, sampleStart('a'));
    await writer.flush();
    const everyoneLives = { token: 'other', isAlive: () => true };
    for (const [now, state] of [
      [2_000_000, 'running'],
      [9_000_000, 'interrupted'],
    ] as const) {
      const store = new RunStore(files, { owner: everyoneLives, now: () => now });
      expect((await store.list()).batches[0]!.summary.state).toBe(state);
    }
  });

  it('keeps names, notes and pins beside the batch', async () => {
    const files = memoryFiles();
    const head = sampleHead('20261122T105801Z-0001');
    const store = new RunStore(files);
    await storeBatch(store, head);
    const before = new Map(files.contents);
    await store.annotate(head.id, { name: 'The good one' });
    await store.annotate(head.id, { pinned: true });
    expect((await new RunStore(files).list()).batches[0]!.notes).toEqual({
      name: 'The good one',
      pinned: true,
    });
    for (const [path, bytes] of before) expect(files.contents.get(path)).toStrictEqual(bytes);
  });

  it('removes with undo, and purges later', async () => {
    const files = memoryFiles();
    const head = sampleHead('20261122T105801Z-0001');
    let now = 5_000_000;
    const store = new RunStore(files, { now: () => now });
    await storeBatch(store, head);
    expect(await store.remove(head.id)).toBeNull();
    expect((await store.list()).batches).toEqual([]);
    expect(await store.findRun(`${head.id}-0`)).toBeUndefined();
    expect(await store.restore(head.id)).toBeNull();
    expect((await store.list()).batches.map(batch => batch.head.id)).toEqual([head.id]);
    expect(valueOf(await store.load(head.id)).lost).toBe(0);
    await store.remove(head.id);
    await store.purgeTrash(1e12);
    expect(await files.list('trash')).toHaveLength(1);
    now += 1e9;
    await store.purgeTrash(1000);
    expect(await files.list('trash')).toEqual([]);
    expect((await store.restore(head.id))?.code).toBe('no-such-batch');
  });

  it('never takes an id for a path', async () => {
    const store = new RunStore(memoryFiles());
    expect(await store.load('../../etc')).toMatchObject({ ok: false });
    expect((await store.remove('..'))?.code).toBe('no-such-batch');
    expect((await store.restore('a/b'))?.code).toBe('no-such-batch');
    expect((await store.annotate('../x', { name: 'x' }))?.code).toBe('no-such-batch');
  });

  it('retains the newest unpinned batches of each experiment, and every pinned one', async () => {
    const files = memoryFiles();
    const store = new RunStore(files);
    for (let i = 0; i < 5; i++) {
      const started = `2026-11-22T10:58:0${i}.000Z`;
      await storeBatch(store, sampleHead(`a-${i}`, { source: 'a.lora.json', started }));
    }
    await storeBatch(
      store,
      sampleHead('b-0', { source: 'b.lora.json', started: '2026-11-01T10:00:00.000Z' }),
    );
    await store.annotate('a-0', { pinned: true });
    expect(await store.retain({ batches: 2, bytes: 1e9 })).toEqual(['a-1', 'a-2']);
    expect((await store.list()).batches.map(batch => batch.head.id)).toEqual(['a-4', 'a-3', 'a-0', 'b-0']);
    // Out of room: the oldest unpinned one goes, but each experiment keeps its newest.
    expect(await store.retain({ batches: 2, bytes: 1 })).toEqual(['a-3']);
    expect((await store.list()).batches.map(batch => batch.head.id)).toEqual(['a-4', 'a-0', 'b-0']);
  });

  it('works on a real disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lora-store-'));
    try {
      const root = join(folder, '.lora-dynamics');
      const head = sampleHead('20261122T105801Z-0001');
      const store = new RunStore(nodeFiles(root));
      expect((await store.list()).batches).toEqual([]);
      await storeBatch(store, head);
      expect(await readFile(join(root, '.gitignore'), 'utf8')).toBe('*\n');
      const found = await new RunStore(nodeFiles(root)).findRun(`${head.id}-1`);
      expect([...found!.samples]).toEqual([0, 13.5, 1, 4]);
      const loaded = valueOf(await new RunStore(nodeFiles(root)).load(head.id));
      expect(loaded.runs).toHaveLength(2);
      await store.remove(head.id);
      await store.restore(head.id);
      expect((await store.list()).batches).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('reports a real folder that cannot be written to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lora-store-'));
    try {
      // A file stands where the folder should be: refused for every user, root included.
      const files = nodeFiles(join(folder, 'file'));
      await nodeFiles(folder).writeAtomic('file', new Uint8Array([1]));
      await chmod(folder, 0o555);
      const created = await new RunStore(files).create(sampleHead('20261122T105801Z-0001'), () => undefined);
      expect(created.ok).toBe(false);
      if (!created.ok) expect(created.faults[0]!.message).toContain(join(folder, 'file'));
    } finally {
      await chmod(folder, 0o755);
      await rm(folder, { recursive: true, force: true });
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { FileSystem } from '../../../src/runs/files.ts';
import { RunStore } from '../../../src/runs/store.ts';
import { memoryFiles } from '../memoryFiles.ts';
import { sampleEnd, sampleHead, sampleStart, sampleSummary } from '../sampleBatch.ts';

const ids = ['20261122T105801Z-0001', '20261122T105901Z-0002'];

async function stored(files: FileSystem): Promise<void> {
  for (const [i, id] of ids.entries()) {
    const head = sampleHead(id, { started: `2026-11-22T10:5${i}:01.000Z` });
    const writer = await new RunStore(files).create(head, () => undefined);
    if (!writer.ok) throw new Error('not created');
    writer.value.started(0, sampleStart(`${id}-0`));
    writer.value.rows(0, Float64Array.of(0, 1e-3));
    writer.value.ended(0, sampleEnd());
    await writer.value.finish(sampleSummary());
  }
}

/** Files that note what is read. */
function watched(files: FileSystem): FileSystem & { readonly read: FileSystem['read']; seen: string[] } {
  const seen: string[] = [];
  return {
    ...files,
    seen,
    read(path) {
      seen.push(path);
      return files.read(path);
    },
  };
}

describe('the index of batches', () => {
  it('lists them, newest first, and the next time from one file', async () => {
    const files = memoryFiles();
    await stored(files);
    const first = await new RunStore(files).cards();
    expect(first.map(({ card }) => card.id)).toEqual([...ids].reverse());
    expect(first[0]!.card.headline).toEqual({ name: 'log₁₀ L', low: -3, high: -3 });
    const again = watched(files);
    expect(await new RunStore(again).cards()).toStrictEqual(first);
    expect(again.seen).toEqual(['index.json']);
  });

  it('reads no series', async () => {
    const files = memoryFiles();
    await stored(files);
    const reading = watched(files);
    await new RunStore(reading).cards();
    expect(reading.seen.filter(path => path.includes('journal'))).toEqual([]);
  });

  it('follows notes, new batches, and those that are gone', async () => {
    const files = memoryFiles();
    await stored(files);
    const store = new RunStore(files);
    await store.cards();
    await new RunStore(files).annotate(ids[0]!, { pinned: true, name: 'Mine' });
    expect((await store.cards())[1]!.notes).toEqual({ pinned: true, name: 'Mine' });
    expect((await new RunStore(files).cards())[1]!.notes).toEqual({ pinned: true, name: 'Mine' });
    await store.remove(ids[1]!);
    expect((await store.cards()).map(({ card }) => card.id)).toEqual([ids[0]]);
    await store.restore(ids[1]!);
    expect(await store.cards()).toHaveLength(2);
  });

  it('is made anew where it is damaged or of another version', async () => {
    const files = memoryFiles();
    await stored(files);
    const good = await new RunStore(files).cards();
    for (const text of ['{', '[]', '{ "cards": 999, "entries": [] }', '{ "cards": 1, "entries": [{}] }']) {
      files.contents.set('index.json', new TextEncoder().encode(text));
      expect(await new RunStore(files).cards(), text).toStrictEqual(good);
    }
  });

  it('does not keep what runs: its end is yet to be told', async () => {
    const files = memoryFiles();
    const store = new RunStore(files);
    const created = await store.create(sampleHead(ids[0]!), () => undefined);
    expect((await store.cards()).map(({ card }) => card.state)).toEqual(['running']);
    if (created.ok) await created.value.finish(sampleSummary());
    expect((await store.cards()).map(({ card }) => card.state)).toEqual(['done']);
  });

  it('lists in a place that cannot be written to', async () => {
    const files = memoryFiles();
    await stored(files);
    const readOnly: FileSystem = { ...files, writeAtomic: () => Promise.reject(new Error('EROFS')) };
    expect(await new RunStore(readOnly).cards()).toHaveLength(2);
  });
});

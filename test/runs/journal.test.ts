import { describe, expect, it } from 'vitest';
import { crc32 } from '../../src/data/crc32.ts';
import type { JournalEntry } from '../../src/runs/journal.ts';
import { decodeJournal, encodeEntry } from '../../src/runs/journal.ts';
import { gatherRuns } from '../../src/runs/journalRuns.ts';
import { sampleEnd, sampleStart } from './sampleBatch.ts';

/** What only some kinds of problem have at the end of a run. */
const endState = {
  ends: { gap: Number.NaN, certificate: 1.5, smallestEigenvalue: null },
  verdict: 'localMinimum',
  spectra: { solution: [1.9, -0], convex: [] },
  classification: {
    ...{ classes: ['cat', 'dog'], of: 'test' as const, confusion: [9, 1, 0, 10] },
    image: { rows: 1, columns: 2, channels: 1 },
    wrong: [{ place: 3, label: 0, said: 1, share: 0.97, pixels: '00ff' }],
  },
  writing: { prompt: ' {\n', before: 'the', after: 'x = 1;' },
};

/** Two runs whose frames interleave. */
const entries: readonly JournalEntry[] = [
  { type: 'started', run: 0, start: sampleStart('a') },
  { type: 'rows', run: 0, rows: Float64Array.of(0, 12.5) },
  { type: 'started', run: 1, start: sampleStart('b', 1) },
  { type: 'rows', run: 0, rows: Float64Array.of(0.1, Number.NaN, 0.2, 1e-300) },
  { type: 'rows', run: 1, rows: Float64Array.of(0, -0) },
  { type: 'ended', run: 0, end: sampleEnd(endState) },
  { type: 'ended', run: 1, end: sampleEnd({ status: 'failed', reason: 'diverged' }) },
];

function write(list: readonly JournalEntry[]): Uint8Array {
  const frames = list.map(encodeEntry);
  const bytes = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    bytes.set(frame, at);
    at += frame.length;
  }
  return bytes;
}

describe('the journal', () => {
  const bytes = write(entries);

  it('checks with the CRC-32 that everyone uses', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('reads back what was written, bit for bit', () => {
    const read = decodeJournal(bytes);
    expect(read.whole).toBe(true);
    expect(read.entries.map(({ entry }) => entry)).toStrictEqual(entries);
    expect(Object.is((read.entries[4]!.entry as { rows: Float64Array }).rows[1], -0)).toBe(true);
  });

  it('gathers interleaved frames into runs, and knows where they lie', () => {
    const runs = gatherRuns(decodeJournal(bytes).entries);
    expect(runs.map(({ record }) => record.id)).toEqual(['a', 'b']);
    expect([...runs[0]!.record.samples]).toEqual([0, 12.5, 0.1, Number.NaN, 0.2, 1e-300]);
    expect(runs[0]!.record).toMatchObject(endState);
    expect(runs[1]!.record.status).toBe('failed');
    expect(runs[1]!.record).not.toHaveProperty('ends');
    for (const { run, stretches, record } of runs) {
      const own = stretches.map(([offset, length]) => bytes.slice(offset, offset + length));
      const again = gatherRuns(own.flatMap(part => decodeJournal(part).entries));
      expect(again.find(entry => entry.run === run)?.record).toStrictEqual(record);
    }
  });

  it('keeps everything before the cut, wherever it is cut', () => {
    const ends = decodeJournal(bytes).entries.map(({ offset, length }) => offset + length);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const read = decodeJournal(bytes.subarray(0, cut));
      const expected = ends.filter(end => end <= cut).length;
      expect(read.entries.map(({ entry }) => entry)).toStrictEqual(entries.slice(0, expected));
      expect(read.goodBytes).toBe(ends[expected - 1] ?? 0);
      expect(read.whole).toBe(read.goodBytes === cut);
    }
  });

  it('notices every single wrong byte, and believes only what comes before it', () => {
    const placed = decodeJournal(bytes).entries;
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x41;
      const read = decodeJournal(damaged);
      const before = placed.filter(({ offset, length }) => offset + length <= at).length;
      expect(read.entries.length, `byte ${at}`).toBe(before);
      expect(read.whole).toBe(false);
    }
  });

  it('gives a run without its end back as interrupted', () => {
    const cut = write(entries.slice(0, 5));
    const runs = gatherRuns(decodeJournal(cut).entries);
    expect(runs.map(({ record }) => [record.status, record.reason])).toEqual([
      ['cancelled', 'interrupted'],
      ['cancelled', 'interrupted'],
    ]);
    expect(runs[0]!.record.samples.length).toBe(6);
  });

  it('passes over frames of a kind it does not know', () => {
    const strange = encodeEntry({ type: 'rows', run: 0, rows: Float64Array.of(1) });
    strange[4] = 77;
    new DataView(strange.buffer).setUint32(
      5,
      (crc32(strange.subarray(9)) ^ crc32(strange.subarray(4, 5))) >>> 0,
      true,
    );
    const joined = new Uint8Array([...strange, ...bytes]);
    expect(decodeJournal(joined).entries.map(({ entry }) => entry)).toStrictEqual(entries);
  });
});

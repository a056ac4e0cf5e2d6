import { describe, expect, it } from 'vitest';
import type { StoredRun } from '../../src/runs/summaryFile.ts';
import { decodeSummary, encodeSummary } from '../../src/runs/summaryFile.ts';
import { sampleEnd, sampleStart, sampleSummary } from './sampleBatch.ts';

function stored(run: number, more: Partial<StoredRun> = {}): StoredRun {
  return {
    ...sampleStart(`id-${run}`, run),
    ...sampleEnd(),
    run,
    rows: 2,
    last: [1, Number.NaN],
    stretches: [
      [0, 100],
      [200, 50],
    ],
    ...more,
  };
}

describe('the summary of a batch', () => {
  const reduction = { m: 10, h: 14, n: 10, r1: 4, r2: 4, reasons: ['unused directions'] };
  const file = {
    summary: sampleSummary({ message: 'kept' }),
    bytes: 1234,
    runs: [
      stored(0, { reduction }),
      stored(1, { reduction, last: [-0, Infinity] }),
      stored(2, { columns: [], kernel: '', status: 'failed', reason: 'no worker', rows: 0, last: [] }),
    ],
  };

  it('reads back as it was', () => {
    expect(decodeSummary(encodeSummary(file))).toStrictEqual(file);
  });

  it('writes what runs have in common once', () => {
    const text = new TextDecoder().decode(encodeSummary(file));
    expect(text.split('unused directions')).toHaveLength(2);
  });

  it('is not believed when it is cut off, damaged or of another format', () => {
    const bytes = encodeSummary(file);
    for (let cut = 0; cut < bytes.length; cut += 7)
      expect(decodeSummary(bytes.slice(0, cut))).toBeUndefined();
    const text = new TextDecoder().decode(bytes);
    for (const wrong of [
      text.replace('lora-dynamics/1', 'lora-dynamics/2'),
      text.replace('"form":1', '"form":9'),
      text.replace('"rows":2', '"rows":"2"'),
      text.replace('"state":"done"', '"state":"dreaming"'),
      '[]',
      'null',
    ]) {
      expect(wrong).not.toBe(text);
      expect(decodeSummary(new TextEncoder().encode(wrong))).toBeUndefined();
    }
  });
});

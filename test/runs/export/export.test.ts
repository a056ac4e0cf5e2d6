import { describe, expect, it } from 'vitest';
import { csvLines } from '../../../src/runs/export/csv.ts';
import { documentPieces, runDocument } from '../../../src/runs/export/document.ts';
import type { BatchHead, RunRecord } from '../../../src/runs/record.ts';
import { sampleEnd, sampleHead, sampleStart } from '../sampleBatch.ts';

/** Numbers that are hard to write down and read back. */
const hard = [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, 1e21, 123456789012345680000, 2 ** 53, -1e-7];

const head: BatchHead = {
  ...sampleHead('20261122T105801Z-0001'),
  variants: [
    { label: { 'adapter.initScale': 1e-5, 'adapter.init': 'gaussian' }, resolved: {} },
    {
      label: { 'adapter.initScale': 0.1, 'adapter.init': { kind: 'file', path: 'a "b",c.npz' } },
      resolved: {},
    },
  ],
};

function record(variant: number, values: readonly number[], more: Partial<RunRecord> = {}): RunRecord {
  return {
    ...sampleStart('a', 3, variant),
    ...sampleEnd(),
    samples: Float64Array.from(values.flatMap((value, i) => [i, value])),
    ...more,
  };
}

describe('the JSON document', () => {
  it('is what docs/command-line.md promises, and keeps every bit of every number', () => {
    const reduction = { m: 10, h: 14, n: 10, r1: 4, r2: 4, reasons: ['unused directions'] };
    const records = [record(0, hard, { reduction }), record(1, [Number.NaN, Infinity, 1])];
    const document = JSON.parse([...documentPieces(head, records)].join('')) as Record<string, unknown>;
    expect(Object.keys(document)).toEqual(['format', 'engine', 'configHash', 'experiment', 'runs']);
    expect(document).toMatchObject({
      format: 'lora-dynamics/1',
      engine: '0.1.0',
      configHash: 'abc',
      experiment: head.experiment,
      runs: [
        {
          variant: { 'adapter.initScale': 1e-5, 'adapter.init': 'gaussian' },
          seed: 3,
          status: 'done',
          reason: 'horizon',
          seconds: 0.25,
          reduction: { m: 10, h: 14, n: 10, r1: 4, r2: 4 },
          events: { escape: 1.5 },
          health: { drift: null },
          series: { t: hard.map((_, i) => i), loss: hard },
        },
        { series: { t: [0, 1, 2], loss: [null, null, 1] } },
      ],
    });
  });

  it('has every run on a line of its own, and an empty list when there is none', () => {
    const text = [...documentPieces(head, [record(0, [1]), record(1, [2])])].join('');
    expect(text.split('\n')).toHaveLength(5);
    expect((JSON.parse([...documentPieces(head, [])].join('')) as { runs: unknown }).runs).toEqual([]);
  });

  it('has the verdict and the numbers of the end state where there are some', () => {
    const ends = { gap: Number.NaN, certificate: 1.5, smallestEigenvalue: null };
    const judged = record(0, [1], { verdict: 'saddle', ends, spectra: { solution: [2, Number.NaN] } });
    expect(runDocument(head, judged)).toMatchObject({
      verdict: 'saddle',
      ends: { gap: null, certificate: 1.5, smallestEigenvalue: null },
      spectra: { solution: [2, null] },
    });
    expect(runDocument(head, record(0, [1]))).not.toHaveProperty('ends');
  });

  it('shows a failed run with its reason and the last finite state', () => {
    const divergence = { t: 0.5, step: 5, loss: 1e300, remedy: 'Set learningRate to 0.01' };
    const failed = record(0, [], { status: 'failed', reason: 'The run diverged', divergence, columns: [] });
    expect(runDocument(head, failed)).toMatchObject({
      status: 'failed',
      reason: 'The run diverged',
      divergence,
      series: {},
    });
  });
});

describe('comma-separated values', () => {
  /** Reads quoted cells as RFC 4180 has them. */
  function parse(text: string): string[][] {
    return text
      .trimEnd()
      .split('\n')
      .map(line =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
          quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
        ),
      );
  }

  it('reads back as the same numbers and settings', () => {
    const text = [...csvLines(head, [record(0, hard), record(1, [Number.NaN, -Infinity])])].join('');
    const [columns, ...rows] = parse(text);
    expect(columns).toEqual(['adapter.initScale', 'adapter.init', 'seed', 'status', 't', 'loss']);
    expect(rows.slice(0, hard.length).map(row => Number(row[5]))).toEqual(hard);
    expect(rows[0]!.slice(0, 4)).toEqual(['0.00001', 'gaussian', '3', 'done']);
    expect(JSON.parse(rows.at(-1)![1]!)).toEqual(head.variants[1]!.label['adapter.init']);
    expect(rows.slice(-2).map(row => row[5])).toEqual(['', '-Infinity']);
  });

  it('leaves cells empty where a run has no such series', () => {
    const other = record(1, [7], { columns: ['t', 'alignment'] });
    const rows = parse([...csvLines(head, [record(0, [5]), other])].join(''));
    expect(rows.map(row => row.slice(4))).toEqual([
      ['t', 'loss', 'alignment'],
      ['0', '5', ''],
      ['0', '', '7'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { openArrays } from '../../../src/data/arrays.ts';
import { npzFile } from '../../../src/runs/export/npz.ts';
import type { BatchHead, RunRecord } from '../../../src/runs/record.ts';
import { sampleEnd, sampleHead, sampleStart } from '../sampleBatch.ts';

const head: BatchHead = {
  ...sampleHead('20261122T105801Z-0001'),
  variants: [
    { label: { 'adapter.initScale': 1e-5, 'adapter.init': 'gaussian' }, resolved: {} },
    { label: { 'adapter.initScale': 0.1, 'adapter.init': { kind: 'spectral' } }, resolved: {} },
  ],
};

function record(variant: number, rows: readonly (readonly number[])[], more: Partial<RunRecord> = {}) {
  return {
    ...sampleStart('a', 3, variant),
    ...sampleEnd(),
    samples: Float64Array.from(rows.flat()),
    ...more,
  };
}

function read(records: readonly RunRecord[], name: string) {
  const file = npzFile(head, records);
  if (typeof file === 'string') throw new Error(file);
  const opened = openArrays(file, 'a.npz');
  if (!opened.ok) throw new Error(opened.faults[0]!.message);
  const array = opened.value.read(name);
  return { names: opened.value.names, array: array.ok ? array.value : array.faults[0]!.code };
}

describe('a batch for NumPy', () => {
  const records = [
    record(0, [
      [0, 1 / 3],
      [1, 5e-324],
      [2, -0],
    ]),
    record(1, [[0, 7]], { columns: ['t', 'alignment'], seed: 4, events: {} }),
  ];

  it('has one array a series, runs × samples, filled up with NaN', () => {
    const loss = { shape: [2, 3], data: Float64Array.of(1 / 3, 5e-324, -0, NaN, NaN, NaN) };
    expect(read(records, 'loss').array).toEqual(loss);
    expect(read(records, 't').array).toEqual({
      shape: [2, 3],
      data: Float64Array.of(0, 1, 2, 0, NaN, NaN),
    });
    expect(read(records, 'alignment').array).toMatchObject({ shape: [2, 3] });
  });

  it('says of each run what it is', () => {
    const { names } = read(records, 't');
    expect(names).toEqual([
      ...['t', 'loss', 'alignment', 'rows', 'seed', 'variant', 'status'],
      ...['adapter.initScale', 'adapter.init', 'event.escape', 'experiment', 'engine', 'configHash'],
    ]);
    expect(read(records, 'adapter.initScale').array).toEqual({
      shape: [2],
      data: Float64Array.of(1e-5, 0.1),
    });
    expect(read(records, 'event.escape').array).toEqual({ shape: [2], data: Float64Array.of(1.5, NaN) });
  });

  it('is the same bytes whenever it is written', () => {
    const [first, second] = [npzFile(head, records), npzFile(head, records)];
    expect(first).toEqual(second);
  });

  it('can be empty', () => {
    expect(read([], 'adapter.initScale').array).toBe('npy-empty');
  });

  it('refuses arrays that would mostly be padding', () => {
    const long = record(0, [], { samples: new Float64Array(2e5) });
    const file = npzFile(head, [long, ...Array.from({ length: 1000 }, () => record(1, [[0, 1]]))]);
    expect(file).toMatch(/more than 134217728: take the samples as CSV/);
  });
});

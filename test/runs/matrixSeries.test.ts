import { expect, test } from 'vitest';
import type { SeriesInfo } from '../../src/engine/simulation.ts';
import { BatchModel } from '../../src/runs/batchModel.ts';
import { matrixEntry, matrixOver } from '../../src/runs/matrixSeries.ts';

const lookup = (key: string): SeriesInfo => ({ key, label: key, symbol: key, scale: 'log', help: '' });
const columns = ['t', 'loss', 'uFv.1.1', 'uFv.1.2', 'uFv.2.1', 'uFv.2.2'];

test('a column with two numbers is an entry; one with one number is a series', () => {
  expect(matrixEntry('uFv.2.11')).toEqual({ key: 'uFv', row: 2, column: 11 });
  for (const column of ['loss', 'svF.2', 'uFv', 'uFv.0.1', 'uFv.1.', 'a.b.1.1'])
    expect(matrixEntry(column)).toBeNull();
});

test('a batch gives the means of the entries, sample after sample, row after row', () => {
  const model = new BatchModel(1, [0, 1], lookup);
  expect(model.matrix).toBeNull();
  expect(model.matrixOf(0, 'v', 9)).toBeNull();
  model.append(0, 0, columns, Float64Array.from([0, 1, 1, 0.1, 0.01, 0.001, 1, 1, 10, 1, 1, 1]), 0.5);
  model.append(0, 1, columns, Float64Array.from([0, 1, 100, 0.1, 0.01, 0.001]), 0.2);
  expect(model.matrix).toMatchObject({ size: 2, series: { key: 'uFv' } });
  expect(model.series.map(({ key }) => key)).toEqual(['loss']);
  expect(Object.keys(model.curves(0))).toEqual(['loss']);
  const found = model.matrixOf(0, 'v', 9)!;
  expect([...found.t]).toEqual([0, 1]);
  expect([...found.mean]).toEqual([1, -1, -2, -3, 1, 0, 0, 0]);
  expect(found.sd[0]).toBeCloseTo(Math.SQRT2, 12);
});

test('of many samples some are kept, the first and the last among them', () => {
  const t = Float64Array.from({ length: 1000 }, (_, i) => i);
  const curve = { t, mean: t, sd: t, count: new Uint16Array(1000).fill(1) };
  const found = matrixOver('v', 1, [curve], 7)!;
  expect(found.t).toHaveLength(7);
  expect([found.t[0], found.t.at(-1)]).toEqual([0, 999]);
  expect([...found.mean]).toEqual([...found.t]);
});

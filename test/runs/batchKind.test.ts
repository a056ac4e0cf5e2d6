import { expect, test } from 'vitest';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import { batchKind, seriesLookup } from '../../src/runs/batchKind.ts';

const variantOf = (kind: string) => ({
  resolved: { problem: { kind }, adapter: {}, dynamics: {}, metrics: [] },
});

test.each(problemKinds)('every column of $kind is known, numbered ones by their numbers', kind => {
  const lookup = seriesLookup([variantOf(kind.kind)]);
  for (const column of kind.columns) {
    const metric = kind.seriesOf(column)!;
    const info = lookup(column)!;
    expect(info.key).toBe(column);
    // a column is drawn as its series is
    const series = kind.series.find(({ key }) => key === metric)!;
    if (column.startsWith(`${metric}.`)) expect(info.scale).toBe(series.scale);
  }
  for (const info of kind.ends) expect(lookup(info.key)?.label).toBeTruthy();
  expect(lookup('nothing')).toBeUndefined();
});

test('numbered columns are told apart', () => {
  const seriesInfo = seriesLookup([variantOf('matrixFactorization')]);
  const [first, second] = [seriesInfo('svF.1')!, seriesInfo('svF.2')!];
  expect(second).toMatchObject({ key: 'svF.2', scale: first.scale });
  expect(second.label).not.toBe(first.label);
  for (const column of ['svF.x', 'svF.0', 'loss.2']) expect(seriesInfo(column)).toBeUndefined();
});

test('a batch of settings that nobody knows has no kind, and no series', () => {
  expect(batchKind([{ resolved: {} }, variantOf('newer')])).toBeUndefined();
  expect(seriesLookup([{ resolved: null }])('loss')).toBeUndefined();
});

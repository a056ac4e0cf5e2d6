import { expect, test } from 'vitest';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import { seriesInfo } from '../../src/runs/variantFacts.ts';

test('every column of every kind of problem is known, numbered ones by their numbers', () => {
  for (const kind of problemKinds)
    for (const column of kind.columns) {
      const metric = kind.seriesOf(column)!;
      const info = seriesInfo(column)!;
      expect(info.key).toBe(column);
      // a column is drawn as its series is
      const series = kind.series.find(({ key }) => key === metric)!;
      if (column.startsWith(`${metric}.`)) expect(info.scale).toBe(series.scale);
    }
  const [first, second] = [seriesInfo('svF.1')!, seriesInfo('svF.2')!];
  expect(second).toMatchObject({ key: 'svF.2', scale: first.scale });
  expect(second.label).not.toBe(first.label);
  for (const column of ['svF.x', 'svF.0', 'loss.2']) expect(seriesInfo(column)).toBeUndefined();
  expect(seriesInfo('nothing')).toBeUndefined();
});

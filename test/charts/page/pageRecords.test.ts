import { expect, test } from 'vitest';
import { recordHeads, recordsOf } from '../../../src/charts/page/pageRecords.ts';
import { charts } from '../../webview/fixtures/pages.ts';

test.each(charts.map(chart => [chart.kind, chart] as const))(
  'the table of a chart has all that it draws: %s',
  (kind, chart) => {
    const records = recordsOf(chart, false);
    const expected = {
      xy: ['zero B', 'bound: threshold', 'observed: median', 'prediction: √(2KN)'],
      shares: ['', 'bound: threshold'],
      strip: ['1', 'global at 1'],
      heat: ['global minimum', 'start 0', 'start 0'],
      matrix: ['cat', 'cat', 'dog', 'dog'],
      images: ['rank 1'],
      texts: ['rank 1'],
    };
    expect(records.map(({ item }) => item)).toEqual(expected[kind]);
    expect(Object.values(recordHeads(chart)).every(head => head !== '')).toBe(true);
  },
);

test('a file has the cells of a map besides, at their middles', () => {
  const heat = charts[3]!;
  const cells = recordsOf(heat, true).filter(({ item }) => item === 'objective');
  expect(cells.map(({ x, y, words }) => [x, y, words])).toEqual([
    [0.25, 0.5, '0'],
    [0.75, 0.5, '1'],
  ]);
});

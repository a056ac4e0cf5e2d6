import { expect, it } from 'vitest';
import { verdictInfos } from '../../src/engine/problem/ntk/verdicts.ts';
import { verdictCounts } from '../../src/runs/verdictCounts.ts';
import { finished, views } from '../webview/fixtures/views.ts';

it('runs are counted by how they ended, the best first; those without a verdict are not', () => {
  const records = [{ verdict: 'localMinimum' }, { verdict: 'global' }, { verdict: 'global' }, {}];
  expect(verdictCounts(records, verdictInfos)).toEqual([
    { short: 'global', label: 'global minimum', tone: 'good', count: 2 },
    { short: 'spurious', label: 'spurious local minimum', tone: 'bad', count: 1 },
  ]);
  expect(verdictCounts(records, [])).toEqual([]);
});

it('the panel has them of every variant of a kind that judges ends', () => {
  const counts = views
    .ntkCurves()
    .variants.map(({ verdicts = [] }) =>
      Object.fromEntries(verdicts.map(({ short, count }) => [short, count])),
    );
  expect(counts[0]).toEqual({ spurious: 4 });
  expect(counts.slice(2, 4)).toEqual([{ global: 4 }, { global: 4 }]);
  expect(finished().variants.every(({ verdicts }) => verdicts === undefined)).toBe(true);
});

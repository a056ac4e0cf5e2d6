import { expect, it } from 'vitest';
import { endedBatch } from '../../../src/runs/endedBatch.ts';
import { resultRows } from '../../../src/runs/export/resultRows.ts';
import { sampleEnd, sampleHead, sampleStart } from '../sampleBatch.ts';

it('counts verdicts and shows the numbers that a kind of problem is told by', () => {
  const resolved = { problem: { kind: 'ntk' }, adapter: { rank: 2 }, dynamics: {}, metrics: [] };
  const variant = { label: { 'adapter.rank': 2 }, resolved };
  const head = { ...sampleHead('20261122T105801Z-0001'), variants: [variant], seeds: [0, 1, 2] };
  const records = head.seeds.map(seed => ({
    ...sampleStart(String(seed), seed),
    ...sampleEnd({
      verdict: seed === 0 ? 'localMinimum' : 'global',
      ends: { certificate: seed === 0 ? 1.5 : 1, convexRank: 2, threshold: null },
    }),
    columns: ['t', 'loss', 'rank'],
    samples: Float64Array.of(0, 1, 2, 9, 0.01, 2),
  }));
  const ended = { state: 'done' as const, seconds: 1 };
  const [names, row] = resultRows(endedBatch(head, ended, records, {}, { overlays: [], references: [] }));
  const cells = Object.fromEntries((names ?? []).map((name, i) => [name, row?.[i]]));
  expect(cells).toMatchObject({
    'global minimum': '2 of 3',
    'spurious local minimum': '1 of 3',
    'log₁₀ loss': '−2.00 ± 0.00',
    rank: '2',
    convexRank: '2',
  });
  expect(names).not.toContain('saddle');
  expect(names).not.toContain('threshold');
});

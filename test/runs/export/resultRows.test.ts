import { expect, it } from 'vitest';
import { endedBatch } from '../../../src/runs/endedBatch.ts';
import { resultRows } from '../../../src/runs/export/resultRows.ts';
import { sampleEnd, sampleHead, sampleStart } from '../sampleBatch.ts';

/** Cells by column of the first variant of a batch in the NTK regime that swept these ranks, with one gap a seed. */
function cellsOf(
  gaps: readonly number[],
  ranks: readonly number[],
): Readonly<Record<string, string | undefined>> {
  const variants = ranks.map(rank => ({
    label: { 'adapter.rank': rank },
    resolved: { problem: { kind: 'ntk' }, adapter: { rank }, dynamics: {}, metrics: [] },
  }));
  const head = { ...sampleHead('20261122T105801Z-0001'), variants, seeds: gaps.map((_, seed) => seed) };
  const records = gaps.map((gap, seed) => ({
    ...sampleStart(String(seed), seed),
    ...sampleEnd({ verdict: 'global', ends: { gap } }),
    columns: ['t', 'loss', 'rank'],
    samples: Float64Array.of(0, 1, 2),
  }));
  const ended = { state: 'done' as const, seconds: 1 };
  const [names, row] = resultRows(endedBatch(head, ended, records, {}, { overlays: [], references: [] }));
  return Object.fromEntries((names ?? []).map((name, i) => [name, row?.[i]]));
}

it('says of a gap that is rounding how small it is at most, whatever its sign', () => {
  expect(cellsOf([-3e-16, 0, 2e-15], [2])['log₁₀ gap']).toBe('≤ −12');
  expect(cellsOf([1e-15, 1e-2], [2])['log₁₀ gap']).toBe('−7.00 ± 7.07');
  expect(cellsOf([1e-2], [2])['log₁₀ gap']).toBe('−2.00 ± 0.00');
});

it('gives a number the name of its symbol where a setting of its name is swept', () => {
  expect(cellsOf([0], [2, 3])).toMatchObject({ rank: '2', 'rank(uvᵀ)': '2' });
});

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
    'rank of full fine-tuning': '2',
  });
  expect(names).not.toContain('saddle');
  expect(names).not.toContain('threshold');
});

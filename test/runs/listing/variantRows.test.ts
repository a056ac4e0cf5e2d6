import { describe, expect, it } from 'vitest';
import { endsOf, cardOf } from '../../../src/runs/listing/batchCard.ts';
import { runRows, variantRows } from '../../../src/runs/listing/variantRows.ts';
import type { StoredRun } from '../../../src/runs/summaryFile.ts';
import { sampleEnd, sampleHead, sampleStart, sampleSummary } from '../sampleBatch.ts';

const head = sampleHead('one', { variants: 2 });

function stored(run: number, loss: number, more: Partial<StoredRun> = {}): StoredRun {
  const variant = Math.floor(run / 2);
  const parts = { ...sampleStart(`id-${run}`, run % 2, variant), ...sampleEnd() };
  return { ...parts, run, rows: 2, last: [5, loss], stretches: [], ...more };
}

const runs = [
  stored(0, 1e-10),
  stored(1, 1e-12),
  stored(2, 1e-3),
  stored(3, 9, { status: 'failed', reason: 'The worker stopped' }),
];

describe('the card of a batch', () => {
  it('has the least and largest of its variants’ means at the end, without any series', () => {
    const card = cardOf({ head, summary: sampleSummary(), runs, bytes: 7 });
    expect(card.headline).toEqual({ name: 'log₁₀ L', low: -11, high: -3 });
    expect(card).toMatchObject({ id: 'one', variants: 2, seeds: 2, bytes: 7, reproduced: null });
  });

  it('has none where nothing ended well', () => {
    expect(cardOf({ head, summary: sampleSummary(), runs: [], bytes: 0 }).headline).toBeNull();
    expect(cardOf({ head, summary: sampleSummary(), runs: [runs[3]!], bytes: 0 }).headline).toBeNull();
  });
});

describe('variants', () => {
  const rows = variantRows({ root: 'r', head, model: endsOf(head, runs) });

  it('are named by what differs, with what their seeds ended with', () => {
    expect(rows.map(({ text }) => [text.label, text.description])).toEqual([
      ['rank 1', 'log₁₀ L −11.00 ± 1.41 · T½ 1.5'],
      ['rank 2', '1 of 2 seeds · log₁₀ L −3.00 · T½ 1.5 · 1 failed'],
    ]);
    expect(rows.map(({ text }) => text.opens)).toEqual(['leaf', 'closed']);
  });

  it('have a row for each run that failed, with the reason', () => {
    expect(runRows(rows[0]!)).toEqual([]);
    const [failed, ...others] = runRows(rows[1]!);
    expect(others).toEqual([]);
    expect(failed).toMatchObject({ run: 3, text: { label: 'seed 1', context: 'run failed' } });
    expect(failed!.text.description).toBe('failed: The worker stopped');
  });

  it('that are being computed have a row a run in progress', () => {
    const model = endsOf(head, []);
    model.append(1, 0, ['t', 'loss'], Float64Array.of(0, 1), 0.25);
    const live = variantRows({ root: 'r', head, model });
    expect(live[1]!.text).toMatchObject({ icon: 'sync', description: '0 of 2 seeds · 1 running' });
    expect(runRows(live[1]!).map(({ run, text }) => [run, text.description, text.context])).toEqual([
      [2, '25 %', 'run running'],
    ]);
  });
});

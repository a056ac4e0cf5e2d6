import { describe, expect, it } from 'vitest';
import { batchRows, escaped, experimentRows, headlineWords } from '../../../src/runs/listing/rows.ts';
import { listed, present } from './sampleList.ts';

const older = { id: '1', started: '2026-11-21T09:00:00.000Z' };
const newer = { id: '2', started: '2026-11-22T09:00:00.000Z' };

function rowsOf(
  batches: Parameters<typeof listed>[] = [[]],
  now: Parameters<typeof present>[0] = {},
  filter = '',
) {
  const rows = experimentRows(
    [{ root: 'file:/w', batches: batches.map(one => listed(...one)) }],
    present(now),
    filter,
  );
  return { rows, batches: rows.flatMap(row => batchRows(row, present(now))) };
}

describe('experiments', () => {
  it('are one row a file and store, the one that ran last first and open', () => {
    const rows = experimentRows(
      [
        { root: 'one', batches: [listed(older), listed({ ...older, id: '0', source: 'sub/b.lora.json' })] },
        { root: 'two', batches: [listed(newer)] },
      ],
      present(),
      '',
    );
    expect(rows.map(({ root, text }) => [root, text.label, text.description, text.opens])).toEqual([
      ['two', 'a', '1 batch', 'open'],
      ['one', 'a', '1 batch', 'closed'],
      ['one', 'b', 'sub · 1 batch', 'closed'],
    ]);
    expect(new Set(rows.map(({ text }) => text.key)).size).toBe(3);
  });

  it('of files that were never saved or lie outside are named by their file', () => {
    const { rows } = rowsOf([
      [{ source: 'untitled:/w/new%20one.lora.json' }],
      [{ source: 'file:///elsewhere/far.lora.json' }],
    ]);
    expect(rows.map(({ text }) => [text.label, text.description])).toEqual([
      ['new one', 'not saved · 1 batch'],
      ['far', '1 batch'],
    ]);
  });

  it('say that one of their batches runs, or what the newest reproduced', () => {
    const reproduced = { label: 'Figure 1', passed: 9, total: 9, complete: true };
    expect(rowsOf([[{ reproduced }]]).rows[0]!.text.description).toBe('1 batch · Figure 1 reproduced ✓');
    expect(rowsOf([[{ state: 'running', reproduced }]]).rows[0]!.text.description).toBe('1 batch · running');
  });
});

describe('batches', () => {
  it('say when, how many, how long, what came of it', () => {
    const reproduced = { label: 'Figure 1', passed: 9, total: 9, complete: true };
    const { text } = rowsOf([[{ reproduced }]]).batches[0]!;
    expect(text.label).toBe('2026-11-22 10:58');
    expect(text.description).toBe('6 × 30 runs · 4.2 s · log₁₀ L −20.7 to −12.5 · Figure 1 reproduced ✓');
    expect([text.icon, text.tone, text.context]).toEqual(['pass', 'passed', 'batch unpinned ended']);
    expect(text.tooltip).toContain('180 of 180 runs done');
  });

  it('are called by their name where they have one, an empty one being none', () => {
    const { text } = rowsOf([[{}, { name: 'Baseline', note: 'before the fix' }]]).batches[0]!;
    expect(text.label).toBe('Baseline');
    expect(text.description).toMatch(/^2026-11-22 10:58 · .* · “before the fix”$/);
    expect(rowsOf([[{}, { name: '' }]]).batches[0]!.text.label).toBe('2026-11-22 10:58');
  });

  it('that are pinned come first, the others newest first', () => {
    const { batches } = rowsOf([[newer], [older, { pinned: true }], [{ ...older, id: '0' }]]);
    expect(batches.map(({ batch }) => batch.card.id)).toEqual(['1', '2', '0']);
    expect(batches[0]!.text).toMatchObject({ icon: 'pinned', context: 'batch pinned ended' });
  });

  it('with failures say how many; what was stopped can be resumed', () => {
    const runs = { total: 180, done: 100, failed: 3, cancelled: 77, cached: 0 };
    const stopped = rowsOf([[{ state: 'stopped', runs, missing: 77 }]]).batches[0]!.text;
    expect(stopped.description).toContain('100 done');
    expect(stopped.description).toMatch(/3 failed · stopped$/);
    expect(stopped.context).toBe('batch unpinned ended resumable');
    expect(rowsOf([[{ state: 'interrupted', runs }]]).batches[0]!.text.tone).toBe('warning');
    expect(rowsOf([[{ state: 'failed', runs, headline: null }]]).batches[0]!.text.tone).toBe('error');
  });

  it('of a file that was edited since are stale, which is said of the newest alone', () => {
    const { batches } = rowsOf([[newer], [older]], { current: 'other' });
    expect(batches.map(({ text }) => text.description.endsWith('stale'))).toEqual([true, false]);
    expect(rowsOf([[newer]], { current: 'abc' }).batches[0]!.text.description).not.toContain('stale');
  });

  it('in progress say how far they are; those of another window say so', () => {
    const running = { ...newer, state: 'running' as const };
    const live = { fraction: 0.436, ended: 70, total: 180, failed: 1, secondsLeft: 0.2, rate: 12.3 };
    const here = rowsOf([[running]], { live: { '2': live } }).batches[0]!.text;
    expect(here.description).toBe('43 % · 70 of 180 · 1 failed · 12 runs/s · about 1.0 s left');
    expect(here.context).toBe('batch unpinned live');
    const there = rowsOf([[running]]).batches[0]!.text;
    expect(there.description).toBe('running in another window');
    expect(there.context).toBe('batch unpinned elsewhere');
  });

  it('are found by all words of a filter, in whatever is said of them', () => {
    const all: Parameters<typeof listed>[] = [
      [{ ...newer, title: 'Imbalance' }, { name: 'Baseline' }],
      [{ ...older, runs: { total: 2, done: 1, failed: 1, cancelled: 0, cached: 0 } }, { pinned: true }],
    ];
    const ids = (filter: string) => rowsOf(all, {}, filter).batches.map(({ batch }) => batch.card.id);
    expect(ids('base IMBAL')).toEqual(['2']);
    expect(ids('pinned failed')).toEqual(['1']);
    expect(ids('base pinned')).toEqual([]);
    expect(ids('a.lora')).toEqual(['1', '2']);
  });
});

describe('words', () => {
  it('of a headline are one number where the variants agree', () => {
    expect(headlineWords({ name: 'log₁₀ L', low: -12.49, high: -12.51 })).toBe('log₁₀ L −12.5');
    expect(headlineWords({ name: 'unknown', low: 1, high: 2 })).toBe('unknown 1.0 to 2.0');
  });

  it('of files and readers are text, whatever they contain', () => {
    expect(escaped('[x](command:y) <b>')).toBe('\\[x\\]\\(command:y\\) \\<b\\>');
  });
});

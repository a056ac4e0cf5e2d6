import { describe, expect, it } from 'vitest';
import { BatchModel } from '../../src/runs/batchModel.ts';
import { runRowViews } from '../../src/runs/runRowViews.ts';
import { sampleEnd, sampleHead, sampleStart } from './sampleBatch.ts';

const head = sampleHead('one', { variants: 2 });
const none = new Map<number, number>();

function model(): BatchModel {
  return new BatchModel(2, head.seeds, () => undefined);
}

function fail(into: BatchModel, variant: number, seed: number, diverged: boolean): void {
  const divergence = diverged ? { divergence: { t: 1, loss: 9, remedy: '' } } : {};
  const end = sampleEnd({ status: 'failed', reason: 'Why', ...divergence });
  into.finish({ ...sampleStart('x', seed, variant), ...end, samples: new Float64Array() }, false);
}

describe('runs that a reader may want to do something about', () => {
  it('are none in a batch that goes well and fast', () => {
    const going = model();
    going.append(0, 0, ['t', 'loss'], Float64Array.of(0, 1), 0.5);
    expect(runRowViews(head, going, new Map([[0, 0.5]]))).toEqual({ rows: [], more: 0, curable: false });
  });

  it('are those that take long, with their place in the batch, then those that failed', () => {
    const going = model();
    fail(going, 0, 1, false);
    going.append(1, 1, ['t', 'loss'], Float64Array.of(0, 1), 0.5);
    const { rows, curable } = runRowViews(head, going, new Map([[3, 4.5]]));
    expect(rows).toEqual([
      { run: 3, name: '2, seed 1', state: 'running', fraction: 0.5, seconds: 4.5, reason: '' },
      { run: 1, name: '1, seed 1', state: 'failed', fraction: 1, seconds: null, reason: 'Why' },
    ]);
    expect(curable).toBe(true);
  });

  it('that diverged would do so again', () => {
    const ended = model();
    fail(ended, 0, 0, true);
    expect(runRowViews(head, ended, none)).toMatchObject({ rows: [{ run: 0 }], curable: false });
    expect(ended.missing).toBe(3);
  });

  it('are counted where there are too many', () => {
    const seeds = Array.from({ length: 150 }, (_, i) => i);
    const many = new BatchModel(1, seeds, () => undefined);
    for (const seed of seeds) fail(many, 0, seed, false);
    const { rows, more } = runRowViews({ variants: head.variants.slice(0, 1), seeds }, many, none);
    expect([rows.length, more]).toEqual([100, 50]);
    expect(rows[0]!.name).toBe('seed 0');
  });
});

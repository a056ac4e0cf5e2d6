import { applyEdits } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { ShownBatch } from '../../../src/host/batches/shownBatch.ts';
import { noFiles } from '../../experiment/reading.ts';
import { sampleHead, sampleSummary } from '../../runs/sampleBatch.ts';

const text = `{ "problem": "matrixFactorization", "seeds": 2, "metrics": ["uFv"] }`;
const columns = ['t', 'loss', 'uFv.1.1', 'uFv.1.2', 'uFv.2.1', 'uFv.2.2'];

/** A batch of one variant and two seeds whose loss falls as e^(−2t) and e^(−4t). */
async function shown(): Promise<ShownBatch> {
  const { variants } = await loadExperiment(text, noFiles);
  const batch = new ShownBatch({ ...sampleHead('one'), variants, text }, {});
  for (const seed of [0, 1]) {
    const rows = [0, 1, 2, 3].flatMap(t => [t, Math.exp(-2 * (1 + seed) * t), t + 1, 1, 1, 1]);
    batch.hear({
      type: 'samples',
      ...{ run: seed, variant: 0, seed, columns, rows: Float64Array.from(rows), fraction: 1 },
    });
  }
  batch.hear({ type: 'finished', summary: sampleSummary() });
  return batch;
}

const surroundings = { notes: [], stale: false, ghosts: [], own: null };

describe('what a panel asks of its batch', () => {
  it('the matrix of a variant; none of one that it has not', async () => {
    const batch = await shown();
    const { id } = batch.view(surroundings).variants[0]!;
    expect(batch.matrix(id)).toMatchObject({ variant: id, size: 2, t: { length: 4 } });
    expect(batch.matrix('another')).toBeNull();
  });

  it('rates in intervals of variants that it has', async () => {
    const batch = await shown();
    const { id } = batch.view(surroundings).variants[0]!;
    const rates = batch.rates(
      ['loss'],
      [
        { variant: id, from: 0, to: 3 },
        { variant: 'another', from: 0, to: 3 },
      ],
    );
    expect(Object.keys(rates)).toEqual([`${id}/loss`]);
    expect(rates[`${id}/loss`]).toMatchObject({ seeds: 2, rate: { mean: expect.closeTo(-3, 9) as number } });
  });

  it('the edit that records a missing series, made in the text as it is by then', async () => {
    const batch = await shown();
    const { unrecorded } = batch.view(surroundings);
    expect(unrecorded.map(({ key, line }) => [key, line])).toEqual([['svF', '"metrics": ["uFv", "svF"]']]);
    const { intent } = unrecorded[0]!.action!;
    const offered = batch.edit(intent.type === 'applyFix' ? intent.fix : '')!;
    const edited = text.replace('["uFv"]', '["uFv", "learned"]');
    const edits = offered.edit(edited)!.edits.map(({ offset, length, text: content }) => ({
      ...{ offset, length, content },
    }));
    expect(applyEdits(edited, edits)).toBe(text.replace('["uFv"]', '["uFv", "learned", "svF"]'));
    expect(batch.edit('record loss')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { chosenBatches, rowsOf } from '../../../src/host/runs/selection.ts';
import { endsOf } from '../../../src/runs/listing/batchCard.ts';
import { batchRows, experimentRows } from '../../../src/runs/listing/rows.ts';
import { variantRows } from '../../../src/runs/listing/variantRows.ts';
import { listed, present } from '../../runs/listing/sampleList.ts';
import { sampleHead } from '../../runs/sampleBatch.ts';

const batches = [
  listed({ id: 'old', started: '2026-11-21T00:00:00.000Z' }),
  listed({ id: 'new' }, { name: 'Mine' }),
];
const [experiment] = experimentRows([{ root: 'r', batches }], present(), '');
const [newer, older] = batchRows(experiment!, present());
const head = sampleHead('new', { variants: 2 });
const [variant] = variantRows({ root: 'r', head, model: endsOf(head, []) });

describe('what a command of the list is about', () => {
  it('is the selection, or the clicked row alone, or what is selected in the list', () => {
    expect(rowsOf(newer, [newer, older], [])).toEqual([newer, older]);
    expect(rowsOf(newer, undefined, [older!])).toEqual([newer]);
    expect(rowsOf(undefined, undefined, [older!])).toEqual([older]);
    expect(rowsOf('nonsense', [{ kind: 'batch' }, 7], [])).toEqual([]);
  });

  it('of an experiment is its newest batch; of a variant its batch, unless that is chosen as a whole', () => {
    expect(chosenBatches([experiment!])).toEqual([{ root: 'r', id: 'new', name: 'a', variant: null }]);
    expect(chosenBatches([variant!, older!]).map(({ id, variant: one }) => [id, one])).toEqual([
      ['new', 0],
      ['old', null],
    ]);
    expect(chosenBatches([variant!, newer!])).toEqual([
      { root: 'r', id: 'new', name: 'Mine', variant: null },
    ]);
  });
});

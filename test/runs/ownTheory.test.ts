import { describe, expect, test } from 'vitest';
import { loadExperiment } from '../../src/experiment/load.ts';
import { BatchModel } from '../../src/runs/batchModel.ts';
import { parseExact, stringifyExact } from '../../src/runs/exactJson.ts';
import { ownTheoryOf, ownTheoryViews, storedOwnTheory } from '../../src/runs/ownTheory.ts';
import { seriesLookup } from '../../src/runs/batchKind.ts';
import { filesOf } from '../experiment/reading.ts';

const files = filesOf({ 'torch.csv': new TextEncoder().encode('t,loss\n0,10\n1,1.01\n') });
const loaded = await loadExperiment(
  JSON.stringify({
    problem: 'matrixFactorization',
    overlays: [
      { label: 'mine', expr: 'L0*exp(-t)' },
      { on: 'normZ1', label: 'other', expr: '1' },
    ],
    reference: { kind: 'file', path: 'torch.csv' },
  }),
  files,
);
const own = ownTheoryOf(loaded);

const drawn = (model: BatchModel) => ({
  variants: loaded.variants,
  views: [{ id: 'v', name: '', learningRate: null }],
  facts: [{ horizon: 5, quantities: { values: new Map([['L0', 12.5]]), complete: true } }],
  model,
  horizon: 2,
});

const emptyModel = () => new BatchModel(1, [0], seriesLookup(loaded.variants));

describe('what a file draws besides its curves', () => {
  test('loads without complaint', () => {
    expect(loaded.issues).toEqual([]);
    expect(own.overlays).toHaveLength(2);
    expect(own.references).toHaveLength(1);
  });

  test('survives the store, but for tables', () => {
    const head: unknown = parseExact(stringifyExact(loaded.experiment ?? {}, 1));
    expect(storedOwnTheory(head)).toEqual({ overlays: own.overlays, references: [] });
  });

  test.each([
    undefined,
    null,
    5,
    {},
    { overlays: 'x' },
    { overlays: [null, { expr: 't' }, { with: { C: 'x' } }] },
  ])('is nothing for a head that holds %j', experiment => {
    expect(storedOwnTheory(experiment)).toEqual({ overlays: [], references: [] });
  });

  test('is drawn before anything has run, to the end of the axis', () => {
    const views = ownTheoryViews(own, drawn(emptyModel()));
    expect(views.map(({ id, shape }) => [id, shape.kind])).toEqual([
      ['own:mine', 'curve'],
      ['own:other', 'curve'],
      ['reference:torch.csv', 'curve'],
    ]);
    const [line] = views;
    if (line?.shape.kind !== 'curve') throw new Error('not drawn');
    expect(line.shape.t.at(-1)).toBe(2);
    expect(line.shape.value[0]).toBeCloseTo(Math.log10(12.5), 12);
  });

  test('is withheld over what the runs did not record, and compared with what they did', () => {
    const model = emptyModel();
    model.append(0, 0, ['t', 'loss'], Float64Array.of(0, 10, 1, 1), 0.5);
    const [line, other, reference] = ownTheoryViews(own, drawn(model));
    expect(line?.shape.kind).toBe('curve');
    expect(other).toMatchObject({ shape: { kind: 'withheld' }, validity: 'normZ1 is not recorded' });
    // log₁₀ 1.01 = 0.0043
    expect(reference?.label).toBe('torch.csv, gap 0.004');
  });

  test('of a file without any is nothing', () => {
    expect(ownTheoryViews(ownTheoryOf(null), drawn(emptyModel()))).toEqual([]);
  });
});

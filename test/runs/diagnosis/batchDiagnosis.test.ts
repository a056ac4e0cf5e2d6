import { expect, test } from 'vitest';
import { BatchModel } from '../../../src/runs/batchModel.ts';
import { diagnoseBatch } from '../../../src/runs/diagnosis/batchDiagnosis.ts';
import { nameVariants } from '../../../src/runs/naming.ts';
import { buildPanelView, diagnosisOf } from '../../../src/runs/panelView.ts';
import { seriesLookup } from '../../../src/runs/batchKind.ts';
import { factsOf } from '../../../src/runs/variantFacts.ts';
import { load, presetText, runAll } from './runVariants.ts';

async function diagnosed(text: string) {
  const loaded = await load(text);
  const model = new BatchModel(loaded.variants.length, loaded.seeds, seriesLookup(loaded.variants));
  for (const record of runAll(loaded)) model.finish(record, false);
  const facts = loaded.variants.map(variant => factsOf(variant, loaded.files, null));
  const names = nameVariants(loaded.variants, loaded.seeds);
  const expectations = facts.map(({ expected }) => expected);
  return { ...diagnoseBatch(loaded.variants, expectations, model, names, text), loaded, model, facts };
}

test('one note a signature; a fix that the sweep has already is not offered', async () => {
  const { view, fixes } = await diagnosed(presetText('rank-limit'));
  expect(view.badges.map(({ text }) => text)).toEqual(['2 limited by rank', '2 on a plateau']);
  expect(view.notes[0]).toMatchObject({
    severity: 'warning',
    title: 'rank 1 and 2 are limited by their rank.',
  });
  expect(view.notes[0]?.detail).toContain('two adapters of rank 1 reach 2');
  // the rank that would do is in the list: there is only the line to look at
  expect(view.notes[0]?.actions.map(({ intent }) => intent.type)).toEqual(['showFile']);
  expect(fixes).toEqual([]);
  expect(view.variants['adapter.rank=1']).toEqual({ severity: 'warning', state: 'rank limited' });
});

test('a fix is named as the edit, and its id says no more than that', async () => {
  const { view, fixes } = await diagnosed(presetText('precision'));
  const [floor] = view.notes;
  expect(floor?.title).toMatch(/^precision float32 is at a numerical floor at 10⁻¹¹\.$/);
  expect(fixes.map(({ title }) => title)).toContain('Set initScale to 1e-5');
  const offered = view.notes.flatMap(({ actions }) => actions).map(({ intent }) => intent);
  expect(offered).toContainEqual({ type: 'applyFix', fix: 'adapter.initScale=1e-5;0' });
});

test('a diverged run is told of once: what, why, the last state, the fix', async () => {
  const text = JSON.stringify(
    {
      problem: { kind: 'matrixFactorization', pretrained: { kind: 'gaussian', dims: { m: 6, h: 10, n: 6 } } },
      dynamics: { kind: 'gd', learningRate: 1, steps: 500 },
    },
    null,
    2,
  );
  const { loaded, model, facts, fixes } = await diagnosed(text);
  const input = {
    ...{ state: 'failed' as const, title: '', variants: loaded.variants, facts, model, text, seconds: 1 },
    ...{ secondsLeft: null, notes: [], reproduced: null, stale: false, ghosts: [] },
    own: { overlays: [], references: [] },
  };
  const view = buildPanelView(input);
  expect(view.notes).toHaveLength(1);
  expect(view.diagnosis.notes).toEqual([]);
  expect(view.notes[0]?.title).toMatch(/^The run diverged after step \d+\.$/);
  expect(view.notes[0]?.detail).toMatch(
    /above the predicted stability limit.*Last finite state: step \d+, loss/,
  );
  expect(view.notes[0]?.actions[0]?.intent).toEqual({ type: 'applyFix', fix: fixes[0]?.id });
  expect(diagnosisOf({ ...input, state: 'running' }).view.badges).toEqual([]);
});

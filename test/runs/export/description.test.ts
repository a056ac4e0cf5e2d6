import { expect, it } from 'vitest';
import { loadExperiment } from '../../../src/experiment/load.ts';
import { endedBatch } from '../../../src/runs/endedBatch.ts';
import { describeBatch } from '../../../src/runs/export/description.ts';
import { noFiles } from '../../experiment/reading.ts';
import { sampleHead } from '../sampleBatch.ts';
import { simulatedBatch } from '../simulated.ts';

const scales = [1e-2, 1e-3, 1e-4];

it('describes a batch in numbers that JSON can carry', async () => {
  const experiment = {
    problem: { kind: 'matrixFactorization' },
    dynamics: { until: 5 },
    seeds: 2,
    sweep: { 'adapter.initScale': scales },
  };
  const { variants } = await loadExperiment(JSON.stringify(experiment), noFiles);
  const { model } = await simulatedBatch(experiment);
  const head = { ...sampleHead('20261122T105801Z-0001'), variants, seeds: [0, 1] };
  const records = scales.flatMap((_, i) => model.records(i));
  const own = { overlays: [], references: [] };
  const described = describeBatch(head, endedBatch(head, { state: 'done', seconds: 1 }, records, {}, own));

  expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  expect(described).toMatchObject({
    batch: head.id,
    state: 'done',
    method: 'gradient flow',
    moreVariants: 0,
  });
  described.variants.forEach(({ settings, ends, events }, i) => {
    expect(settings).toEqual({ 'adapter.initScale': scales[i] });
    const loss = model.final(i, 'loss')!;
    expect(ends['loss']!.scale).toBe('log10');
    expect(ends['loss']!.mean).toBeCloseTo(loss.mean, 4);
    expect(ends['loss']!.sd).toBeCloseTo(loss.sd, 4);
    expect(events['escape']!.measured).toMatchObject({ seeds: '2 of 2' });
    expect(events['escape']!.predicted).not.toBeNull();
  });
  expect(described.theory.map(({ kind: promise }) => promise)).toEqual(
    expect.arrayContaining(['bound', 'prediction']),
  );
  const statements = described.theory.map(({ kind: promise, on, label }) => `${promise} ${on} ${label}`);
  expect(new Set(statements).size).toBe(statements.length);
  const fit = described.fits.find(({ series }) => series === 'loss')!;
  expect(fit.setting).toBe('adapter.initScale');
  expect(fit.exponent).toBeGreaterThan(0);
});

it('counts the variants that it leaves out', async () => {
  const many = Array.from({ length: 103 }, (_, i) => 1e-3 + 1e-5 * i);
  const { view, model } = await simulatedBatch(
    { problem: { kind: 'matrixFactorization' }, seeds: 1, sweep: { 'adapter.initScale': many } },
    false,
  );
  const head = {
    ...sampleHead('20261122T105801Z-0001'),
    variants: many.map(scale => ({ label: { 'adapter.initScale': scale }, resolved: {} })),
  };
  const { variants, moreVariants } = describeBatch(head, { view, model, kind: undefined, verdict: null });
  expect([variants.length, moreVariants]).toEqual([100, 3]);
  expect(variants[0]!.ends).toEqual({});
});

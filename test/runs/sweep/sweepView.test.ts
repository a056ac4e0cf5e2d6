import { describe, expect, test } from 'vitest';
import { BatchModel } from '../../../src/runs/batchModel.ts';
import { nameVariants } from '../../../src/runs/naming.ts';
import { sweepAxes } from '../../../src/runs/sweep/axes.ts';
import { fitLine } from '../../../src/runs/sweep/powerLaw.ts';
import { sweepView } from '../../../src/runs/sweep/sweepView.ts';
import { seriesLookup } from '../../../src/runs/batchKind.ts';
import { factsOf } from '../../../src/runs/variantFacts.ts';
import { load, runVariant } from '../diagnosis/runVariants.ts';

const label = (settings: Record<string, unknown>) => ({ label: settings });

describe('axes', () => {
  test('are numeric settings; the one with the most values comes first, and it has at least three', () => {
    const grid = [1, 2].flatMap(c =>
      [1e-3, 1e-4, 1e-5].map(alpha => label({ 'a.c': c, 'a.alpha': alpha, 'a.init': 'gaussian' })),
    );
    expect(sweepAxes(grid)).toMatchObject([
      {
        path: 'a.alpha',
        field: 'alpha',
        values: [1e-5, 1e-4, 1e-3],
        labels: ['10⁻⁵', '10⁻⁴', '10⁻³'],
        log: true,
      },
      { path: 'a.c', values: [1, 2], log: false },
    ]);
    expect(sweepAxes(grid.filter((_, i) => i % 3 !== 0))).toEqual([]);
  });

  test('a setting that is a word somewhere is none', () => {
    expect(sweepAxes([1, 2, 3, 'auto'].map(until => label({ until })))).toEqual([]);
  });

  test('are logarithmic over a decade or in equal ratios', () => {
    const isLog = (values: readonly number[]) => sweepAxes(values.map(x => label({ x })))[0]?.log;
    expect([
      isLog([1, 2, 4]),
      isLog([1, 2, 4, 8]),
      isLog([1, 2, 3, 4]),
      isLog([1, 5, 10]),
      isLog([0, 1, 100]),
    ]).toEqual([false, true, false, true, false]);
  });
});

describe('a line through points', () => {
  test('is exact on a line, and has its interval by Student’s t', () => {
    const exact = fitLine([0, 1, 2, 3].map(x => [x, 2 - 3 * x] as const))!;
    expect(exact.slope).toBeCloseTo(-3, 12);
    expect(exact.half).toBeCloseTo(0, 6);
    expect(exact.r2).toBeCloseTo(1, 12);
    // slope 0.8, standard error √0.12, 3.182 standard errors for three degrees of freedom
    const rough = fitLine([
      [1, 1],
      [2, 3],
      [3, 2],
      [4, 5],
      [5, 4],
    ])!;
    expect(rough.slope).toBeCloseTo(0.8, 12);
    expect(rough.half).toBeCloseTo(3.182 * Math.sqrt(0.12), 9);
    expect(rough.r2).toBeCloseTo(0.64, 12);
  });

  test('needs three points that are not above one another', () => {
    expect(
      fitLine([
        [0, 1],
        [1, 2],
      ]),
    ).toBeNull();
    expect(
      fitLine([
        [1, 1],
        [1, 2],
        [1, 3],
      ]),
    ).toBeNull();
  });
});

describe('ends of real runs', () => {
  const sweepOf = async (imbalance: number, until: number, scales: readonly number[]) => {
    const text = JSON.stringify({
      problem: {
        kind: 'matrixFactorization',
        pretrained: { kind: 'gaussian', matrix: 'paper', imbalance },
        target: { kind: 'singularPair', pair: 'top', strength: 5 },
      },
      adapter: { init: { kind: 'gaussian', randomFactor: 'B' } },
      dynamics: { kind: 'gradientFlow', until },
      seeds: 2,
      sweep: { 'adapter.initScale': scales },
    });
    const loaded = await load(text);
    const model = new BatchModel(loaded.variants.length, loaded.seeds, seriesLookup(loaded.variants));
    for (const [i] of loaded.variants.entries())
      for (const seed of loaded.seeds) model.finish(runVariant(loaded, i, seed), false);
    const names = nameVariants(loaded.variants, loaded.seeds);
    const expectations = loaded.variants.map(variant => factsOf(variant, loaded.files, null).expected);
    return sweepView(loaded.variants, expectations, model, names)!;
  };
  const lossFit = (view: Awaited<ReturnType<typeof sweepOf>>) =>
    view.fits.find(({ series }) => series === 'loss')!;

  test('after the slow tail the exponent is the predicted one', async () => {
    const view = await sweepOf(1.05, 20, [1e-2, 1e-3, 1e-4, 0.5]);
    const { fit, predicted, remark, deltaW } = lossFit(view);
    expect(view.time).toBe(20);
    expect(deltaW).toBeCloseTo(1 / 1.05 ** 2, 9);
    expect(predicted?.value).toBe(4);
    // the large start lies in the hump
    expect(fit?.cells).toBe(3);
    expect(Math.abs(fit!.slope - 4)).toBeLessThan(0.15);
    expect(remark).toEqual({ severity: 'info', text: 'effective value for δ_w ≥ 0.9' });
  });

  test('before it is over, it says so instead of finding a disagreement', async () => {
    const { fit, predicted, remark } = lossFit(await sweepOf(3, 6, [1e-3, 1e-4, 1e-5]));
    expect(fit!.slope).toBeLessThan(3);
    expect(predicted!.value).toBeCloseTo(6 - 2 / 9, 9);
    expect(remark).toEqual({ severity: 'warning', text: 'too early: slow tail not over at t = 6' });
  });
});

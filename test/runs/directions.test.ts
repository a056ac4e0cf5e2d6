import { readFileSync } from 'node:fs';
import { parse, type ParseError } from 'jsonc-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { BatchModel } from '../../src/runs/batchModel.ts';
import { simulatedBatch, simulatedView } from './simulated.ts';

const errors: ParseError[] = [];
const preset = parse(
  readFileSync(new URL('../../media/presets/incremental.lora.json', import.meta.url), 'utf8'),
  errors,
) as { readonly metrics: readonly string[] };

/** Series of the fixture. */
const SHOWN = /^(loss|alignment|normZ1|svF\..*)$/;

let view: PanelView;
let model: BatchModel;
beforeAll(async () => {
  ({ view, model } = await simulatedBatch({ ...preset, metrics: ['svF', 'uFv'] }));
}, 60_000);

describe('the singular directions of the target', () => {
  test('their predicted times are those at which the learned map has half of each, but for the last, which is late', () => {
    const small = view.variants[1]!;
    const { sigma, times, withheld } = view.targets[small.id]!;
    expect(sigma.map(value => value.toFixed(6))).toEqual(['5.000000', '3.000000', '1.500000']);
    expect(withheld).toBeNull();
    const found = model.matrixOf(1, small.id, 400)!;
    sigma.slice(0, 2).forEach((value, i) => {
      const at = found.t.findIndex((_, sample) => 10 ** found.mean[sample * 16 + i * 5]! >= value / 2);
      expect(found.t[at]).toBeCloseTo(times[i]!.mean, 0.7);
      expect(times[i]!.sd).toBeGreaterThan(0);
    });
    expect(times[2]!.mean).toBeGreaterThan(times[1]!.mean);
  });

  test('in the end the diagonal has them, and nothing else is of their size', () => {
    const { id } = view.variants[0]!;
    const { mean, size, t } = model.matrixOf(0, id, 10)!;
    expect(t.at(-1)).toBe(4);
    const last = mean.subarray((t.length - 1) * size * size);
    [5, 3, 1.5].forEach((sigma, i) => expect(10 ** last[i * size + i]!).toBeCloseTo(sigma, 2));
    last.forEach((value, at) => {
      if (at % (size + 1) !== 0 || at === size * size - 1) expect(value).toBeLessThan(-3);
    });
  });

  test('have no predicted times where the flow’s theory does not apply, and say why', async () => {
    const adam = await simulatedView({ ...preset, dynamics: { kind: 'adam', steps: 10 } }, false);
    const { times, withheld } = adam.targets[adam.variants[0]!.id]!;
    expect(times).toEqual([null, null, null]);
    expect(withheld).toMatch(/Adam/i);
  });
});

describe('what was recorded', () => {
  test('entries of the matrix are none of the series: they would be 16 more curves a variant', () => {
    expect(view.matrix).toMatchObject({ size: 4, series: { key: 'uFv', scale: 'log' } });
    expect(view.series.map(({ key }) => key)).toContain('svF.8');
    expect(view.series.some(({ key }) => key.startsWith('uFv'))).toBe(false);
    expect(view.variants[0]!.curves).not.toHaveProperty('uFv.1.1');
    expect(view.unrecorded).toEqual([]);
  });

  test('numbered series keep the scale and the name of the whole', () => {
    expect(view.series.find(({ key }) => key === 'svF.2')).toMatchObject({
      scale: 'log',
      label: 'Singular values of the learned map (2)',
    });
  });

  test('what is missing comes with the line to write, which keeps what is asked for already', async () => {
    const { unrecorded } = await simulatedView({ ...preset, metrics: ['learned'], seeds: 1 });
    expect(unrecorded).toMatchObject([
      { key: 'svF', line: '"metrics": ["learned", "svF"]', action: { intent: { fix: 'record svF' } } },
      { key: 'uFv', line: '"metrics": ["learned", "uFv"]' },
    ]);
  });
});

test('test/webview/fixtures/directions.json is what the product computes', async () => {
  const digits = (values: ArrayLike<number>) =>
    Array.from(values, value => (Number.isNaN(value) ? null : Number(value.toPrecision(4))));
  const every = 4;
  const text = JSON.stringify({
    series: view.series.filter(({ key }) => SHOWN.test(key)),
    matrix: view.matrix!.series,
    variants: view.variants.map(({ id, name, lambda, events, curves }, i) => {
      const { t } = curves['loss']!;
      const map = model.matrixOf(i, id, t.length)!;
      const kept = [...t.keys()].filter(at => at % every === 0 || at === t.length - 1);
      const thin = (values: Float64Array) => digits(kept.map(at => values[at]!));
      const samples = (values: Float64Array) =>
        digits(kept.flatMap(at => [...values.subarray(at * 16, at * 16 + 16)]));
      return {
        ...{ id, name, lambda, events, target: view.targets[id], t: thin(t) },
        curves: Object.fromEntries(
          Object.entries(curves)
            .filter(([key]) => SHOWN.test(key))
            .map(([key, { mean, sd }]) => [key, { mean: thin(mean), sd: thin(sd) }]),
        ),
        map: { mean: samples(map.mean), sd: samples(map.sd) },
      };
    }),
  });
  await expect(`${text}\n`).toMatchFileSnapshot('../webview/fixtures/directions.json');
});

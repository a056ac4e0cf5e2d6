import { describe, expect, test } from 'vitest';
import { theoryRates, withIntervalFit } from '../../src/charts/model/intervalTheory.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { OverlayView } from '../../src/protocol/overlay.ts';
import { finished } from '../webview/fixtures/views.ts';

const base = finished();
const { id } = base.variants[0]!;
const overlay = (over: Partial<OverlayView>): OverlayView => ({
  ...{
    id: 'one',
    variant: id,
    on: 'loss',
    kind: 'prediction',
    label: 'slope −4λ',
    formula: '',
    validity: '',
  },
  shape: { kind: 'slope', rate: -2, from: 1, to: 2, start: 0 },
  ...over,
});
const rates = (overlays: readonly OverlayView[], from: number, to: number, series = 'loss') =>
  theoryRates({ ...base, overlays }, id, series, [from, to]);

describe('what theory says of an interval', () => {
  test('a slope that runs through half of it or more, per unit of flow time', () => {
    expect(rates([overlay({})], 1, 2)[0]).toMatchObject({ kind: 'prediction', label: 'slope −4λ' });
    expect(rates([overlay({})], 1.5, 2.4)[0]!.rate).toBeCloseTo(-2 * Math.LN10, 12);
    expect(rates([overlay({})], 1.6, 2.6)).toEqual([]);
    expect(rates([overlay({})], 1, 2, 'alignment')).toEqual([]);
  });

  test('a curve gives its mean slope there; levels, marks and what is withheld give nothing', () => {
    const t = Float64Array.from({ length: 51 }, (_, i) => i / 10);
    const curve = overlay({ shape: { kind: 'curve', t, value: t.map(time => 1 - 3 * time * time) } });
    expect(rates([curve], 1, 2)[0]!.rate).toBeCloseTo(-9 * Math.LN10, 1);
    const gap = overlay({
      shape: { kind: 'curve', t, value: t.map(time => (time > 1.2 ? Number.NaN : -time)) },
    });
    expect(rates([gap], 1, 2)).toEqual([]);
    expect(rates([gap], 0.5, 1.4)[0]!.rate).toBeCloseTo(-Math.LN10, 9);
    for (const shape of [
      { kind: 'level', value: 1, from: 0, to: 5 },
      { kind: 'time', t: 1.5, sd: 0 },
      { kind: 'withheld' },
    ] as const)
      expect(rates([overlay({ shape })], 1, 2)).toEqual([]);
  });

  test('predictions come before bounds and fits, those that take a second look after the others', () => {
    const all = [
      overlay({ id: 'measured-rate', kind: 'fit' }),
      overlay({ id: 'bound-slope', kind: 'bound' }),
      overlay({ id: 'tail-slope', label: 'slowest column' }),
      overlay({ id: 'signal-slope' }),
      overlay({ id: 'others', variant: 'another' }),
    ];
    expect(rates(all, 1, 2).map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'prediction slope −4λ',
      'prediction slowest column',
      'bound slope −4λ',
      'fit slope −4λ',
    ]);
  });
});

test('the fitted exponential of the selected variant is drawn over its interval, as a fit', () => {
  const state = { ...defaultViewState, selected: id, measure: { interval: [1, 2] as const } };
  const found = {
    rate: { mean: -2, sd: 0.1 },
    power: null,
    seeds: 3,
    samples: 9,
    start: -1,
    r2: 1,
    powerR2: 1,
  };
  const interval = [{ variant: id, from: 1, to: 2 }];
  const drawn = withIntervalFit(base, state, { [`${id}/loss`]: found }, interval);
  expect(drawn.view.overlays.at(-1)).toMatchObject({
    ...{ on: 'loss', kind: 'fit', variant: id },
    shape: { kind: 'slope', from: 1, to: 2, start: -1, rate: -2 / Math.LN10 },
  });
  expect(drawn.state.overlays).toEqual(['+interval-fit']);
  expect(withIntervalFit(base, state, null, interval).view).toBe(base);
  expect(withIntervalFit(base, defaultViewState, { [`${id}/loss`]: found }, []).view).toBe(base);
});

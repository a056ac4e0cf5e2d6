import { describe, expect, test } from 'vitest';
import { cividis } from '../../src/charts/cividis.ts';
import { sweepLayout } from '../../src/charts/layout.ts';
import { sweepLook, sweepModel } from '../../src/charts/model/sweepModel.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { views } from '../webview/fixtures/views.ts';

const view = views.sweep();
const size = sweepLayout(980, true).ends;
const selected = 'adapter.initScale=1e-4;problem.pretrained.imbalance=10';

describe('the chart of ends', () => {
  test('shows the selected group in colour with its law, the others as ghosts', () => {
    const model = sweepModel(view, { ...defaultViewState, selected }, size, panelTokens)!;
    expect(model.title).toBe('Loss at t = 20 against initScale');
    expect(model.caption).toContain('imbalance 10');
    expect(model.heads).toHaveLength(11);
    expect(new Set(model.ghosts.map(({ id }) => id)).size).toBe(6);
    expect(model.labels.map(({ text }) => text)).toEqual(['fit: slope 5.88 ± 0.05', 'prediction: 6.0']);
    const fit = model.theory.filter(({ id }) => id === 'fit');
    expect((fit[1]!.y! - fit[0]!.y!) / (fit[1]!.x - fit[0]!.x)).toBeCloseTo(5.88, 9);
    const prediction = model.theory.filter(({ id }) => id === 'prediction');
    expect((prediction[1]!.y! - prediction[0]!.y!) / (prediction[1]!.x - prediction[0]!.x)).toBeCloseTo(
      5.98,
      9,
    );
    const [range] = model.phases;
    expect(range?.label).toBe('fit range');
    expect(range!.to).toBeGreaterThan(-2);
  });

  test('along the other setting there is no power law, and no line is drawn', () => {
    const state = { ...defaultViewState, selected, sweepAxis: 'problem.pretrained.imbalance' };
    expect(sweepLook(view, state)?.axis).toBe(1);
    const model = sweepModel(view, state, size, panelTokens)!;
    expect(model.theory).toEqual([]);
    expect(model.x.domain[0]).toBeLessThan(1.05);
  });

  test('there is none without a sweep', () => {
    expect(sweepModel(views.finished(), defaultViewState, size, panelTokens)).toBeNull();
  });
});

test('cividis runs from dark to light, and its numbers stay readable', () => {
  expect(cividis(0)).toEqual({ fill: 'rgb(0, 32, 77)', text: '#ffffff' });
  expect(cividis(1)).toEqual({ fill: 'rgb(255, 234, 70)', text: '#000000' });
  expect(cividis(2)).toEqual(cividis(1));
});

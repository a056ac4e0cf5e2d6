import { describe, expect, test } from 'vitest';
import { figureSpec } from '../../src/charts/figure.ts';
import { panelLayout } from '../../src/charts/layout.ts';
import { mainSeries } from '../../src/charts/model/chartInput.ts';
import { curveModel, curveModels, pairs } from '../../src/charts/model/curveModels.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { finished, views } from '../webview/fixtures/views.ts';

const input = (view: PanelView, state: Partial<ViewState> = {}, width = 980) => ({
  ...{ view, state: { ...defaultViewState, ...state }, seeds: {} },
  ...{ layout: panelLayout(width), tokens: panelTokens },
});
const keys = (view: PanelView) => {
  const { main, lower } = curveModels(input(view));
  return [main?.key, ...lower.map(({ key }) => key)];
};

describe('the page of curves', () => {
  test('has the charts that the kind of problem names, as far as their series are recorded', () => {
    expect(keys(finished())).toEqual(['loss', 'alignment', 'phases']);
    expect(keys(views.ntkCurves())).toEqual(['gap', 'certificate', 'nuclearNorm']);
    expect(keys(views.ntkDigits())).toEqual(['gap', 'certificate', 'nuclearNorm', 'testLoss', 'accuracy']);
    expect(keys({ ...finished(), curvePage: { x: 'linear', charts: [] } })).toEqual([undefined]);
  });

  test.each(problemKinds)('of $kind begins with one series of every variant and names known ones', kind => {
    const { charts } = kind.curvePage;
    expect(charts[0]).toMatchObject({ kind: 'variants', series: [mainSeries(kind)] });
    expect(new Set(charts.map(({ key }) => key)).size).toBe(charts.length);
    for (const { series, names } of charts) {
      expect(kind.columns).toEqual(expect.arrayContaining([...series]));
      expect([0, series.length]).toContain(names.length);
    }
  });

  test('time is on the scale that the kind names until the reader chooses', () => {
    const view = views.ntkCurves();
    expect(curveModels(input(view)).main!.x.domain[0]).toBe(0);
    expect(curveModels(input(view)).main!.x.domain[1]).toBeCloseTo(Math.log10(view.horizon), 12);
    expect(curveModels(input(view, { x: 'linear' })).main!.x.domain).toEqual([0, view.horizon]);
  });

  test('a chart of the selected variant has each of its series by name, in colours of their own', () => {
    const view = views.ntkDigits();
    const model = curveModel(input(view, { selected: view.variants[0]!.id }), 'accuracy')!;
    expect(model.caption).toBe('rank 1');
    expect(model.readouts.map(({ name }) => name)).toEqual(['training', 'linear test', 'real test']);
    expect(new Set(model.lines.map(({ stroke }) => stroke)).size).toBe(3);
    expect(new Set(model.labels.map(({ py }) => py)).size).toBe(3);
    const zoomed = curveModel(input(view, { zoom: { x: null, y: { accuracy: [0.5, 1] } } }), 'accuracy')!;
    expect(zoomed.y.domain).toEqual([0.5, 1]);
    const nothing = { ...view, series: view.series.filter(({ key }) => !key.endsWith('Accuracy')) };
    expect(curveModel(input(nothing), 'accuracy')).toBeNull();
  });

  test('two numbers at the end of a curve bear the names of their settings', () => {
    const texts = (model: ReturnType<typeof curveModel>) => model!.labels.map(({ text }) => text);
    const { main, lower } = curveModels(input(views.ntkCurves()));
    expect(texts(main)).toEqual(expect.arrayContaining(['rank 3, both', 'rank 4, both']));
    expect(texts(lower[0]!)).toEqual(expect.arrayContaining(['initScale 1', '0.01']));
    expect(lower[0]!.caption).toBe('σ₁(∇L̂)/λ, rank 1');
  });

  test('the certificate has its line at 1, the norm that of full fine-tuning', () => {
    const { lower } = curveModels(input(views.ntkCurves()));
    const [certificate, norm] = lower;
    const levels = (id: string, model = certificate!) =>
      new Set(model.theory.filter(point => point.id === id).map(({ y }) => y));
    expect([...levels('certificate')]).toEqual([0]);
    expect([...levels('convex-nuclear-norm', norm)][0]).toBeCloseTo(4.028, 3);
  });

  test('is in the figure for a file, and in its words', () => {
    const text = JSON.stringify(figureSpec(views.ntkDigits(), 'light'));
    for (const key of ['gap', 'certificate', 'nuclearNorm', 'testLoss', 'accuracy'])
      expect(text).toContain(`"${key}_lines"`);
    expect(text).toContain(
      'gap to full fine-tuning, certificate, nuclear norm, test loss, linearised, accuracy of',
    );
  });

  test('charts below the first stand two by two', () => {
    expect(pairs(['a', 'b', 'c'])).toEqual([['a', 'b'], ['c']]);
    expect(pairs([])).toEqual([]);
  });
});

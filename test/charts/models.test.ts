import { describe, expect, test } from 'vitest';
import { panelLayout } from '../../src/charts/layout.ts';
import { curveModel } from '../../src/charts/model/curveModels.ts';
import type { ChartInput } from '../../src/charts/model/chartInput.ts';
import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { diverged, empty, finished, running, seedLines, single, zeros } from '../webview/fixtures/views.ts';

const alignmentModel = (of: ChartInput) => curveModel(of, 'alignment');
const phasesModel = (of: ChartInput) => curveModel(of, 'phases');

function input(view: PanelView, state: Partial<ViewState> = {}, width = 980) {
  return {
    view,
    state: { ...defaultViewState, ...state },
    seeds: {},
    layout: panelLayout(width),
    tokens: panelTokens,
  };
}

/** Without theory, whose words are another test’s. */
const simulated = (view: PanelView): PanelView => ({ ...view, overlays: [] });

const ids = (points: readonly { readonly id: string }[]) => [...new Set(points.map(point => point.id))];
const texts = (model: ChartModel) => model.labels.map(label => label.text);

describe('loss', () => {
  test('six variants: colour by the first field, dash by the second', () => {
    const model = lossModel(input(finished()))!;
    expect(ids(model.lines)).toHaveLength(6);
    const styles = new Set(model.lines.map(point => `${point.stroke} ${point.dash.join(' ')}`));
    expect(styles).toEqual(
      new Set([1, 2, 3].flatMap(n => [`var(--ld-series${n}) 1 0`, `var(--ld-series${n}) 6 3`])),
    );
  });

  test('ends are named, those that coincide by one label, at least 13 px apart', () => {
    const model = lossModel(input(simulated(finished())))!;
    expect(texts(model)).toEqual(['10⁻³ gaussian', '10⁻⁴ gaussian', '10⁻⁵ gaussian', 'spectral, all three']);
    const crowded = lossModel(input(simulated(running(0.4))))!;
    const heights = crowded.labels.map(label => label.py).sort((a, b) => a - b);
    heights.slice(1).forEach((y, i) => expect(y - heights[i]!).toBeGreaterThanOrEqual(13 - 1e-9));
  });

  test('names get shorter at 640 px', () => {
    expect(texts(lossModel(input(simulated(finished()), {}, 640))!)).toEqual([
      '10⁻³',
      '10⁻⁴',
      '10⁻⁵',
      'spectral',
    ]);
  });

  test('the mean of an only variant is never cut: it is “mean” where the room is short', () => {
    const view = simulated(single());
    const variant = {
      ...view.variants[0]!,
      name: 'mean of 5000 seeds',
      runs: { total: 5000, done: 5000, failed: 0 },
    };
    const named = (width: number) => texts(lossModel(input({ ...view, variants: [variant] }, {}, width))!);
    expect(named(980)).toEqual(['mean of 5000 seeds']);
    expect(named(640)).toEqual(['mean']);
  });

  test('while running the time axis is the whole horizon, with heads and ghosts and no paper values', () => {
    const model = lossModel(input(running()))!;
    expect(model.x.domain).toEqual([0, 5]);
    expect(model.heads).toHaveLength(6);
    expect(ids(model.ghosts)).toHaveLength(3);
    expect(texts(model)).toContain('previous batch');
    expect(model.diamonds).toHaveLength(0);
    expect(lossModel(input(finished()))!.diamonds).toHaveLength(6);
  });

  test('zeros are clamped to a visible band and the caption says so', () => {
    const model = lossModel(input(zeros()))!;
    expect(model.floor).not.toBeNull();
    expect(model.caption).toContain('zero');
    expect(model.lines.every(point => point.y === null || point.y >= model.y.domain[0])).toBe(true);
    expect(lossModel(input(finished()))!.caption).not.toContain('zero');
  });

  test('a diverged variant is marked where it was last finite and does not claim the axis', () => {
    const view = diverged();
    const exploding = {
      ...view,
      variants: view.variants.map(variant => {
        const loss = variant.curves['loss']!;
        if (!variant.divergence) return variant;
        const mean = loss.mean.with(loss.mean.length - 1, 280);
        return {
          ...variant,
          curves: { ...variant.curves, loss: { ...loss, mean } },
          divergence: { t: variant.divergence.t, logLoss: 280 },
        };
      }),
    };
    const model = lossModel(input(exploding))!;
    expect(model.y.domain[1]).toBeLessThan(8);
    const mark = model.labels.find(label => label.text === '✕')!;
    expect(mark.colour).toBe('var(--ld-error)');
    expect(mark.py).toBeGreaterThanOrEqual(0);
    expect(texts(model).some(text => text.includes('0.12 diverged after t ='))).toBe(true);
  });

  test('hidden variants are not drawn', () => {
    const view = finished();
    const hidden = view.variants.slice(1).map(variant => variant.id);
    expect(ids(lossModel(input(view, { hidden }))!.lines)).toEqual([view.variants[0]!.id]);
  });

  test('one seed has neither bands nor spread in its caption', () => {
    const model = lossModel(input(single()))!;
    expect(model.bands).toHaveLength(0);
    expect(model.caption).toBe('one seed');
  });

  test('lines mode draws single seeds in place of the mean, where there are any', () => {
    const view = finished();
    const model = lossModel({ ...input(view, { mode: 'lines' }), seeds: seedLines(view) })!;
    expect(model.crowd.filter(({ seed }) => seed !== null)).toHaveLength(30);
    expect(ids(model.lines)).toHaveLength(3);
    expect(model.bands).toHaveLength(0);
  });

  test('thousands of points in lines mode are thinned to what pixels show', () => {
    const view = finished();
    const t = Float64Array.from({ length: 20_000 }, (_, i) => (i / 20_000) * 5);
    const value = t.map(time => -time + (time > 2.5 && time < 2.5003 ? 8 : 0));
    const seeds = { [`${view.variants[0]!.id}/loss`]: [{ seed: 0, t, value }] };
    const model = lossModel({ ...input(view, { mode: 'lines' }), seeds })!;
    expect(model.crowd[0]!.x.length).toBeLessThanOrEqual(4 * 389);
    expect(Math.max(...model.crowd[0]!.y)).toBeGreaterThan(5);
  });

  test('nothing to draw is still a chart', () => {
    const model = lossModel(input({ ...empty(), series: finished().series }))!;
    expect(model.lines).toHaveLength(0);
    expect(model.x.domain).toEqual([0, 5]);
  });
});

describe('time', () => {
  test('in steps and in λt', () => {
    expect(lossModel(input(finished(), { time: 'steps' }))!.x.domain).toEqual([0, 50_000]);
    expect(lossModel(input(finished(), { time: 'lambda' }))!.x.domain[1]).toBeCloseTo(61.85, 2);
    // a flow has no steps
    expect(lossModel(input(single(), { time: 'steps' }))!.x.domain).toEqual([0, 5]);
  });

  test('on a log axis it begins at the first sample after zero', () => {
    const model = lossModel(input(finished(), { x: 'log' }))!;
    expect(model.x.domain[0]).toBeCloseTo(Math.log10(0.02), 9);
    expect(model.x.domain[1]).toBeCloseTo(Math.log10(5), 9);
    expect(model.lines.every(point => Number.isFinite(point.x))).toBe(true);
  });

  test('the lower pair spans 1.5 T½ of the selected variant', () => {
    const view = finished();
    expect(alignmentModel(input(view))!.x.domain).toEqual([0, 1.5]);
    expect(phasesModel(input(view, { selected: view.variants[0]!.id }))!.x.domain).toEqual([0, 1]);
    expect(phasesModel(input({ ...empty(), series: view.series }))!.x.domain).toEqual([0, 5]);
  });

  test('a zoom of time holds for all three, and survives more data', () => {
    const zoom = { x: [0.5, 1.25], y: { loss: [-9, -3] } } as const;
    for (const view of [running(1), running(2), finished()]) {
      expect(lossModel(input(view, { zoom }))!.x.domain).toEqual([0.5, 1.25]);
      expect(lossModel(input(view, { zoom }))!.y.domain).toEqual([-9, -3]);
      expect(alignmentModel(input(view, { zoom }))!.x.domain).toEqual([0.5, 1.25]);
      expect(phasesModel(input(view, { zoom }))!.x.domain).toEqual([0.5, 1.25]);
    }
  });
});

describe('alignment and phases', () => {
  test('alignment compares the variants that share the selected one’s second field', () => {
    const view = finished();
    const gaussian = alignmentModel(input(view))!;
    expect(gaussian.caption).toBe('1 − cos, gaussian');
    expect(ids(gaussian.lines)).toHaveLength(3);
    expect(gaussian.y.domain[0]).toBe(-10);
    const spectral = alignmentModel(input(view, { selected: view.variants[1]!.id }))!;
    expect(spectral.caption).toBe('1 − cos, spectral');
  });

  test('phases follow the selected row: three curves, the norm on the right axis', () => {
    const view = simulated(finished());
    const model = phasesModel(input(view))!;
    expect(model.caption).toBe('10⁻⁵ gaussian');
    expect(ids(model.lines)).toEqual(['loss', 'alignment']);
    expect(ids(model.rightLines)).toEqual(['normZ1']);
    expect(model.right!.domain[0]).toBe(0);
    expect(model.y.domain).toEqual([-10, 2]);
    expect(model.phases.map(phase => phase.label)).toEqual(['alignment', 'local convergence', 'slow tail']);
    expect(texts(model)).toEqual(['loss', 'alignment 1 − cos', '‖Z₁‖₂']);
  });

  test('a norm whose statistics are of logarithms is drawn on the linear right axis all the same', () => {
    const view = finished();
    const logarithmic: PanelView = {
      ...view,
      series: view.series.map(series => (series.key === 'normZ1' ? { ...series, scale: 'log' } : series)),
      variants: view.variants.map(variant => {
        const norm = variant.curves['normZ1']!;
        const mean = norm.mean.map(Math.log10);
        return {
          ...variant,
          curves: { ...variant.curves, normZ1: { ...norm, mean, sd: mean.map(() => 0) } },
        };
      }),
    };
    const drawn = phasesModel(input(logarithmic))!.rightLines.map(point => point.y);
    const direct = phasesModel(input(view))!.rightLines.map(point => point.y);
    drawn.forEach((y, i) => {
      expect(y).toBeCloseTo(direct[i]!, 9);
    });
  });

  test('series that a batch does not have are left out', () => {
    const view = { ...finished(), series: finished().series.slice(0, 1) };
    expect(alignmentModel(input(view))).toBeNull();
    const phases = phasesModel(input(view))!;
    expect(phases.right).toBeNull();
    expect(ids(phases.lines)).toEqual(['loss']);
    expect(lossModel(input({ ...view, series: [] }))).toBeNull();
  });
});

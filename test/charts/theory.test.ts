import { describe, expect, test } from 'vitest';
import { figureSpec } from '../../src/charts/figure.ts';
import { panelLayout } from '../../src/charts/layout.ts';
import { curveModel } from '../../src/charts/model/curveModels.ts';
import { pixelX, pixelY, type ChartModel } from '../../src/charts/model/chartModel.ts';
import { ALIGNMENT, LOSS, NORM, type ChartInput } from '../../src/charts/model/chartInput.ts';
import { boxOf } from '../../src/charts/model/freeSpace.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { isOn, overlaysFor, escapeTimes } from '../../src/charts/model/overlayChoice.ts';
import { THEORY_STYLES } from '../../src/charts/model/theory.ts';
import { countForeseen, predictedModel } from '../../src/charts/model/predictedModel.ts';
import { wordings } from '../../src/charts/model/theoryLabels.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { chartedSeries } from '../../src/experiment/ownTheory/chartedSeries.ts';
import { problemKinds } from '../../src/experiment/kinds/registry.ts';
import type { OverlayView } from '../../src/protocol/overlay.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { empty, finished, running, single, zeros } from '../webview/fixtures/views.ts';

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

const lines = (model: ChartModel) => [
  ...new Set(model.theory.map(point => point.id).filter(id => !id.startsWith('leader'))),
];
const texts = (model: ChartModel) => model.labels.map(label => label.text);

/** The finished batch with other theory in place of its own. */
function withTheory(...overlays: readonly Partial<OverlayView>[]): PanelView {
  const view = finished();
  const common = {
    variant: null,
    on: 'loss',
    kind: 'reference',
    label: '',
    formula: '',
    validity: '',
  } as const;
  const none = { kind: 'withheld' } as const;
  return {
    ...view,
    overlays: overlays.map((overlay, i) => ({ id: `own:${i}`, shape: none, ...common, ...overlay })),
  };
}

const everything = (view: PanelView) => [...new Set(view.overlays.map(({ id }) => `+${id}`))];

describe('theory of the selected row', () => {
  test('its lines, in the dashes of their kinds, with their words first', () => {
    const model = lossModel(input(finished()))!;
    expect(lines(model)).toEqual(['signal-slope', 'bound-slope']);
    const styles = new Map(model.theory.map(({ id, dash, width, stroke }) => [id, { dash, width, stroke }]));
    const stroke = 'var(--ld-foreground)';
    expect(styles.get('signal-slope')).toEqual({ dash: [0.1, 4], width: 1.9, stroke });
    expect(styles.get('bound-slope')).toEqual({ dash: [9, 3, 1.5, 3], width: 1, stroke });
    expect(texts(model)).toContain('prediction: slope −5.3λ');
    expect(texts(model)).toContain('bound: guaranteed slope, −(1 − δ)λ/32 by Theorem 3.2');
  });

  test('alignment: slope and floor; a spectral row has its exact solution instead', () => {
    const view = finished();
    expect(lines(alignmentModel(input(view))!)).toEqual(['alignment-slope', 'alignment-floor']);
    const spectral = { selected: view.variants[5]!.id };
    expect(lines(alignmentModel(input(view, spectral))!)).toEqual(['spectral-alignment']);
    expect(lines(lossModel(input(view, spectral))!)).toEqual([
      'spectral-loss',
      'bound-slope',
      'stagnation-floor',
    ]);
  });

  test('predicted T½: a cross for every compared variant in its colour, one with words in the phases', () => {
    const model = lossModel(input(finished()))!;
    expect(model.crosses.map(cross => cross.stroke)).toEqual([1, 2, 3].map(n => `var(--ld-series${n})`));
    for (const { low, x, high } of model.crosses) expect(low < x && x < high).toBe(true);
    expect(model.signs).toContain('prediction');
    const phases = phasesModel(input(finished()))!;
    expect(phases.crosses).toHaveLength(1);
    expect(texts(phases)).toContain('predicted T½');
    expect(texts(phasesModel(input(finished(), {}, 640))!)).toContain('T½');
  });

  test('hidden variants have no cross', () => {
    const view = finished();
    const hidden = view.variants.slice(0, 2).map(variant => variant.id);
    expect(lossModel(input(view, { hidden }))!.crosses).toHaveLength(2);
  });

  test('times stretch with the unit of the axis, slopes bend on a log one', () => {
    const view = finished();
    const steps = lossModel(input(view, { time: 'steps' }))!;
    expect(steps.crosses[2]!.x).toBeCloseTo(escapeTimes(view).get(view.variants[4]!.id)!.t * 1e4, 6);
    const log = lossModel(input(view, { x: 'log' }))!;
    const bound = log.theory.filter(point => point.id === 'bound-slope');
    expect(bound.every(point => point.x <= Math.log10(5) + 1e-9)).toBe(true);
    const slope = log.theory.filter(point => point.id === 'signal-slope').map(point => point.y!);
    expect(slope[1]! - slope[0]!).toBeGreaterThan(slope.at(-1)! - slope.at(-2)!);
    // on a linear value axis exponents are undone
    const linear = lossModel(input(view, { y: 'linear' }))!;
    expect(linear.theory.find(point => point.id === 'bound-slope')!.y).toBeCloseTo(25, 6);
  });

  test('a slope is what it says', () => {
    const view = finished();
    const overlay = overlaysFor(view, view.variants[4]!).find(({ id }) => id === 'signal-slope')!;
    if (overlay.shape.kind !== 'slope') throw new Error('no slope');
    const drawn = lossModel(input(view))!.theory.filter(point => point.id === 'signal-slope');
    expect(drawn[0]).toMatchObject({ x: overlay.shape.from, y: overlay.shape.start });
    const [first, last] = [drawn[0]!, drawn.at(-1)!];
    expect((last.y! - first.y!) / (last.x - first.x)).toBeCloseTo(overlay.shape.rate, 9);
  });
});

describe('what is shown without being asked for', () => {
  test('no fit, no tail, no floor far below the curve, nothing withheld', () => {
    const view = finished();
    const [gaussian, spectral] = [view.variants[4]!, view.variants[5]!].map(variant =>
      overlaysFor(view, variant)
        .filter(overlay => isOn(overlay, view, defaultViewState))
        .map(({ id }) => id),
    );
    expect(gaussian).toEqual([
      'escape',
      'alignment-slope',
      'alignment-floor',
      'signal-slope',
      'bound-slope',
      'plateau-end',
    ]);
    expect(spectral).toContain('stagnation-floor');
  });

  test('the reader’s switch decides, but cannot draw what is withheld', () => {
    const view = finished();
    const on = lossModel(input(view, { overlays: ['+measured-rate', '+plateau', '-bound-slope'] }))!;
    expect(lines(on)).toEqual(['signal-slope', 'measured-rate']);
    expect(texts(on)).toContain('fit: slope −4.95λ, R² = 0.9991');
    const off = lossModel(input(view, { overlays: ['-escape', '-signal-slope', '-bound-slope'] }))!;
    expect(off.crosses).toHaveLength(0);
    expect(off.theory).toHaveLength(0);
    expect(off.signs).not.toContain('prediction');
  });

  test('lines of one’s own belong to every row', () => {
    const t = Float64Array.from([0, 1, 2]);
    const value = Float64Array.from([1, -3, -8]);
    const view = withTheory(
      { label: 'torch.csv', shape: { kind: 'curve', t, value } },
      { kind: 'bound', label: 'my bound', shape: { kind: 'level', value: 2, from: 0, to: 5 } },
    );
    for (const variant of view.variants) {
      const model = lossModel(input(view, { selected: variant.id }))!;
      expect(lines(model)).toEqual(['own:0', 'own:1']);
      expect(texts(model)).toContain('reference: torch.csv');
    }
  });
});

describe('theory over the norm', () => {
  const t = Float64Array.from([0, 0.5, 1, 1.5]);
  const norm = (value: readonly number[]): Partial<OverlayView> => ({
    ...{ on: 'normZ1', kind: 'bound', label: 'my ceiling' },
    shape: { kind: 'curve', t, value: Float64Array.from(value) },
  });

  test('stands on the right axis of the phases, in the dashes of its kind, and nowhere else', () => {
    const view = withTheory(norm([2, 1.9, 1.8, 1.7]));
    const model = phasesModel(input(view))!;
    const drawn = model.rightTheory.filter(({ id }) => !id.startsWith('leader'));
    expect(drawn.map(({ x, y }) => [x, y])).toEqual([...t].map((time, i) => [time, 2 - i / 10]));
    expect(drawn[0]).toMatchObject({ id: 'own:0', ...THEORY_STYLES.bound });
    expect(texts(model)).toContain('bound: my ceiling');
    for (const chart of [model, lossModel(input(view))!, alignmentModel(input(view))!])
      expect(chart.theory).toEqual([]);
  });

  test('over statistics of logarithms is undone with them', () => {
    const linear = withTheory(norm([2, 1, 0.5, 0.1]));
    const logs = withTheory(norm([2, 1, 0.5, 0.1].map(Math.log10)));
    const series = logs.series.map(each =>
      each.key === 'normZ1' ? { ...each, scale: 'log' as const } : each,
    );
    const [a, b] = [linear, { ...logs, series }].map(view =>
      phasesModel(input(view))!.rightTheory.filter(({ id }) => id === 'own:0'),
    );
    a!.forEach((point, i) => {
      expect(b![i]!.y).toBeCloseTo(point.y!, 12);
    });
  });

  test('is in the figure for a file and switched off like any other', () => {
    const view = withTheory(norm([2, 1.9, 1.8, 1.7]));
    expect(JSON.stringify(figureSpec(view, 'light'))).toContain('phases_rightTheory');
    expect(JSON.stringify(figureSpec(finished(), 'light'))).not.toContain('phases_rightTheory');
    expect(phasesModel(input(view, { overlays: ['-own:0'] }))!.rightTheory).toEqual([]);
  });

  test('the series with a chart are those that a file may draw over', () => {
    expect([LOSS, ALIGNMENT, NORM]).toEqual(chartedSeries(problemKinds[0]));
  });
});

describe('a file that has not run', () => {
  const drawn = (model: ChartModel) =>
    [...new Set(model.theory.map(({ id }) => id))].filter(id => !id.startsWith('lead'));

  test('has the predicted loss of every variant, dotted in its colour, and says that it is no more', () => {
    const view = empty();
    const model = predictedModel(input(view))!;
    expect(model.caption).toBe('prediction only');
    expect(drawn(model)).toEqual(view.variants.map(({ id }) => id));
    for (const point of model.theory.filter(({ id }) => !id.startsWith('lead')))
      expect(point).toMatchObject({ dash: [0.1, 4], width: 1.9, cap: 'round' });
    expect(new Set(model.theory.slice(0, -3).map(({ stroke }) => stroke)).size).toBeGreaterThanOrEqual(3);
    expect([model.lines, model.bands, model.diamonds, model.heads]).toEqual([[], [], [], []]);
    expect(model.crosses.map(cross => cross.stroke)).toEqual([1, 2, 3].map(n => `var(--ld-series${n})`));
    expect(model.x.domain).toEqual([0, 5]);
    expect(model.readouts).toHaveLength(6);
  });

  test.each([980, 640, 420])('names its curves where nothing is hidden, at %i px', width => {
    const model = predictedModel(input(empty(), {}, width))!;
    const boxes = model.labels.map(boxOf);
    expect(texts(model).filter(text => text.endsWith('gaussian'))).toHaveLength(3);
    const lines = model.theory.filter(({ id }) => !id.startsWith('lead'));
    for (const [i, box] of boxes.entries()) {
      for (const other of boxes.slice(i + 1))
        expect(
          box.right <= other.left ||
            other.right <= box.left ||
            box.bottom <= other.top ||
            other.bottom <= box.top,
        ).toBe(true);
      const hidden = lines.filter(({ x, y }) => {
        const px = pixelX(model, x);
        const py = pixelY(model.y, model.size.height, y!);
        return px > box.left + 2 && px < box.right - 2 && py > box.top + 3 && py < box.bottom - 3;
      });
      expect(hidden).toEqual([]);
    }
  });

  test('has nothing where nothing is predicted, and leaves out a variant without', () => {
    const view = empty();
    expect(predictedModel(input({ ...view, overlays: [] }))).toBeNull();
    const [first] = view.variants;
    const partly = { ...view, overlays: view.overlays.filter(({ variant }) => variant !== first!.id) };
    expect(drawn(predictedModel(input(partly))!)).toHaveLength(5);
    expect(countForeseen(partly)).toBe(5);
    expect(
      predictedModel(input(view, { hidden: [first!.id] }))!.theory.some(({ id }) => id === first!.id),
    ).toBe(false);
  });

  test('has lines of one’s own too, and no other theory', () => {
    const view = empty();
    const own = withTheory({
      kind: 'bound',
      label: 'my bound',
      shape: { kind: 'level', value: 2, from: 0, to: 5 },
    });
    const model = predictedModel(input({ ...view, overlays: [...view.overlays, ...own.overlays] }))!;
    expect(drawn(model)).toEqual([...view.variants.map(({ id }) => id), 'own:0']);
    expect(texts(model)).toContain('bound: my bound');
  });
});

describe('words', () => {
  test.each([
    ['finished', finished(), {}],
    ['running', running(), {}],
    ['early', running(0.5), {}],
    ['zeros', zeros(), {}],
    ['single', single(), {}],
    ['all theory', finished(), { overlays: everything(finished()) }],
    ['all theory, linear', finished(), { overlays: everything(finished()), y: 'linear' as const }],
    ['all theory, log time', finished(), { overlays: everything(finished()), x: 'log' as const }],
  ])('are never cut and never lie on one another: %s', (_, view, state) => {
    for (const width of [980, 640, 420])
      for (const selected of [null, ...view.variants.map(({ id }) => id)])
        for (const build of [lossModel, alignmentModel, phasesModel]) {
          const model = build(input(view, { ...state, selected }, width))!;
          const theory = new Set(view.overlays.flatMap(overlay => wordings(overlay)));
          const boxes = model.labels.map(label => ({ label, box: boxOf(label) }));
          const ours = boxes.filter(({ label }) => theory.has(label.text));
          for (const { box, label } of ours) {
            expect(box.left, label.text).toBeGreaterThanOrEqual(0);
            expect(box.right, label.text).toBeLessThanOrEqual(model.size.width);
            expect(box.bottom, label.text).toBeLessThanOrEqual(model.size.height);
            for (const other of boxes) {
              if (other.label === label) continue;
              const apart =
                box.right <= other.box.left ||
                other.box.right <= box.left ||
                box.bottom <= other.box.top ||
                other.box.bottom <= box.top;
              expect(apart, `${label.text} on ${other.label.text}`).toBe(true);
            }
          }
        }
  });

  test('a line without room for its words is still drawn', () => {
    const shape = { kind: 'level', value: 1, from: 0, to: 5 } as const;
    const crowd = Array.from({ length: 30 }, (_, i) => ({ label: `bound number ${i}`, shape }));
    const model = lossModel(input(withTheory(...crowd)))!;
    expect(lines(model)).toHaveLength(30);
    expect(texts(model).filter(text => text.startsWith('reference: ')).length).toBeLessThan(30);
  });

  test('what follows the comma, then “slope”, is left out first', () => {
    expect(wordings({ kind: 'bound', label: 'guaranteed slope, −(1 − δ)λ/32' } as OverlayView)).toEqual([
      'bound: guaranteed slope, −(1 − δ)λ/32',
      'bound: guaranteed slope',
    ]);
    expect(wordings({ kind: 'prediction', label: 'slope −2λ' } as OverlayView)).toEqual([
      'prediction: slope −2λ',
      'prediction: −2λ',
    ]);
  });
});

test('a figure file shows theory too, and explains its crosses', () => {
  const text = JSON.stringify(figureSpec(finished(), 'print'));
  for (const word of [
    'prediction: slope −5.3λ',
    'prediction: slope −2λ',
    'bound: guaranteed slope',
    '+ predicted T½ ± 1 sd',
  ])
    expect(text).toContain(word);
  const bare = figureSpec(finished(), 'print', { ...defaultViewState, overlays: ['-signal-slope'] });
  expect(JSON.stringify(bare)).not.toContain('slope −5.3λ');
});

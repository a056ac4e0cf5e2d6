import { describe, expect, test } from 'vitest';
import { panelLayout } from '../../src/charts/layout.ts';
import type { ChartInput } from '../../src/charts/model/chartInput.ts';
import { crowdPaths } from '../../src/charts/model/crowd.ts';
import { curveModel } from '../../src/charts/model/curveModels.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { many, manyLines } from '../webview/fixtures/many.ts';
import { finished } from '../webview/fixtures/views.ts';

function input(view: PanelView, state: Partial<ViewState> = {}): ChartInput {
  return {
    ...{ view, seeds: {}, layout: panelLayout(980), tokens: panelTokens },
    state: { ...defaultViewState, ...state },
  };
}

describe('many variants', () => {
  const view = many(finished(), 1000, 1);
  const selected = view.variants[17]!.id;

  test('are all drawn: the selected one as a curve with its name, the others thin', () => {
    for (const model of ['loss', 'alignment'].map(key => curveModel(input(view, { selected }), key)!)) {
      expect(new Set(model.lines.map(({ id }) => id))).toEqual(new Set([selected]));
      expect(model.crowd).toHaveLength(999);
      expect(model.labels.map(({ text }) => text)).toContain('scale 17');
      expect(model.readouts).toHaveLength(1);
      expect(model.caption).toContain('999 others thin');
    }
  });

  test('have a budget of points together, and every line reaches both edges', () => {
    const model = lossModel(input(view, { selected }))!;
    const points = model.crowd.reduce((sum, { x }) => sum + x.length, 0);
    expect(points).toBeLessThanOrEqual(60_000);
    for (const { x } of model.crowd) expect([x[0], x.at(-1)]).toEqual([0, 5]);
  });

  test('zoomed, a line has what is in view and one sample beyond each edge', () => {
    const model = lossModel(input(view, { selected, zoom: { x: [1, 1.1], y: {} } }))!;
    const [line] = model.crowd;
    const step = 5 / 499;
    expect(line!.x[0]).toBeLessThanOrEqual(1);
    expect(line!.x[0]).toBeGreaterThan(1 - step);
    expect(line!.x.at(-1)).toBeGreaterThanOrEqual(1.1);
    expect(line!.x.at(-1)).toBeLessThan(1.1 + step);
  });

  test('up to two dozen are curves', () => {
    const few = lossModel(input(many(finished(), 24, 1)))!;
    expect([few.crowd.length, few.readouts.length]).toEqual([0, 24]);
    const more = lossModel(input(many(finished(), 25, 1)))!;
    expect([more.crowd.length, more.readouts.length]).toEqual([24, 1]);
  });
});

describe('single seeds', () => {
  const view = many(finished(), 3, 4);
  const [first] = view.variants;
  const seeds = manyLines(
    view,
    view.variants.map(({ id }) => id),
    ['loss'],
  );

  test('of the variant that is pointed at come besides its mean', () => {
    const model = lossModel({ ...input(view), seeds, pointed: first!.id })!;
    expect(model.crowd.map(({ variant, seed }) => [variant, seed])).toEqual(
      [0, 1, 2, 3].map(seed => [first!.id, seed]),
    );
    expect(new Set(model.lines.map(({ id }) => id)).size).toBe(3);
    expect(lossModel({ ...input(view), seeds, pointed: null })!.crowd).toEqual([]);
  });

  test('of the variant that is pointed at leave the value axes as they are, however far they reach', () => {
    const far = manyLines(view, [first!.id], ['loss', 'alignment']);
    for (const lines of Object.values(far)) for (const { value } of lines) value.fill(7);
    for (const key of ['loss', 'alignment']) {
      const [without, pointed] = [null, first!.id].map(id =>
        curveModel({ ...input(view, { selected: first!.id }), seeds: far, pointed: id }, key)!,
      );
      expect(pointed!.crowd).toHaveLength(4);
      expect(pointed!.y.domain).toEqual(without!.y.domain);
      const lines = curveModel({ ...input(view, { mode: 'lines', selected: first!.id }), seeds: far }, key)!;
      expect(lines.y.domain[1]).toBeGreaterThan(without!.y.domain[1]);
    }
  });

  test('in lines mode take the place of the mean; in a figure each is a path of its own', () => {
    const model = lossModel({ ...input(view, { mode: 'lines' }), seeds })!;
    expect(model.lines).toEqual([]);
    expect(new Set(crowdPaths(model.crowd).map(({ id }) => id)).size).toBe(12);
  });

  test('are not smoothed, and the caption claims it of curves alone', () => {
    const smooth = 'strong' as const;
    expect(lossModel({ ...input(view, { mode: 'lines', smooth }), seeds })!.caption).not.toContain(
      'smoothed',
    );
    expect(lossModel(input(view, { smooth }))!.caption).toContain('; smoothed over 8 %');
    const crowd = many(finished(), 30, 1);
    const { caption } = lossModel(input(crowd, { smooth, selected: crowd.variants[3]!.id }))!;
    expect(caption).toContain('29 others thin; the selected one is smoothed over 8 %');
  });
});

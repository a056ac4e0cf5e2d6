import { describe, expect, test } from 'vitest';
import { shownLayout } from '../../src/charts/layout.ts';
import { offeredViews, shownView } from '../../src/charts/model/shownView.ts';
import { staircaseModel } from '../../src/charts/model/staircaseModel.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { finished, single, views } from '../webview/fixtures/views.ts';

const view = views.directions();
const input = (of: PanelView, state: Partial<ViewState> = {}) => ({
  view: of,
  state: { ...defaultViewState, show: 'staircase' as const, ...state },
  seeds: {},
  layout: shownLayout(980, 'staircase'),
  tokens: panelTokens,
});
const model = staircaseModel(input(view))!;
const ids = (points: readonly { readonly id: string }[]) => [...new Set(points.map(({ id }) => id))];

describe('the staircase', () => {
  test('has a line for each singular value that is more than rounding, named at its end', () => {
    expect(ids(model.lines)).toEqual(['svF.1', 'svF.2', 'svF.3']);
    expect(model.caption).toContain('5 smaller not drawn');
    expect(model.labels.map(({ text }) => text)).toEqual(['target 5, 3, 1.5', 'σ₁(F)', 'σ₂(F)', 'σ₃(F)']);
  });

  test('has the target’s singular values across the plot; with room each has its own name', () => {
    expect(ids(model.theory)).toEqual(['target 0', 'target 1', 'target 2']);
    const [first, second] = model.theory;
    expect([first!.x, second!.x]).toEqual([...model.x.domain]);
    expect(10 ** first!.y!).toBeCloseTo(5, 9);
    const linear = staircaseModel(input(view, { y: 'linear' }))!;
    expect(linear.theory[0]!.y).toBeCloseTo(5, 9);
    expect(linear.labels.slice(0, 3).map(({ text }) => text)).toEqual(['target 5', 'target 3', 'target 1.5']);
  });

  test('marks the predicted time of each direction in the colour of its singular value', () => {
    const { times } = view.targets[view.variants.at(-1)!.id]!;
    expect(model.crosses.map(({ x }) => x)).toEqual(times.map(time => time!.mean));
    expect(model.crosses.map(({ stroke }) => stroke)).toEqual(panelTokens.series.slice(0, 3));
    model.crosses.forEach(({ x, low, high }) => expect(low < x && x < high).toBe(true));
    const bare = staircaseModel(input({ ...view, targets: {} }))!;
    expect([bare.crosses, bare.theory]).toEqual([[], []]);
  });

  test('follows the reader’s zoom and unit of time', () => {
    const { lambda } = view.variants.at(-1)!;
    const zoomed = staircaseModel(
      input(view, { time: 'lambda', zoom: { x: [0, lambda], y: { staircase: [-4, 1] } } }),
    )!;
    expect(zoomed.x.domain).toEqual([0, lambda]);
    expect(zoomed.y.domain).toEqual([-4, 1]);
  });

  test('is not there where nothing was recorded', () => {
    expect(staircaseModel(input(finished()))).toBeNull();
  });
});

describe('which views there are', () => {
  test('those with data, and those that could have it, to say how', () => {
    expect(offeredViews(finished())).toEqual(['curves', 'multiples', 'staircase', 'map']);
    expect(offeredViews(view)).toEqual(['curves', 'staircase', 'map']);
    expect(offeredViews({ ...single(), unrecorded: [] })).toEqual(['curves']);
    expect(offeredViews(views.sweep())).toContain('sweep');
  });

  test('what is asked for and not there gives way to the curves', () => {
    expect(shownView(view, { ...defaultViewState, show: 'map' })).toBe('map');
    expect(shownView(view, { ...defaultViewState, show: 'sweep' })).toBe('curves');
    expect(shownView({ ...single(), unrecorded: [] }, { ...defaultViewState, show: 'map' })).toBe('curves');
  });
});

import { describe, expect, test } from 'vitest';
import { curveModel } from '../../src/charts/model/curveModels.ts';
import { panelLayout } from '../../src/charts/layout.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { ChartElement } from '../../webview/charts/chartElement.ts';
import { chartKey, isChartKey } from '../../webview/charts/chartKeys.ts';
import { ZoomGesture, type DragKind } from '../../webview/charts/zoomGesture.ts';
import { Inquiry } from '../../webview/inquiry.ts';
import { pointedQuestion } from '../../webview/questions.ts';
import { changesCharts } from '../../webview/shownCharts.ts';
import type { FromPanel, PanelView } from '../../src/protocol/panel.ts';
import { finished } from './fixtures/views.ts';

const view = finished();
const model = curveModel(
  { ...{ view, state: defaultViewState, seeds: {} }, layout: panelLayout(980), tokens: panelTokens },
  'loss',
)!;

/** A chart without a document, and what it sends. */
function chartOf(dragKind: DragKind = 'time', cross: number | null = null) {
  const sent: string[] = [];
  const drag: ChartElement['drag'] = null;
  const chart = { model, drag, dragKind, cross, send: (name: string) => void sent.push(name) };
  return { chart, sent };
}

function pointer(x: number, y: number, button = 0): PointerEvent {
  const target = {
    getBoundingClientRect: () => ({ left: 0, top: 0, width: 400, height: 200 }),
    setPointerCapture: (_: number): void => undefined,
  };
  const currentTarget: EventTarget = target as Element;
  return { button, clientX: x, clientY: y, currentTarget } as PointerEvent;
}

describe('a click on a line', () => {
  /** Whether going from one place to another with a button down is a click. */
  function isClick(from: readonly [number, number], to: readonly [number, number], button = 0): boolean {
    const gesture = new ZoomGesture(chartOf().chart);
    gesture.down(pointer(...from, button));
    gesture.move(pointer(...to));
    return gesture.up(pointer(...to, button));
  }

  test('is one of the main button', () => {
    expect(isClick([50, 50], [50, 50])).toBe(true);
    for (const button of [1, 2]) expect(isClick([50, 50], [50, 50], button)).toBe(false);
  });

  test('is none where the pointer went anywhere, along the axis that is zoomed or not', () => {
    expect(isClick([50, 50], [52, 53])).toBe(true);
    expect(isClick([50, 50], [50, 90])).toBe(false);
    expect(isClick([50, 50], [90, 50])).toBe(false);
  });
});

describe('P', () => {
  test.each(['p', 'P'])('pins with Caps Lock, too: %s', key => {
    const { chart, sent } = chartOf('time', 1);
    expect(chartKey(chart, model, { key } as KeyboardEvent)).toBe(true);
    expect(sent).toEqual(['pin']);
    expect(isChartKey(key)).toBe(true);
  });
});

describe('single seeds of what is pointed at', () => {
  const pointed = view.variants[0]!.id;

  function inquiry() {
    const posted: FromPanel[] = [];
    const transport = { post: (message: FromPanel) => void posted.push(message) };
    const target = { variant: pointed as string | null };
    let requests = 0;
    const asking = new Inquiry<null>(
      transport,
      (shown, look) => pointedQuestion(shown, look, target.variant),
      () => undefined,
      () => ++requests,
    );
    const show = (shown: PanelView) => {
      asking.viewChanged(shown, defaultViewState);
      asking.receive(requests, null);
    };
    return { posted, target, show };
  }

  test('are asked for once, and again after nothing was wanted', () => {
    const { posted, target, show } = inquiry();
    show(view);
    show(view);
    expect(posted).toHaveLength(1);
    target.variant = null;
    show(view);
    target.variant = pointed;
    show(view);
    expect(posted).toHaveLength(2);
  });

  test('are asked for again where another batch has the same variants, as many runs and the same name', () => {
    const { posted, show } = inquiry();
    show(view);
    const variants = view.variants.map(variant => {
      const loss = variant.curves['loss']!;
      return {
        ...variant,
        curves: { ...variant.curves, loss: { ...loss, mean: loss.mean.map(one => one + 1) } },
      };
    });
    show({ ...view, variants });
    expect(posted).toHaveLength(2);
  });

  test('are drawn when they come late', () => {
    expect(changesCharts(['pointedSeeds'])).toBe(true);
    expect(changesCharts(['cross', 'pointed', 'legendTop'])).toBe(false);
  });
});

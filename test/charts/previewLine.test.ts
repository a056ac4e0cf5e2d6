import { describe, expect, it } from 'vitest';
import { panelLayout } from '../../src/charts/layout.ts';
import { curveModel } from '../../src/charts/model/curveModels.ts';
import { boxOf, overlap } from '../../src/charts/model/freeSpace.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { previewLine } from '../../src/charts/model/previewLine.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { finished } from '../webview/fixtures/views.ts';
import { previewBetween } from '../webview/fixtures/whatIf.ts';

const view = finished();

function line(share: number, look: Partial<ViewState> = {}) {
  const state = { ...defaultViewState, ...look };
  const model = lossModel({ view, state, seeds: {}, layout: panelLayout(980), tokens: panelTokens })!;
  const preview = previewBetween(view, share);
  return { model, found: previewLine(view, state, model, preview)! };
}

const coordinates = (points: string) => points.split(' ').map(point => point.split(',').map(Number));

describe('a preview over a chart', () => {
  it('lies on the curve that it is the same as', () => {
    const { model, found } = line(0);
    const { height, width } = model.size;
    const variant = view.variants.filter(({ dash }) => dash === 0).at(-1)!;
    const [low, high] = model.y.domain;
    const mean = variant.curves['loss']!.mean;
    const drawn = coordinates(found.points);
    expect(drawn[0]![0]).toBeCloseTo(0, 1);
    expect(drawn.at(-1)![0]).toBeCloseTo(width, 1);
    const expected = height - ((mean.at(-1)! - low) / (high - low)) * height;
    expect(drawn.at(-1)![1]).toBeCloseTo(expected, 0);
  });

  it('is named beyond the edge, clear of the names there', () => {
    for (const share of [0, 0.2, 0.5, 0.8, 1]) {
      const { model, found } = line(share);
      if (found.label.align === 'right') continue;
      for (const { px, py } of model.labels)
        if (px >= model.size.width) expect(Math.abs(py - found.label.py)).toBeGreaterThanOrEqual(12);
    }
  });

  it('is named inside where no other name stands', () => {
    const layout = panelLayout(980);
    for (const share of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
      const input = { view, state: defaultViewState, seeds: {}, layout, tokens: panelTokens };
      const model = curveModel(input, 'phases')!;
      const found = previewLine(view, defaultViewState, model, previewBetween(view, share));
      if (found === null) continue;
      const box = boxOf({ ...found.label, text: 'preview' });
      expect(model.labels.filter(label => overlap(boxOf(label), box))).toEqual([]);
    }
  });

  it('follows the reader’s unit of time and linear values', () => {
    const steps = line(0.5, { time: 'steps' });
    expect(coordinates(steps.found.points)).toEqual(coordinates(line(0.5).found.points));
    const linear = coordinates(line(0.5, { y: 'linear' }).found.points);
    expect(linear[0]![1]).toBeLessThan(linear.at(-1)![1]!);
  });

  it('is faint where it is a prediction, and nothing where it is out of view', () => {
    const { model } = line(0);
    const preview = { ...previewBetween(view, 0), how: 'predicted' as const };
    expect(previewLine(view, defaultViewState, model, preview)?.faint).toBe(true);
    const far = {
      ...preview,
      curves: { loss: { t: Float64Array.of(0, 1), value: Float64Array.of(300, 300) } },
    };
    expect(previewLine(view, defaultViewState, model, far)).toBeNull();
    expect(previewLine(view, defaultViewState, model, { ...preview, curves: {} })).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { defaultViewState } from '../../src/charts/viewState.ts';
import {
  isZoomed,
  isolated,
  scaledRange,
  toggled,
  withInterval,
  withMeasuring,
  withShow,
  withOverlay,
  withSelected,
  withTime,
  withTimeZoom,
  withUsualOverlays,
  withValueZoom,
  withY,
  withoutMode,
  withoutZoom,
} from '../../webview/looking.ts';
import { shifted } from '../../webview/charts/zoomGesture.ts';
import { finished } from './fixtures/views.ts';

const view = finished();
const id = view.variants[0]!.id;

describe('how the reader looks at a batch', () => {
  test('what is moved beyond the limits shows everything, whatever its length is rounded to', () => {
    const [low, high] = [-27.1, 1.3];
    const moves = Array.from({ length: 100 }, (_, i) => shifted([low, high], (i + 1) / 101));
    expect(moves.some(([from, to]) => to - from < high - low)).toBe(true);
    for (const range of moves)
      expect(scaledRange(range, (range[0] + range[1]) / 2, 1, [low, high])).toBeNull();
  });

  test('isolating a variant hides the others, doing it again shows all', () => {
    const alone = isolated(defaultViewState, id, view);
    expect(alone.hidden).toEqual(view.variants.slice(1).map(variant => variant.id));
    expect(alone.selected).toBe(id);
    expect(isolated(alone, id, view).hidden).toEqual([]);
  });

  test('hiding and showing again is the identity', () => {
    expect(toggled(toggled(defaultViewState, id), id)).toEqual(defaultViewState);
  });

  test('an overlay is switched on, off, and back to what is usual', () => {
    const on = withOverlay(defaultViewState, 'measured-rate', true);
    expect(on.overlays).toEqual(['+measured-rate']);
    expect(withOverlay(on, 'measured-rate', false).overlays).toEqual(['-measured-rate']);
    expect(withUsualOverlays(withOverlay(on, 'escape', false))).toEqual(defaultViewState);
  });

  test('another unit of time keeps the same stretch in view', () => {
    const zoomed = withTimeZoom(defaultViewState, [0.5, 1.5]);
    const steps = withTime(zoomed, 'steps', view);
    expect(steps.zoom.x![0]).toBeCloseTo(5000, 6);
    expect(steps.zoom.x![1]).toBeCloseTo(15_000, 6);
    expect(withTime(steps, 't', view).zoom.x![0]).toBeCloseTo(0.5, 9);
  });

  test('log to linear forgets zooms of values, which mean something else there, and keeps that of time', () => {
    const zoomed = withValueZoom(withTimeZoom(defaultViewState, [1, 2]), 'loss', [-8, -4]);
    expect(withY(zoomed, 'linear').zoom).toEqual({
      x: [1, 2],
      y: {},
    });
    expect(withY(zoomed, 'log')).toBe(zoomed);
  });

  test('zooms are per chart for values, and one reset forgets them all', () => {
    let state = withValueZoom(defaultViewState, 'alignment', [-4, 0]);
    expect(state.zoom.y).toEqual({ alignment: [-4, 0] });
    expect(isZoomed(state)).toBe(true);
    state = withoutZoom(withValueZoom(state, 'phases', [-4, 0]));
    expect(isZoomed(state)).toBe(false);
  });

  test('selecting another variant forgets value zooms of the charts that follow it', () => {
    const zoomed = withValueZoom(withValueZoom(defaultViewState, 'loss', [-8, 0]), 'phases', [-4, 0]);
    expect(withSelected(zoomed, id, view).zoom.y).toEqual({ loss: [-8, 0] });
  });
});

describe('scaling a range', () => {
  test('the centre stays where it is', () => {
    const [low, high] = scaledRange([0, 4], 1, 0.5, [0, 4])!;
    expect((1 - low) / (high - low)).toBeCloseTo(0.25, 12);
    expect(high - low).toBeCloseTo(2, 12);
  });

  test('it stays within the limits, and everything is no zoom at all', () => {
    expect(scaledRange([0, 1], 0.5, 2, [0, 4])).toEqual([0, 2]);
    expect(scaledRange([3, 4], 3.9, 2, [0, 4])![1]).toBe(4);
    expect(scaledRange([1, 3], 2, 2, [0, 4])).toBeNull();
    expect(scaledRange([1, 1.0001], 1, 1e-9, [0, 4])![1]).toBeGreaterThan(1);
  });

  test('a measured interval stays the same stretch in another unit of time', () => {
    const measured = withInterval(withMeasuring(defaultViewState, true), [1, 2]);
    expect(measured.measure).toEqual({ interval: [1, 2] });
    const { lambda } = view.variants[0]!;
    expect(withTime(measured, 'lambda', view).measure).toEqual({ interval: [lambda, 2 * lambda] });
    expect(withMeasuring(measured, true)).toEqual(measured);
    expect(withMeasuring(measured, false)).toEqual(defaultViewState);
  });

  test('Escape leaves a view of its own, then measuring, then nothing', () => {
    const deep = withShow(withMeasuring(defaultViewState, true), 'staircase');
    const curves = withoutMode(view, deep)!;
    expect(curves.show).toBe('curves');
    const plain = withoutMode(view, curves)!;
    expect(plain.measure).toBeUndefined();
    expect(withoutMode(view, plain)).toBeNull();
  });
});

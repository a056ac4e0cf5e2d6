import { describe, expect, test } from 'vitest';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { isToPanel, readPersisted } from '../../src/protocol/panelGuards.ts';
import { charts, page } from './fixtures/pages.ts';
import { views } from './fixtures/views.ts';
import { whatIfAnswer } from './fixtures/whatIf.ts';

describe('messages from the host', () => {
  test.each(Object.entries(views))('a view is let in: %s', (_, make) => {
    expect(isToPanel({ type: 'view', view: make() })).toBe(true);
    expect(isToPanel(structuredClone({ type: 'view', view: make() }))).toBe(true);
  });

  test('numbers that JSON has no word for arrive as null and are let in', () => {
    const view = views.finished();
    const variants = view.variants.map(variant => ({ ...variant, lambda: null }));
    expect(isToPanel({ type: 'view', view: { ...view, variants } })).toBe(true);
  });

  test('what the panel would trip over is not', () => {
    const view = views.finished();
    const [first] = view.variants;
    const bad: unknown[] = [
      null,
      'view',
      {},
      { type: 'view' },
      { type: 'constructor' },
      { type: 'unknown', view },
      { type: 'view', view: { ...view, state: 'finished' } },
      { type: 'view', view: { ...view, horizon: '5' } },
      { type: 'view', view: { ...view, variants: [{ ...first, curves: { loss: { t: [0, 1] } } }] } },
      { type: 'view', view: { ...view, overlays: [{ ...view.overlays[0], kind: 'guess' }] } },
      {
        type: 'view',
        view: { ...view, overlays: [{ ...view.overlays[0], shape: { kind: 'curve', t: [1] } }] },
      },
      {
        type: 'view',
        view: { ...view, overlays: [{ ...view.overlays[0], shape: { kind: 'constructor' } }] },
      },
      { type: 'view', view: { ...view, notes: [{ severity: 'fatal', title: '', detail: '', actions: [] }] } },
      { type: 'lines', request: 1, lines: { a: [{ seed: 0 }] } },
      { type: 'saved', request: 'one', error: null },
    ];
    for (const message of bad) expect(isToPanel(message)).toBe(false);
  });

  test('pages of a kind are let in, and damaged ones are not', () => {
    const withPages = (...pages: unknown[]) => ({ type: 'view', view: { ...views.finished(), pages } });
    expect(isToPanel(withPages(page))).toBe(true);
    expect(isToPanel(structuredClone(withPages({ ...page, charts: [] })))).toBe(true);
    for (const chart of charts) {
      const damaged = [
        { ...chart, title: 3 },
        { ...chart, kind: 'pie' },
        Object.fromEntries(
          Object.entries(chart).filter(
            ([key]) => !['series', 'bars', 'rows', 'values', 'groups'].includes(key),
          ),
        ),
      ];
      for (const one of damaged) expect(isToPanel(withPages({ ...page, charts: [one] }))).toBe(false);
    }
    expect(isToPanel(withPages({ ...page, remarks: undefined }))).toBe(false);
  });

  test('tables and images of other sizes than they say are not', () => {
    const withChart = (chart: unknown) => ({
      type: 'view',
      view: { ...views.finished(), pages: [{ ...page, charts: [chart] }] },
    });
    for (const chart of charts) {
      expect(isToPanel(withChart(chart))).toBe(true);
      if (chart.kind === 'matrix') {
        const [table] = chart.tables;
        expect(isToPanel(withChart({ ...chart, tables: [{ ...table, counts: [9, 1, 0] }] }))).toBe(false);
        expect(isToPanel(withChart({ ...chart, rows: { label: 'true', names: ['cat'] } }))).toBe(false);
      }
      if (chart.kind === 'images') {
        const [group] = chart.groups;
        const images = [{ ...group!.images[0], pixels: '00ff80' }];
        expect(isToPanel(withChart({ ...chart, groups: [{ ...group, images }] }))).toBe(false);
      }
    }
  });

  test('previews are let in, and damaged ones are not', () => {
    const view = views.finished();
    const answer = whatIfAnswer(view, { 'adapter.initScale': 1e-4 });
    const { preview } = answer;
    expect(isToPanel(structuredClone({ type: 'whatIf', request: 1, answer }))).toBe(true);
    expect(isToPanel({ type: 'whatIf', request: 1, answer: null })).toBe(true);
    expect(isToPanel(structuredClone({ type: 'preview', preview }))).toBe(true);
    expect(isToPanel({ type: 'preview', preview: null })).toBe(true);
    expect(isToPanel({ type: 'preview', preview: { ...preview, how: 'guessed' } })).toBe(false);
    expect(
      isToPanel({ type: 'preview', preview: { ...preview, curves: { loss: { t: [0], value: [1] } } } }),
    ).toBe(false);
    expect(isToPanel({ type: 'whatIf', request: 1, answer: { ...answer, fields: [{ path: 'x' }] } })).toBe(
      false,
    );
  });

  test('other messages', () => {
    expect(isToPanel({ type: 'saved', request: 1, error: null })).toBe(true);
    const line = { seed: 0, t: new Float64Array(2), value: new Float64Array(2) };
    expect(isToPanel({ type: 'lines', request: 1, lines: { 'a/loss': [line] } })).toBe(true);
  });
});

describe('what the page kept', () => {
  test('survives JSON', () => {
    const kept = { source: 'file:///a.lora.json', view: { ...defaultViewState, hidden: ['a'] } };
    expect(readPersisted(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  test('by a version without theory is read as if nothing had been switched', () => {
    const { overlays: _, ...older } = defaultViewState;
    expect(readPersisted({ source: 'x', view: older })?.view).toEqual(defaultViewState);
    expect(readPersisted({ source: 'x', view: { ...older, overlays: 'all' } })).toBeNull();
  });

  test('anything else is forgotten', () => {
    for (const state of [undefined, null, 3, {}, { source: 'x' }, { source: 'x', view: { y: 'cubic' } }])
      expect(readPersisted(state)).toBeNull();
    const zoom = { x: [1, 'two'], y: {} };
    expect(readPersisted({ source: 'x', view: { ...defaultViewState, zoom } })).toBeNull();
  });
});

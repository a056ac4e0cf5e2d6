import { describe, expect, test } from 'vitest';
import { figureSpec } from '../../src/charts/figure.ts';
import { facetLayout, panelLayout, sideGap } from '../../src/charts/layout.ts';
import { facetField, facetModels, facetedView, facets } from '../../src/charts/model/facets.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { offeredViews, shownView } from '../../src/charts/model/shownView.ts';
import { facetFields } from '../../src/charts/model/valueGroups.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { sweep } from '../webview/fixtures/sweep.ts';
import { diverged, finished, single, zeros } from '../webview/fixtures/views.ts';

const multiples: ViewState = { ...defaultViewState, show: 'multiples' };
const view = finished();
const swept = sweep(view);

const modelsOf = (of: PanelView, state: ViewState = multiples) =>
  facetModels({ view: of, state, seeds: {}, layout: panelLayout(980), tokens: panelTokens });

/** The variants with a third field before the others, half of them with each value. */
function withThird(of: PanelView): PanelView {
  const variants = of.variants.map((one, i) => ({ ...one, labels: [...one.labels, i < 2 ? '2' : '4'] }));
  return { ...of, fields: [...of.fields, 'rank'], variants };
}

describe('of what field each value has a chart', () => {
  test('is the third, else the last that has few values; or what was chosen', () => {
    expect(facetField(view, multiples)).toBe('init');
    expect(facetField(withThird(view), multiples)).toBe('rank');
    expect(facetField(view, { ...multiples, facetBy: 'initScale' })).toBe('initScale');
    expect(facetField(view, { ...multiples, facetBy: 'depth' })).toBe('init');
  });

  test('is none where variants share no value, or nothing is swept', () => {
    const paired = view.variants.slice(0, 2).map((one, i) => ({ ...one, labels: [String(i), String(i)] }));
    for (const none of [{ ...view, variants: paired }, single()]) {
      expect(facetFields(none)).toEqual([]);
      expect(offeredViews(none)).not.toContain('multiples');
      expect(shownView(none, multiples)).toBe('curves');
      expect(facets(none, multiples)).toEqual([]);
    }
    expect(offeredViews(view)).toContain('multiples');
  });

  test('has no more values than can be compared', () => {
    const variants = Array.from({ length: 50 }, (_, i) => ({
      ...view.variants[0]!,
      ...{ id: String(i), labels: [i % 2 === 0 ? 'a' : 'b', String(i >> 1)] },
    }));
    expect(facetFields({ ...view, variants })).toEqual(['initScale']);
  });
});

describe('small multiples', () => {
  test('have the variants of one value each, called by what else differs', () => {
    const { main, lower } = modelsOf(swept);
    expect(main).toBeNull();
    expect(lower.map(({ title }) => title)).toEqual(
      ['1.05', '1.2', '1.5', '2', '3', '5', '10'].map(value => `imbalance ${value}`),
    );
    const drawn = lower.map(({ readouts }) => readouts.map(({ variant }) => variant));
    expect(drawn.flat().toSorted()).toEqual(swept.variants.map(({ id }) => id).toSorted());
    expect(lower[0]!.readouts.map(({ name }) => name)).toEqual(
      swept.variants.slice(0, 11).map(({ labels }) => labels[0]),
    );
  });

  test.each([
    ['a sweep', swept],
    ['Figure 1', view],
    ['zeros', zeros()],
  ])('have the axes of all variants together: %s', (_, of) => {
    for (const state of [
      multiples,
      { ...multiples, y: 'linear' as const },
      { ...multiples, zoom: { x: [1, 2], y: { loss: [-9, -3] } } as const },
    ]) {
      const bare = { ...of, ghosts: [] };
      const layout = { ...panelLayout(980), loss: panelLayout(980).alignment };
      const whole = lossModel({ view: bare, state, seeds: {}, layout, tokens: panelTokens })!;
      const { lower } = modelsOf(of, state);
      expect(lower.length).toBeGreaterThan(1);
      for (const { x, y, floor } of lower)
        expect([x, y.domain, floor]).toEqual([whole.x, whole.y.domain, whole.floor]);
    }
  });

  test('keep the axes where variants are hidden, and have no theory, phases or previous batch', () => {
    const hidden = [view.variants[0]!.id];
    const { lower } = modelsOf(view, { ...multiples, hidden });
    expect(lower[0]!.readouts).toHaveLength(2);
    expect(lower[1]!.readouts).toHaveLength(3);
    expect(lower[0]!.y.domain).toEqual(lower[1]!.y.domain);
    for (const { theory, crosses, phases, ghosts } of lower)
      expect([theory, crosses, phases, ghosts].flat()).toEqual([]);
  });

  test('one that is opened stands alone, with theory where the selected variant is in it', () => {
    const [inside, outside] = ['gaussian', 'spectral'].map(
      value => view.variants.findLast(({ labels }) => labels[1] === value)!.id,
    );
    const opened = { ...multiples, facet: 'gaussian' };
    const { main, lower } = modelsOf(view, { ...opened, selected: inside! });
    expect(lower).toEqual([]);
    expect(main!.title).toBe('gaussian');
    expect(main!.size).toEqual(panelLayout(980).loss);
    expect(main!.readouts).toHaveLength(3);
    expect(main!.phases.length).toBeGreaterThan(0);
    expect(main!.theory.length).toBeGreaterThan(0);
    const { main: other } = modelsOf(view, { ...opened, selected: outside! });
    expect([other!.theory, other!.phases].flat()).toEqual([]);
    expect(modelsOf(view, { ...multiples, facet: 'orthogonal' }).lower).toHaveLength(2);
  });

  test('say where runs diverged', () => {
    const broken = withThird(diverged());
    const { lower } = modelsOf(broken, { ...multiples, facetBy: 'rank' });
    const words = lower.flatMap(({ labels }) => labels.map(({ text }) => text));
    const wanted = broken.variants.filter(({ divergence }) => divergence).length;
    expect(wanted).toBeGreaterThan(0);
    expect(words.filter(text => text === '✕')).toHaveLength(wanted);
  });
});

describe('colours within a chart', () => {
  test('tell apart what else differs: the second field where the first has the charts', () => {
    const styles = (state: ViewState) =>
      facetedView(view, state).variants.map(({ labels, colour, dash }) => [labels[1], colour, dash]);
    expect(new Set(styles({ ...multiples, facetBy: 'initScale' }).map(String))).toEqual(
      new Set(['gaussian,0,0', 'spectral,1,0']),
    );
    for (const { colour, dash, labels } of facetedView(view, multiples).variants)
      expect([colour, dash]).toEqual([['10⁻³', '10⁻⁴', '10⁻⁵'].indexOf(labels[0]!), 0]);
  });

  test('are made once, and only where small multiples are looked at', () => {
    expect(facetedView(view, defaultViewState)).toBe(view);
    const coloured = facetedView(view, multiples);
    expect(facetedView(view, { ...multiples, facet: 'gaussian' })).toBe(coloured);
  });
});

describe('their sizes', () => {
  test.each([500, 640, 980, 1400, 2600])('fit a panel of %i px', width => {
    for (const count of [1, 2, 7]) {
      const { columns, size } = facetLayout(width, count);
      const outer = size.padding.left + size.width + size.padding.right;
      const gap = sideGap(width);
      expect(columns * outer + (columns + 1) * gap).toBeLessThanOrEqual(width);
      expect(columns).toBeLessThanOrEqual(Math.min(4, count));
      expect(outer).toBeGreaterThan(250);
    }
    expect(facetLayout(640, 7).columns).toBe(2);
    expect(facetLayout(980, 7).columns).toBe(3);
  });
});

describe('their figure', () => {
  test('has a chart a value, or the one that is opened', () => {
    const count = (state: ViewState) =>
      JSON.stringify(figureSpec(view, 'print', state)).match(/"subtitle":/g)?.length;
    expect(count(multiples)).toBe(2);
    expect(count({ ...multiples, facetBy: 'initScale' })).toBe(3);
    expect(count({ ...multiples, facet: 'gaussian' })).toBe(1);
    // data of one name are shared within a figure: each chart has its own
    const names = JSON.stringify(figureSpec(view, 'print', multiples)).match(/"name":"loss\d+_frame"/g);
    expect(new Set(names).size).toBe(2);
    expect(figureSpec(view, 'print', multiples).description).toContain(
      'loss over time of each init; 30 seeds',
    );
  });
});

import { describe, expect, test } from 'vitest';
import { panelLayout } from '../../src/charts/layout.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { chartPicture } from '../../webview/charts/chartPicture.ts';
import type { PanelActions } from '../../webview/components/actions.ts';
import { lookMenu } from '../../webview/components/lookMenu.ts';
import { pinnedTable } from '../../webview/components/pinnedTable.ts';
import { finished } from './fixtures/views.ts';

/** The text of a template with all that stands in it; items of menus with their labels. */
function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return `${value}`;
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  if ('label' in value) return textOf(value.label);
  if (!('strings' in value) || !('values' in value)) return '';
  const { strings, values } = value as { strings: readonly string[]; values: readonly unknown[] };
  return strings.map((part, i) => part + textOf(values[i] ?? '')).join('');
}

const view = finished();

describe('the table of pins', () => {
  test('says of values below the axis what the legend says', () => {
    const variants = view.variants.map(variant => {
      const loss = variant.curves['loss']!;
      return {
        ...variant,
        curves: { ...variant.curves, loss: { ...loss, mean: loss.mean.map(() => -40) } },
      };
    });
    const actions = {} as PanelActions;
    const look = { ...defaultViewState, pins: [1] };
    const text = textOf(pinnedTable({ ...view, variants }, look, actions));
    expect(text).toContain('t = 1.00');
    expect(text).toMatch(/zero <span class="muted">or below/);
    expect(text).not.toContain('−40');
    expect(textOf(pinnedTable(view, look, actions))).not.toContain('or below');
  });
});

describe('values of the paper', () => {
  const diamonds = (x: readonly [number, number] | null) => {
    const state = { ...defaultViewState, zoom: { x, y: {} } };
    const input = { ...{ view, state, seeds: {} }, layout: panelLayout(980), tokens: panelTokens };
    const text = textOf(chartPicture(lossModel(input)!));
    const [, group = ''] = /<g class="diamonds">(.*?)<\/g>/s.exec(text) ?? [];
    return group.split('<path').length - 1;
  };

  test('stand where the runs end, and only while that is in view', () => {
    expect(diamonds(null)).toBe(view.variants.filter(({ paper }) => paper?.loss !== undefined).length);
    expect(diamonds([1, 2])).toBe(0);
  });
});

describe('the menu of looks', () => {
  test('smooths curves where there are such', () => {
    const items = (smoothable: boolean) => textOf(lookMenu(defaultViewState, () => undefined, smoothable));
    expect(items(true)).toContain('Over 8 % of the time');
    expect(items(false)).not.toMatch(/of the time|smoothing/);
    expect(items(false)).toContain('Zooms values');
  });
});

import { describe, expect, test } from 'vitest';
import { endLabels } from '../../src/charts/model/endLabels.ts';
import { ranks } from '../webview/fixtures/ntk.ts';

/** Names at the right edge of eight curves of two numeric settings, with so much room. */
function words(room: number): string[] {
  const { variants } = ranks();
  const ends = variants.map((variant, i) => ({ variant, px: 400, py: 20 * i, colour: 'red' }));
  const options = { width: 400, height: 300, gap: 12, neutral: 'grey', fields: ['rank', 'initScale'] };
  return endLabels(ends, { ...options, room, grouped: false }).map(({ text }) => text);
}

describe('names at the ends of curves', () => {
  test('are whole where there is room', () => {
    expect(words(200)[0]).toBe('rank 1, initScale 1');
  });

  test('are the values of all where one has none, so that no two are cut alike', () => {
    expect(words(80).slice(0, 5)).toEqual(['1 · 1', '2 · 1', '3 · 1', '4 · 1', '1 · 0.01']);
    expect(new Set(words(80)).size).toBe(8);
  });
});

import { describe, expect, test } from 'vitest';
import { pageRows } from '../../../src/charts/page/pageLayout.ts';
import { textsModel, wrappedAt } from '../../../src/charts/page/textsModel.ts';
import { panelTokens } from '../../../src/charts/tokens.ts';
import type { TextsChart } from '../../../src/protocol/page.ts';

const text = 'the cat sat on the mat, and then it did so once more. '.repeat(4).trim();
const chart: TextsChart = {
  ...{ kind: 'texts', key: 'texts', title: 'Texts', caption: 'caption', summary: 'two', wide: true },
  groups: [
    {
      name: 'small',
      variant: 'a',
      texts: [
        { heading: 'before', text: 'short' },
        { heading: 'after', text },
      ],
    },
    {
      name: 'large',
      variant: 'b',
      texts: [
        { heading: 'before', text: 'x\ny' },
        { heading: 'after', text: 'z' },
      ],
    },
  ],
};
const drawn = (width: number, selected: string | null = null) => {
  const [[placed]] = pageRows(
    { key: 'p', short: 'p', label: 'p', charts: [chart], remarks: [] },
    width,
  ) as never as [[{ size: Parameters<typeof textsModel>[1] }]];
  return { size: placed.size, model: textsModel(chart, placed.size, panelTokens, selected) };
};

describe('lines of a text', () => {
  test('break where the text does, and between words', () => {
    expect(wrappedAt('a b\n\nc', 10)).toEqual(['a b', '', 'c']);
    expect(wrappedAt('the cat sat on the mat', 10)).toEqual(['the cat', 'sat on the', 'mat']);
  });

  test('break within a word that is longer than half a line, and lose nothing', () => {
    const lines = wrappedAt('abcdefghijklmnop qr', 8);
    expect(lines).toEqual(['abcdefgh', 'ijklmnop', 'qr']);
    expect(wrappedAt(text, 13).join(' ')).toBe(text);
    expect(Math.max(...wrappedAt(text, 13).map(({ length }) => length))).toBeLessThanOrEqual(13);
  });

  test('count letters, not halves of them', () => {
    expect(wrappedAt('😀'.repeat(5), 2)).toEqual(['😀😀', '😀😀', '😀']);
  });
});

describe('texts', () => {
  test.each([980, 640, 400])('stay inside the chart, which fits the longest group: %i px', width => {
    const { size, model } = drawn(width);
    for (const { px, py, text: line } of model.labels) {
      expect(px + 5 * line.length).toBeLessThanOrEqual(size.width);
      expect(py + 8).toBeLessThanOrEqual(size.height);
    }
    expect(model.labels.map(({ text: line }) => line).join(' ')).toContain('and then it did');
  });

  test('stand side by side where there is room, else below each other', () => {
    const lefts = (width: number) => new Set(drawn(width).model.labels.map(({ px }) => px)).size;
    expect([lefts(980), lefts(400)]).toEqual([2, 1]);
  });

  test('are those of the selected variant, and each is read as a whole', () => {
    const { model } = drawn(980, 'b');
    expect(model.caption).toBe('large; caption');
    expect(model.stops.map(({ words }) => words)).toEqual(['before: x\ny', 'after: z']);
  });
});

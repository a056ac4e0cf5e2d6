import { expect, test } from 'vitest';
import { panelLayout } from '../../src/charts/layout.ts';

test('plot areas are the ones of the design at 980 and 640 px', () => {
  const wide = panelLayout(980);
  const narrow = panelLayout(640);
  const area = ({ width, height }: { width: number; height: number }) => [width, height];
  expect([wide.loss, wide.alignment, wide.phases].map(area)).toEqual([
    [778, 262],
    [344, 206],
    [344, 206],
  ]);
  expect([narrow.loss, narrow.alignment, narrow.phases].map(area)).toEqual([
    [496, 232],
    [224, 190],
    [238, 190],
  ]);
  expect(wide.loss.padding).toEqual({ left: 38, right: 132, top: 20, bottom: 24 });
});

test('under 560 px the lower pair is stacked', () => {
  expect(panelLayout(560).stacked).toBe(false);
  expect(panelLayout(559).stacked).toBe(true);
  expect(panelLayout(559).alignment.width).toBeGreaterThan(400);
});

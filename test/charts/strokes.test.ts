import { describe, expect, test } from 'vitest';
import { areasOf, strokesOf } from '../../src/charts/strokes.ts';

const ticks = { values: [], labels: [] };
const place = {
  x: { domain: [0, 10], ticks },
  y: { domain: [-4, 0], ticks },
  size: {
    ...{ width: 100, height: 40, narrow: false },
    padding: { left: 0, right: 0, top: 0, bottom: 0 },
  },
} as const;
const style = { stroke: 'red', dash: [6, 3], width: 1.75, opacity: 1, cap: 'butt' } as const;
const solid = { ...style, dash: [1, 0] } as const;

describe('strokes', () => {
  test('one path an id, in pixels, in the order of their first points', () => {
    const strokes = strokesOf(
      [
        { ...style, id: 'b', x: 0, y: 0 },
        { ...solid, id: 'a', x: 5, y: -2 },
        { ...style, id: 'b', x: 10, y: -4 },
      ],
      place,
    );
    expect(strokes.map(({ id, d, dash }) => [id, d, dash])).toEqual([
      ['b', 'M0,0L100,40', '6 3'],
      ['a', 'M50,20', 'none'],
    ]);
  });

  test('an undefined value breaks the line', () => {
    const values = [0, null, -1, -2, null];
    const [stroke] = strokesOf(
      values.map((y, x) => ({ ...style, id: 'a', x, y })),
      place,
    );
    expect(stroke!.d).toBe('M0,0M20,10L30,20');
  });

  test('coordinates far outside stay within what a painter can take', () => {
    const [stroke] = strokesOf([{ ...style, id: 'a', x: 1e12, y: -1e300 }], place);
    expect(stroke!.d).toBe('M100000,100000');
  });
});

describe('areas', () => {
  test('a closed path for each stretch, along the upper edge and back along the lower', () => {
    const edges = [
      [-2, -1],
      [-3, -1],
      [null, null],
      [-4, 0],
    ] as const;
    const [area] = areasOf(
      edges.map(([low, high], x) => ({ id: 'a', x, low, high, fill: 'red', opacity: 0.5 })),
      place,
    );
    expect(area).toEqual({ id: 'a', d: 'M0,10L10,10L10,30L0,20ZM30,0L30,40Z', fill: 'red', opacity: 0.5 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pushApart } from '../../src/charts/labelPushing.ts';

describe('labels pushed apart', () => {
  test('neighbours end up at least 13 px apart, in order, within the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 262, noNaN: true }), { maxLength: 20 }), heights => {
        const labels = pushApart(
          heights.map((y, name) => ({ y, name })),
          13,
          0,
          262,
        );
        const before = heights.map((y, name) => ({ y, name })).sort((a, b) => a.y - b.y || a.name - b.name);
        const after = [...labels].sort((a, b) => a.y - b.y);
        expect(after.map(label => label.name)).toEqual(before.map(label => label.name));
        after.forEach((label, i) => {
          expect(label.y).toBeGreaterThanOrEqual(-1e-9);
          expect(label.y).toBeLessThanOrEqual(262 + 1e-9);
          if (i > 0) expect(label.y - after[i - 1]!.y).toBeGreaterThanOrEqual(13 - 1e-9);
        });
      }),
    );
  });

  test('labels with room stay where they are', () => {
    expect(pushApart([{ y: 100 }, { y: 20 }, { y: 60 }], 13, 0, 200)).toEqual([
      { y: 100 },
      { y: 20 },
      { y: 60 },
    ]);
  });
});

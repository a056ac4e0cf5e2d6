import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelExtremes } from '../../src/charts/pixelExtremes.ts';

test('thinning keeps every pixel column’s lowest and highest point, first and last, in order', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 400 }),
      values => {
        const columns = 20;
        const x = values.map((_, i) => i / values.length);
        const kept = pixelExtremes(x, values, 0, 1, columns);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept[0]).toBe(0);
        expect(kept.at(-1)).toBe(values.length - 1);
        expect(kept.length).toBeLessThanOrEqual(4 * columns);
        for (let column = 0; column < columns; column++) {
          const here = values.filter((_, i) => Math.floor(x[i]! * columns) === column);
          const left = kept.filter(i => Math.floor(x[i]! * columns) === column).map(i => values[i]!);
          if (here.length === 0) continue;
          expect(Math.min(...left)).toBe(Math.min(...here));
          expect(Math.max(...left)).toBe(Math.max(...here));
        }
      },
    ),
  );
});

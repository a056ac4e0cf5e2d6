import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestTriangles } from '../../src/charts/largestTriangles.ts';

test('a thinned line keeps its ends, its order and its limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 3, max: 60 }),
      (values, limit) => {
        const x = values.map((_, i) => i);
        const kept = [...largestTriangles(x, values, 0, values.length - 1, limit)];
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect([kept[0], kept.at(-1)]).toEqual([0, values.length - 1]);
        expect(kept).toHaveLength(Math.min(limit, values.length));
      },
    ),
  );
});

test('a spike of one sample stays, wherever it is', () => {
  for (const spike of [1, 137, 500, 998]) {
    const values = Array.from({ length: 1000 }, (_, i) => (i === spike ? 9 : -i / 1000));
    expect([...largestTriangles([...values.keys()], values, 0, 999, 40)]).toContain(spike);
  }
});

test('a part of a line is thinned by itself; what is short is left as it is', () => {
  const values = Array.from({ length: 100 }, (_, i) => Math.sin(i));
  const x = [...values.keys()];
  expect([...largestTriangles(x, values, 10, 14, 40)]).toEqual([10, 11, 12, 13, 14]);
  const kept = largestTriangles(x, values, 20, 80, 12);
  expect([kept[0], kept.at(-1), kept.length]).toEqual([20, 80, 12]);
  expect(largestTriangles([], [], 0, -1, 12)).toHaveLength(0);
});

test('undefined values neither spread nor hide what is defined beside them', () => {
  const values = Array.from({ length: 200 }, (_, i) => (i % 3 === 0 ? Number.NaN : i === 100 ? 7 : 0));
  const kept = [...largestTriangles([...values.keys()], values, 1, 199, 20)];
  expect(kept).toContain(100);
  expect(kept.slice(1, -1).filter(i => Number.isNaN(values[i]))).toEqual([]);
});

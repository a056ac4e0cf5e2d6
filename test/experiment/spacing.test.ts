import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linspace, logspace } from '../../src/experiment/spacing.ts';

test('decades come out as people write them', () => {
  expect(logspace(1e-6, 1e-1, 6)).toEqual([1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1]);
  expect(logspace(1e-6, 3, 3)).toEqual([1e-6, 0.00173205080757, 3]);
  expect(linspace(0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(linspace(0.1, 0.3, 3)).toEqual([0.1, 0.2, 0.3]);
  expect(logspace(5, 7, 1)).toEqual([5]);
});

test('values agree with the definition to 12 digits, both ends exact, either direction', () => {
  const positive = fc.double({ min: 1e-12, max: 1e12, noNaN: true });
  fc.assert(
    fc.property(positive, positive, fc.integer({ min: 2, max: 60 }), (from, to, count) => {
      const values = logspace(from, to, count);
      expect(values).toHaveLength(count);
      expect([values[0], values[count - 1]]).toEqual([from, to]);
      values.forEach((value, i) => {
        const exact = from * (to / from) ** (i / (count - 1));
        expect(Math.abs(value / exact - 1)).toBeLessThan(6e-12);
      });
    }),
  );
});

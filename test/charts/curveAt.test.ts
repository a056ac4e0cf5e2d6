import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastAtOrBefore, lastDefined, valueAt } from '../../src/charts/curveAt.ts';

const ascending = fc
  .uniqueArray(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map(times => times.sort((a, b) => a - b));

describe('reading a curve at a time', () => {
  test('binary search agrees with looking through all', () => {
    fc.assert(
      fc.property(ascending, fc.double({ min: -10, max: 110, noNaN: true }), (times, time) => {
        expect(lastAtOrBefore(times, time)).toBe(times.findLastIndex(t => t <= time));
      }),
    );
  });

  test('samples are read exactly, between them linearly', () => {
    const times = [0, 1, 3];
    const values = [10, 20, -20];
    expect(times.map(time => valueAt(times, values, time))).toEqual(values);
    expect(valueAt(times, values, 2)).toBeCloseTo(0, 12);
    expect(valueAt(times, values, 0.25)).toBeCloseTo(12.5, 12);
  });

  test('outside the samples, and beside a gap, there is no value', () => {
    expect(valueAt([1, 2], [5, 6], 0.5)).toBeNaN();
    expect(valueAt([1, 2], [5, 6], 2.5)).toBeNaN();
    expect(valueAt([], [], 0)).toBeNaN();
    expect(valueAt([0, 1, 2], [1, Number.NaN, 3], 0.5)).toBeNaN();
    expect(valueAt([0, 1, 2], [1, Number.NaN, 3], 2)).toBe(3);
  });

  test('the last sample is found through trailing gaps', () => {
    expect(lastDefined([1, 2, Number.NaN])).toBe(1);
    expect(lastDefined([Number.NaN])).toBe(-1);
  });
});

import { describe, expect, test } from 'vitest';
import { LOG_FLOOR, emptyExtent, include, linearAxis, logAxis } from '../../src/charts/model/valueAxis.ts';
import { LOG_FLOOR as AGGREGATE_FLOOR } from '../../src/runs/aggregate.ts';

function extentOf(values: readonly number[]) {
  const extent = emptyExtent();
  for (const value of values) include(extent, value, true);
  return extent;
}

describe('a log axis never breaks on zero', () => {
  test('the floor is the one that the statistics are clamped to', () => {
    expect(LOG_FLOOR).toBe(AGGREGATE_FLOOR);
  });

  test('without zeros there is no floor band', () => {
    const axis = logAxis(extentOf([1.1, -26.2]), 262, null);
    expect(axis.floor).toBeNull();
    expect(axis.domain).toEqual([-28, 1.1 + 0.06 * 29.1]);
  });

  test('zeros (log₁₀ −∞ or at the floor) are drawn in a band at the foot, and the rest keeps its scale', () => {
    for (const zero of [-Infinity, LOG_FLOOR]) {
      const axis = logAxis(extentOf([1.1, -26.2, zero]), 262, null);
      expect(axis.floor).not.toBeNull();
      const [bottom, top] = axis.floor!;
      expect(top).toBe(-28);
      expect(axis.domain[0]).toBe(bottom);
      const y = axis.place(zero)!;
      expect(y).toBeGreaterThan(bottom);
      expect(y).toBeLessThan(top);
      expect(axis.ticks.labels[0]).toBe('0');
      expect(axis.ticks.values[0]).toBe(y);
      // high enough to be seen and labelled
      const pixels = ((top - bottom) / (axis.domain[1] - axis.domain[0])) * 262;
      expect(pixels).toBeCloseTo(28, 6);
    }
  });

  test('nothing that is drawn is infinite', () => {
    for (const values of [[], [-Infinity], [0, -Infinity], [1, 2, 3], [Number.NaN]]) {
      const axis = logAxis(extentOf(values), 262, null);
      for (const number of [...axis.domain, ...axis.ticks.values]) expect(number).toSatisfy(Number.isFinite);
      for (const value of [-Infinity, LOG_FLOOR, -50, 0])
        expect(axis.place(value)).toSatisfy(Number.isFinite);
      expect(axis.place(Number.NaN)).toBeNull();
      expect(axis.domain[1]).toBeGreaterThan(axis.domain[0]);
    }
  });

  test('a zoom is taken as it is', () => {
    expect(logAxis(extentOf([1, -26]), 262, [-9.5, -2.25]).domain).toEqual([-9.5, -2.25]);
  });
});

test('a linear axis contains zero and breaks at what is not finite', () => {
  const extent = emptyExtent();
  for (const value of [3, 12.5, Infinity]) include(extent, value, false);
  const axis = linearAxis(extent, 262, null);
  expect(axis.domain[0]).toBe(0);
  expect(axis.domain[1]).toBeCloseTo(13.25, 9);
  expect(axis.place(Infinity)).toBeNull();
});

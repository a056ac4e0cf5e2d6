import { describe, expect, test } from 'vitest';
import { crossingTime } from '../../../src/engine/event/crossingTime.ts';

/** The time found, and how many values that took. */
function find(quantity: (t: number) => number, from: number, to: number): { time: number; values: number } {
  let values = 0;
  const counted = (t: number): number => {
    values++;
    return quantity(t);
  };
  return { time: crossingTime(counted, from, quantity(from), to, quantity(to)), values };
}

describe('the time at which a quantity reaches 1', () => {
  test.each([
    ['grows exponentially', (t: number) => Math.exp(7 * (t - 3.2)), 3.2],
    ['grows and saturates', (t: number) => 2 / (1 + Math.exp(-9 * (t - 2.5))), 2.5],
    ['comes from below zero', (t: number) => t - 2 - 0.3 * Math.sin(5 * t), NaN],
    ['is flat, then steep', (t: number) => 1e-3 + (t / 3.7) ** 40, NaN],
  ])('where it %s', (_, quantity, exact) => {
    const { time, values } = find(quantity, 1, 5);
    expect(quantity(time)).toBeGreaterThanOrEqual(1 - 1e-12);
    expect(quantity(time - 8e-8)).toBeLessThan(1);
    if (!Number.isNaN(exact)) expect(Math.abs(time - exact)).toBeLessThan(8e-8);
    expect(values).toBeLessThan(25);
  });

  test('takes few values where the growth is exponential', () => {
    expect(find(t => Math.exp(4 * (t - 3)) * (1 + 0.05 * Math.sin(t)), 1, 5).values).toBeLessThan(9);
  });

  test('is found across a jump', () => {
    expect(find(t => (t < 2.75 ? 0.1 : 30), 2, 4).time).toBeCloseTo(2.75, 6);
  });

  test('is the end of the interval where the ends are not finite', () => {
    expect(crossingTime(() => 0.5, 1, 0.5, 2, Infinity)).toBe(2);
  });
});

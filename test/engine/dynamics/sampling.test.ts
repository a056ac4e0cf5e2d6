import fc from 'fast-check';
import { expect, test } from 'vitest';
import { automaticTimes, evenTimes, stepsNearest } from '../../../src/engine/dynamics/sampling.ts';

const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

test('the automatic grid increases from 0 to the horizon', () => {
  fc.assert(
    fc.property(positive, fc.option(positive, { nil: undefined }), (horizon, escape) => {
      const times = automaticTimes(horizon, escape);
      expect(times[0]).toBe(0);
      expect(times.at(-1)).toBe(horizon);
      for (let i = 1; i < times.length; i++) expect(times[i]! > times[i - 1]!).toBe(true);
      expect(times.length).toBeLessThan(4_002);
    }),
  );
});

test('at least 160 samples lie before twice the escape, and some 78 in each later decade', () => {
  const times = automaticTimes(1_000, 1);
  expect(times.filter(t => t <= 2).length).toBeGreaterThanOrEqual(160);
  const decade = times.filter(t => t > 100 && t <= 1_000).length;
  expect(decade).toBeGreaterThan(70);
  expect(decade).toBeLessThan(85);
});

test('even times meet both ends', () => {
  expect([...evenTimes(2, 5)]).toEqual([0, 0.5, 1, 1.5, 2]);
});

test('steps are whole, increasing, within range, and include both ends', () => {
  fc.assert(
    fc.property(positive, fc.integer({ min: 1, max: 100_000 }), (learningRate, steps) => {
      const numbers = stepsNearest(automaticTimes(steps * learningRate, undefined), learningRate, steps);
      expect(numbers[0]).toBe(0);
      expect(numbers.at(-1)).toBe(steps);
      for (let i = 1; i < numbers.length; i++) {
        expect(Number.isInteger(numbers[i]!)).toBe(true);
        expect(numbers[i]!).toBeGreaterThan(numbers[i - 1]!);
      }
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervalRates } from '../../src/runs/intervalRates.ts';

const times = Float64Array.from({ length: 201 }, (_, i) => i / 40);
/** log₁₀ of a function at the times. */
const line = (value: (t: number) => number) => ({ t: times, value: times.map(t => Math.log10(value(t))) });

describe('rates in an interval', () => {
  test('of an exponential are its rate, whatever its size and wherever it is measured', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -15, max: 15, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 3.9, noNaN: true }),
        (rate, size, from) => {
          const found = intervalRates([line(t => size * Math.exp(rate * t))], from, from + 0.5);
          expect(found.rate!.mean).toBeCloseTo(rate, 7);
          expect(found.start).toBeCloseTo(Math.log10(size) + (rate * from) / Math.LN10, 7);
          expect(found).toMatchObject({ seeds: 1, rate: { sd: 0 } });
        },
      ),
    );
  });

  test('of a power law is its exponent; the sample at zero time has no logarithm and is left out', () => {
    const found = intervalRates([line(t => 3 * t ** -2.5)], 0, 5);
    expect(found.power!.mean).toBeCloseTo(-2.5, 9);
    expect(found.powerR2).toBeCloseTo(1, 12);
    expect(found.r2).toBeLessThan(0.95);
  });

  test('are fitted for each seed: mean and sd over them', () => {
    const seeds = [-3, -4, -5].map(rate => line(t => Math.exp(rate * t)));
    expect(intervalRates(seeds, 1, 2)).toMatchObject({
      seeds: 3,
      samples: 41,
      rate: { mean: expect.closeTo(-4, 9) as number, sd: expect.closeTo(1, 9) as number },
    });
  });

  test('need three samples with values: zeros and gaps are none', () => {
    expect(intervalRates([line(t => Math.exp(-t))], 1.001, 1.04)).toMatchObject({ rate: null, seeds: 0 });
    expect(intervalRates([], 0, 1)).toMatchObject({ rate: null, power: null, samples: 0 });
    const zero = { t: times, value: times.map(t => (t > 1 ? -40 : Number.NaN)) };
    expect(intervalRates([zero, line(t => Math.exp(2 * t))], 0, 5)).toMatchObject({
      seeds: 1,
      rate: { mean: expect.closeTo(2, 9) as number },
    });
  });
});

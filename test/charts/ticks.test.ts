import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decadeStep, exponentTicks, linearTicks } from '../../src/charts/ticks.ts';

describe('log axes', () => {
  test('Figure 1: every fourth decade, written 10⁻⁸', () => {
    const { values, labels } = exponentTicks(-28, 2.8, 262);
    expect(values).toEqual([-28, -24, -20, -16, -12, -8, -4, 0]);
    expect(labels).toEqual(['10⁻²⁸', '10⁻²⁴', '10⁻²⁰', '10⁻¹⁶', '10⁻¹²', '10⁻⁸', '10⁻⁴', '1']);
  });

  test('steps are whole decades of the allowed sizes', () => {
    expect([1, 8, 12, 30, 60, 300].map(span => decadeStep(span, 262))).toEqual([1, 1, 2, 4, 10, 50]);
  });

  test('with less than two decades in view, multiples in between are written out', () => {
    const { labels } = exponentTicks(-0.5, 0.9, 262);
    expect(labels).toContain('0.5');
    expect(labels).toContain('2');
    expect(exponentTicks(-20.6, -19.5, 262).labels).toContain('2 × 10⁻²⁰');
  });

  test('with less than a factor of two in view, round numbers are written plainly', () => {
    const { values, labels } = exponentTicks(Math.log10(0.39), Math.log10(0.53), 134);
    expect(labels).toEqual(['0.4', '0.5']);
    expect(exponentTicks(Math.log10(0.41), Math.log10(0.48), 134).labels).toEqual([
      '0.42',
      '0.44',
      '0.46',
      '0.48',
    ]);
    values.forEach((value, i) => expect(10 ** value).toBeCloseTo(Number(labels[i]), 12));
  });

  test('ticks lie in the domain, ascend, and are at least 26 px apart', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40, max: 10, noNaN: true }),
        fc.double({ min: 0.05, max: 60, noNaN: true }),
        fc.integer({ min: 100, max: 500 }),
        (low, span, pixels) => {
          const { values, labels } = exponentTicks(low, low + span, pixels);
          expect(labels).toHaveLength(values.length);
          values.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual(low - 1e-6);
            expect(value).toBeLessThanOrEqual(low + span + 1e-6);
            if (i > 0) expect(((value - values[i - 1]!) / span) * pixels).toBeGreaterThanOrEqual(26);
          });
        },
      ),
    );
  });
});

describe('linear axes', () => {
  test('the paper’s time axes', () => {
    expect(linearTicks(0, 5, 778, 86).labels).toEqual(['0', '1', '2', '3', '4', '5']);
    expect(linearTicks(0, 1.5, 344, 60).labels).toEqual(['0', '0.5', '1', '1.5']);
    expect(linearTicks(0, 50_000, 778, 86).labels.at(-1)).toBe('50\u2009000');
  });

  test('negative labels have a true minus and no rounding dust', () => {
    expect(linearTicks(-0.3, 0.3, 300, 40).labels).toEqual([
      '−0.3',
      '−0.2',
      '−0.1',
      '0',
      '0.1',
      '0.2',
      '0.3',
    ]);
  });

  test('ticks are as far apart as asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (low, span) => {
          const { values } = linearTicks(low, low + span, 400, 60);
          values
            .slice(1)
            .forEach((value, i) =>
              expect(((value - values[i]!) / span) * 400).toBeGreaterThanOrEqual(60 * (1 - 1e-6)),
            );
        },
      ),
    );
  });
});

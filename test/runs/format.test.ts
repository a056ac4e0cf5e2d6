import { describe, expect, it } from 'vitest';
import {
  exactPowerOfTen,
  fixed,
  formatForecast,
  formatNumber,
  formatSeconds,
  grouped,
  roughly,
} from '../../src/runs/format.ts';

describe('numbers for people', () => {
  it.each([
    [1e-3, '10⁻³'],
    [1e-5, '10⁻⁵'],
    [0.01, '0.01'],
    [0.05, '0.05'],
    [5e-4, '5 × 10⁻⁴'],
    [1e-4, '10⁻⁴'],
    [-1e-4, '−10⁻⁴'],
    [0, '0'],
    [1, '1'],
    [10, '10'],
    [1000, '1000'],
    [50_000, '50\u2009000'],
    [1e6, '10⁶'],
    [1234567, '1\u2009234\u2009567'],
    [0.1 + 0.2, '0.3'],
    [-2.5, '−2.5'],
    [Number.NaN, '–'],
    [-Infinity, '−∞'],
    [1.05, '1.05'],
  ])('writes %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('never writes a minus before a zero', () => {
    expect(fixed(-0.001, 2)).toBe('0.00');
    expect(fixed(-12.494, 2)).toBe('−12.49');
  });

  it('rounds sizes to one digit', () => {
    expect(roughly(2.3e-7)).toBe('2 × 10⁻⁷');
    expect(roughly(9.7e-16)).toBe('10⁻¹⁵');
  });

  it('groups from five digits on', () => {
    expect(grouped(9999)).toBe('9999');
    expect(grouped(-12345)).toBe('−12\u2009345');
  });

  it('knows exact powers of ten', () => {
    expect(exactPowerOfTen(1e-5)).toBe(-5);
    expect(exactPowerOfTen(2e-5)).toBeNull();
    expect(exactPowerOfTen(0)).toBeNull();
    expect(exactPowerOfTen(-10)).toBeNull();
  });
});

describe('times', () => {
  it.each([
    [0.012, '12 ms'],
    [0, '1 ms'],
    [0.0996, '0.1 s'],
    [7.94, '7.9 s'],
    [9.96, '10 s'],
    [59.6, '1 min'],
    [125, '2 min 5 s'],
    [4320, '1 h 12 min'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it('forecasts no finer than it can know', () => {
    expect(formatForecast(0.2)).toBe('under 1 s');
    expect(formatForecast(4.4)).toBe('4 s');
    expect(formatForecast(200)).toBe('3 min');
  });
});

import { describe, expect, test } from 'vitest';
import {
  brief,
  duration,
  fixed,
  grouped,
  plain,
  powerOfTen,
  scientific,
  superscript,
} from '../../src/charts/numbers.ts';

describe('numbers as the plots show them', () => {
  test('powers of ten stand in superscript with a raised minus; 1 and 10 are plain', () => {
    expect([-28, -8, -1, 0, 1, 2, 13].map(powerOfTen)).toEqual([
      '10⁻²⁸',
      '10⁻⁸',
      '10⁻¹',
      '1',
      '10',
      '10²',
      '10¹³',
    ]);
    expect(superscript(-1234567890)).toBe('⁻¹²³⁴⁵⁶⁷⁸⁹⁰');
  });

  test('negative numbers carry a true minus, and zero none', () => {
    expect(fixed(-12.494)).toBe('−12.49');
    expect(fixed(-0.001)).toBe('0.00');
    expect(fixed(Number.NaN)).toBe('–');
    expect(fixed(-19.54)).not.toContain('-');
  });

  test('scientific notation leaves out a factor of one', () => {
    expect(scientific(2e-7)).toBe('2 × 10⁻⁷');
    expect(scientific(1e-4)).toBe('10⁻⁴');
    expect(scientific(-5.3e3, 2)).toBe('−5.3 × 10³');
    expect(scientific(0)).toBe('0');
  });

  test('thousands are grouped by thin spaces from 10 000 on', () => {
    expect(grouped(50_000)).toBe('50\u2009000');
    expect(grouped(1_234_567)).toBe('1\u2009234\u2009567');
    expect(grouped(8600)).toBe('8600');
  });

  test('plain decimals where they can be read, powers of ten elsewhere', () => {
    expect([0, 0.86, 1.5, 21_500, 2e-5, 3e9].map(value => plain(value))).toEqual([
      '0',
      '0.86',
      '1.5',
      '21\u2009500',
      '2.00 × 10⁻⁵',
      '3.00 × 10⁹',
    ]);
  });

  test('as few digits as say it', () => {
    const shown = [1e-3, 3e-4, 1.05, 0.0015, 4, 0.123456, 50_000].map(value => brief(value));
    expect(shown).toEqual(['10⁻³', '3 × 10⁻⁴', '1.05', '0.0015', '4', '0.123', '50\u2009000']);
  });

  test('durations', () => {
    expect([0.04, 7.94, 12.3, 59.6, 125, 3725].map(duration)).toEqual([
      '0.0 s',
      '7.9 s',
      '12 s',
      '1 min 00 s',
      '2 min 05 s',
      '1 h 02 min',
    ]);
  });
});

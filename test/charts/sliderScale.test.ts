import { describe, expect, it } from 'vitest';
import { shareOf, sliderSteps, valueAtShare } from '../../src/charts/sliderScale.ts';

const log = { from: 1e-8, to: 1e-2, scale: 'log', whole: false } as const;
const whole = { from: 1, to: 10, scale: 'linear', whole: true } as const;
const steps = { from: 500, to: 50_000, scale: 'log', whole: true } as const;
const linear = { from: 0, to: 0.99, scale: 'linear', whole: false } as const;

describe('a slider', () => {
  it('has its ends at its limits', () => {
    for (const field of [log, whole, steps, linear]) {
      expect(valueAtShare(field, 0)).toBe(field.from);
      expect(valueAtShare(field, 1)).toBe(field.to);
      expect(shareOf(field, field.from)).toBe(0);
      expect(shareOf(field, field.to)).toBe(1);
    }
  });

  it('has another value at every step, never one that was before', () => {
    for (const field of [log, whole, steps, linear]) {
      let before = -Infinity;
      for (let i = 0; i <= sliderSteps(field); i += 1) {
        const value = valueAtShare(field, i / sliderSteps(field));
        expect(value).toBeGreaterThan(before);
        expect(value).toBeLessThanOrEqual(field.to);
        before = value;
      }
    }
  });

  it('counts whole numbers one by one', () => {
    expect(sliderSteps(whole)).toBe(9);
    expect(valueAtShare(whole, 4 / 9)).toBe(5);
  });

  it('gives values as a person would write them', () => {
    expect(valueAtShare(log, 0.5)).toBe(1e-5);
    expect(valueAtShare(log, 298 / 400)).toBe(3e-4);
    expect(Number.isInteger(valueAtShare(steps, 0.37))).toBe(true);
    expect(valueAtShare(linear, 1 / 3)).toBe(0.33);
  });

  it('stands at its end where a value lies beyond', () => {
    expect(shareOf(log, 1)).toBe(1);
    expect(shareOf(log, 0)).toBe(0);
  });
});

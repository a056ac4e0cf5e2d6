import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FirstCurves } from '../../../src/host/batches/firstCurves.ts';

describe('the wait for the first curves of a launch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is over, and says so once, when none have come for a quarter of a second', () => {
    const over = vi.fn();
    const curves = new FirstCurves(over);
    expect(curves.awaited).toBe(false);
    curves.expect();
    expect(curves.awaited).toBe(true);
    vi.advanceTimersByTime(250);
    expect(curves.awaited).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(over).toHaveBeenCalledTimes(1);
  });

  it('is over without a word when they are there', () => {
    const over = vi.fn();
    const curves = new FirstCurves(over);
    curves.expect();
    curves.dispose();
    expect(curves.awaited).toBe(false);
    vi.advanceTimersByTime(1000);
    expect(over).not.toHaveBeenCalled();
  });

  it('begins anew when the file has been read', () => {
    const over = vi.fn();
    const curves = new FirstCurves(over);
    curves.expect();
    vi.advanceTimersByTime(200);
    curves.expect();
    vi.advanceTimersByTime(200);
    expect(curves.awaited).toBe(true);
    expect(over).not.toHaveBeenCalled();
    vi.advanceTimersByTime(50);
    expect(over).toHaveBeenCalledTimes(1);
  });
});

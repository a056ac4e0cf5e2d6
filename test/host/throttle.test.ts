import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Throttle } from '../../src/host/throttle.ts';

describe('throttle', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs the first request at once and the last one when its time has come', () => {
    let runs = 0;
    const throttle = new Throttle(100, () => (runs += 1));
    throttle.request();
    expect(runs).toBe(1);
    for (let i = 0; i < 20; i += 1) throttle.request();
    expect(runs).toBe(1);
    vi.advanceTimersByTime(99);
    expect(runs).toBe(1);
    vi.advanceTimersByTime(1);
    expect(runs).toBe(2);
    vi.advanceTimersByTime(1000);
    expect(runs).toBe(2);
  });

  it('runs at most ten times a second under a storm', () => {
    let runs = 0;
    const throttle = new Throttle(100, () => (runs += 1));
    for (let ms = 0; ms < 1000; ms += 1) {
      throttle.request();
      vi.advanceTimersByTime(1);
    }
    expect(runs).toBeLessThanOrEqual(11);
    expect(runs).toBeGreaterThanOrEqual(10);
  });

  it('forgets what waits when it is disposed', () => {
    let runs = 0;
    const throttle = new Throttle(100, () => (runs += 1));
    throttle.request();
    throttle.request();
    throttle.dispose();
    vi.advanceTimersByTime(1000);
    expect(runs).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { BETWEEN, LONGEST, Rests } from '../../src/worker/rests.ts';

/** Rests by a clock that the test moves; every look at it takes 100 ms. */
function rests(asked: number, stop = 0) {
  let clock = 0;
  const [shared, stopFlag] = [asked, stop].map(value => new Int32Array(new SharedArrayBuffer(4)).fill(value));
  const all = new Rests(shared!, stopFlag!, () => (clock += 100));
  return {
    take: () => all.take(),
    ask: (value: number) => (shared![0] = value),
    work: (ms: number) => (clock += ms),
  };
}

describe('the rests of a thread', () => {
  it('are taken only while they are asked for', () => {
    const { take, ask, work } = rests(0);
    expect(take()).toBe(0);
    ask(1);
    expect(take()).toBeGreaterThanOrEqual(LONGEST);
    ask(0);
    work(1000);
    expect(take()).toBe(0);
  });

  it('have work between them, so that constant typing holds nothing up for good', () => {
    const { take, work } = rests(1);
    expect(take()).toBeGreaterThan(0);
    // the look itself is 100 ms later
    work(BETWEEN - 101);
    expect(take()).toBe(0);
    work(BETWEEN);
    expect(take()).toBeGreaterThan(0);
  });

  it('are over at once when the thread is to stop', () => {
    expect(rests(1, 1).take()).toBeLessThan(LONGEST);
  });
});

import { describe, expect, it } from 'vitest';
import { decimate, decimateCurve } from '../../src/runs/decimate.ts';

const t = Float64Array.from({ length: 10_000 }, (_, i) => i);

describe('decimation', () => {
  it('stays under the limit, ascending, with both ends', () => {
    const line = { t, value: t.map(x => Math.sin(x / 50)) };
    const small = decimate(line, 500);
    expect(small.t.length).toBeLessThanOrEqual(500);
    expect(small.t.length).toBeGreaterThan(400);
    expect(small.t[0]).toBe(0);
    expect(small.t.at(-1)).toBe(9999);
    expect(small.t.every((x, i) => i === 0 || x > small.t[i - 1]!)).toBe(true);
  });

  it('loses no spike', () => {
    for (const place of [1, 777, 5000, 9998]) {
      const value = new Float64Array(10_000);
      value[place] = 1;
      expect(Math.max(...decimate({ t, value }, 200).value)).toBe(1);
    }
  });

  it('keeps spread and count of the points of a curve that stay', () => {
    const curve = {
      t,
      mean: t.map(x => Math.sin(x / 50)),
      sd: t.map(x => x / 10),
      count: new Uint16Array(10_000).fill(3),
    };
    const small = decimateCurve(curve, 300);
    expect(small.t.length).toBeLessThanOrEqual(300);
    small.t.forEach((x, i) => {
      expect(small.mean[i]).toBe(Math.sin(x / 50));
      expect(small.sd[i]).toBe(x / 10);
    });
    expect([...small.count].every(count => count === 3)).toBe(true);
    expect(decimateCurve(curve, Infinity)).toBe(curve);
  });

  it('returns short lines as they are and keeps gaps', () => {
    const line = { t: t.slice(0, 100), value: t.slice(0, 100) };
    expect(decimate(line, 100)).toBe(line);
    const value = t.map(x => (x > 2000 && x < 6000 ? Number.NaN : x));
    expect([...decimate({ t, value }, 100).value].some(Number.isNaN)).toBe(true);
  });
});

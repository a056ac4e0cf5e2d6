import { expect, test } from 'vitest';
import { smoothed } from '../../src/charts/smoothing.ts';

const x = Float64Array.from({ length: 201 }, (_, i) => i / 10);
/** The same span, its samples dense at the beginning. */
const uneven = x.map(at => (at * at) / 20);

test('a straight line stays as it is, ends included, however it is sampled', () => {
  for (const times of [x, uneven]) {
    const line = times.map(at => 3 - 0.5 * at);
    const found = smoothed(times, line, 8);
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(line[i]!, 9);
  }
});

test('a step becomes a ramp as long as the window', () => {
  const step = x.map(at => (at < 10 ? 0 : 1));
  const found = smoothed(x, step, 8);
  // the window is 1.6 long; between samples the step itself is a ramp of 0.1
  expect(found[x.indexOf(9)]).toBe(0);
  expect(found[x.indexOf(11)]).toBeCloseTo(1, 12);
  expect(found[x.indexOf(10)]).toBeCloseTo((0.8 + 0.05) / 1.6, 12);
});

test('undefined values are left out of the means and stay undefined', () => {
  const values = x.map((_, i) => (i === 50 ? Number.NaN : 2));
  const found = smoothed(x, values, 8);
  expect(found[50]).toBeNaN();
  expect(found[48]).toBeCloseTo(2, 12);
  expect(found[52]).toBeCloseTo(2, 12);
});

test('what has no inside is left as it is', () => {
  expect([...smoothed([0], Float64Array.of(1), 8)]).toEqual([1]);
  expect([...smoothed([0, 1], Float64Array.of(1, 5), 8)]).toEqual([1, 5]);
});

import { expect, it } from 'vitest';
import { directionOf, pointAt } from '../../../../src/engine/problem/ntk/angle.ts';
import { hyperbolicTangent } from '../../../../src/engine/theory/hyperbolicTangent.ts';

it('directions are those of atan2', () => {
  for (let k = -40; k <= 40; k++) {
    const angle = (k * Math.PI) / 40.5;
    for (const size of [1e-9, 1, 1e9])
      expect(directionOf(size * Math.cos(angle), size * Math.sin(angle))).toBeCloseTo(angle, 14);
  }
  expect(directionOf(1, 0)).toBe(0);
  expect(directionOf(-1, 0)).toBeCloseTo(Math.PI, 15);
  expect(directionOf(0, -2)).toBeCloseTo(-Math.PI / 2, 15);
  expect(directionOf(0, 0)).toBeNaN();
});

it('the point of an angle is cos and sin', () => {
  for (let angle = -7; angle < 7; angle += 0.13) {
    const { cosine, sine } = pointAt(angle);
    expect(cosine).toBeCloseTo(Math.cos(angle), 14);
    expect(sine).toBeCloseTo(Math.sin(angle), 14);
  }
});

it('tanh is tanh, to the last digits also near 0', () => {
  for (const x of [0, 1e-9, 1e-3, 0.1, 0.3, 0.59, 0.61, 1, 2, 5, 19, 21, 400])
    for (const sign of [-1, 1]) {
      const value = hyperbolicTangent(sign * x);
      expect(Math.abs(value - Math.tanh(sign * x))).toBeLessThanOrEqual(1e-15 * Math.abs(Math.tanh(x)));
    }
});

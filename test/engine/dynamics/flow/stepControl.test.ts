import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  acceptedFactor,
  eighthRoot,
  nearCubeRoot,
  rejectedFactor,
} from '../../../../src/engine/dynamics/flow/stepControl.ts';

const positive = fc.double({ min: 1e-12, max: 1e12, noNaN: true });

test('eighth root', () => {
  fc.assert(
    fc.property(positive, x => {
      expect(eighthRoot(x) ** 8 / x).toBeCloseTo(1, 12);
    }),
  );
});

test('the stand-in for the cube root is within a quarter over twelve decades', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-8, max: 1e4, noNaN: true }), x => {
      const ratio = nearCubeRoot(x) / Math.cbrt(x);
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.25);
    }),
  );
});

test('accepted steps grow or shrink within bounds, the less the larger the error', () => {
  const unit = fc.double({ min: 1e-14, max: 1, noNaN: true });
  fc.assert(
    fc.property(unit, unit, unit, (a, b, previous) => {
      const factor = acceptedFactor(a, previous);
      expect(factor).toBeGreaterThanOrEqual(1 / 3);
      expect(factor).toBeLessThanOrEqual(6);
      if (a < b) expect(factor).toBeGreaterThanOrEqual(acceptedFactor(b, previous));
    }),
  );
});

test('rejected steps shrink, also when the error is not finite', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, noNaN: true }), error => {
      const factor = rejectedFactor(error);
      expect(factor).toBeGreaterThanOrEqual(0.2);
      expect(factor).toBeLessThanOrEqual(0.9);
    }),
  );
  expect(rejectedFactor(NaN)).toBe(0.2);
  expect(rejectedFactor(Infinity)).toBe(0.2);
});

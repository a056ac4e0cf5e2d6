import { describe, expect, test } from 'vitest';
import { BlockError } from '../../../../src/engine/dynamics/flow/blockError.ts';
import { Dop853 } from '../../../../src/engine/dynamics/flow/dop853.ts';
import { Rkc2 } from '../../../../src/engine/dynamics/flow/rkc2.ts';
import { Stabilised4 } from '../../../../src/engine/dynamics/flow/stabilised4.ts';
import { stabilised4Tables } from '../../../../src/engine/dynamics/flow/stabilised4Coefficients.ts';
import type { StabilisedMethod } from '../../../../src/engine/dynamics/flow/stabilisedMethod.ts';
import type { Kernel, Vector } from '../../../../src/engine/kernel/contract.ts';
import { LinearKernel } from './linearKernel.ts';

const rates = [-1, -0.5, 0.7, -0.2, -0.9, 0.3, -0.1, 0.4];

/** One step of DOP853 from all ones: largest error at its end and at an inner point, and the estimate. */
function dopStep(h: number, theta: number): { end: number; inner: number; estimate: number } {
  const kernel = new LinearKernel(rates);
  const y = kernel.allocate();
  kernel.view(y).fill(1);
  const next = kernel.allocate();
  const work = kernel.allocate();
  const dop = new Dop853(kernel, new BlockError(kernel, y));
  dop.start(y);
  const estimate = dop.attempt(y, next, work, h);
  dop.finish(next);
  dop.interpolate(theta, y, work);
  const error = (vector: typeof y, t: number) =>
    kernel
      .view(vector)
      .reduce((most, value, i) => Math.max(most, Math.abs(value - Math.exp(rates[i]! * t))), 0);
  return { end: error(next, h), inner: error(work, theta * h), estimate };
}

describe('DOP853', () => {
  test('is of order 8: the error of a step falls as h⁹', () => {
    const coarse = dopStep(0.8, 0.5).end;
    const fine = dopStep(0.4, 0.5).end;
    expect(Math.log2(coarse / fine)).toBeGreaterThan(8.4);
    expect(Math.log2(coarse / fine)).toBeLessThan(10);
  });

  test('its dense output is of order 7: the error inside a step falls as h⁸', () => {
    for (const theta of [0.3, 0.5, 0.8]) {
      const slope = Math.log2(dopStep(3.2, theta).inner / dopStep(1.6, theta).inner);
      expect(slope).toBeGreaterThan(7);
    }
  });

  test('the estimate is not below the error', () => {
    for (const h of [0.8, 1.6, 3.2]) {
      const { end, estimate } = dopStep(h, 0.5);
      expect(estimate).toBeGreaterThan(end);
    }
  });

  test('interpolation meets both ends', () => {
    expect(dopStep(1, 0).inner).toBe(0);
    expect(Math.abs(dopStep(1, 1).inner - dopStep(1, 1).end)).toBeLessThan(1e-14);
  });

  test('the derivative at the end of a step is that at the start of the next', () => {
    const kernel = new LinearKernel(rates);
    const y = kernel.allocate();
    kernel.view(y).fill(1);
    const next = kernel.allocate();
    const work = kernel.allocate();
    const dop = new Dop853(kernel, new BlockError(kernel, y));
    dop.start(y);
    dop.attempt(y, next, work, 0.1);
    dop.finish(next);
    const end = [...kernel.view(dop.endDerivative)];
    dop.accept();
    expect([...kernel.view(dop.derivative)]).toEqual(end);
    expect(dop.gradients).toBe(13);
  });
});

type Make = (kernel: Kernel, scratch: (index: number) => Vector) => StabilisedMethod;

/** One step of a stabilised method from all ones for the given rates. */
function stabilisedStep(
  make: Make,
  given: readonly number[],
  h: number,
  rho: number,
): { after: number[]; error: number[] } {
  const kernel = new LinearKernel(given);
  const scratch = Array.from({ length: 7 }, () => kernel.allocate());
  const method = make(kernel, index => scratch[index]!);
  const [y, f, after, fAfter] = [kernel.allocate(), kernel.allocate(), kernel.allocate(), kernel.allocate()];
  kernel.view(y).fill(1);
  kernel.gradient(y, f);
  method.attempt(y, f, after, fAfter, scratch[5]!, h, rho);
  kernel.view(fAfter).forEach((value, i) => expect(value).toBe(given[i]! * kernel.view(after)[i]!));
  return { after: [...kernel.view(after)], error: [...kernel.view(scratch[5]!)] };
}

const rkcStep = (given: readonly number[], h: number, rho: number) =>
  stabilisedStep((kernel, scratch) => new Rkc2(kernel, scratch), given, h, rho);

describe('RKC2', () => {
  test('is of order 2: the error of a step falls as h³', () => {
    const errorAt = (h: number) =>
      rkcStep(rates, h, 20).after.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - Math.exp(rates[i]! * h))),
        0,
      );
    const slope = Math.log2(errorAt(0.2) / errorAt(0.1));
    expect(slope).toBeGreaterThan(2.7);
    expect(slope).toBeLessThan(3.3);
  });

  test.each([4, 30, 400, 10_000])('is stable and damps on all of [−h·ρ, 0] for h·ρ = %s', stretch => {
    const grid = Array.from({ length: 400 }, (_, i) => (-stretch * (i + 1)) / 400);
    for (const value of rkcStep(grid, 1, stretch).after) expect(Math.abs(value)).toBeLessThan(1);
  });

  test('its estimate follows the error', () => {
    const { after, error } = rkcStep(rates, 0.1, 20);
    after.forEach((value, i) => {
      const truth = Math.abs(value - Math.exp(rates[i]! * 0.1));
      expect(Math.abs(error[i]!)).toBeGreaterThan(0.1 * truth);
      expect(Math.abs(error[i]!)).toBeLessThan(30 * truth);
    });
  });
});

const fourthStep = (given: readonly number[], h: number, rho: number) =>
  stabilisedStep((kernel, scratch) => new Stabilised4(kernel, scratch), given, h, rho);

describe.each(stabilised4Tables)('the stabilised method of order 4 with $stages stages', table => {
  const { stages, reach, euler, rows, error } = table;
  /** Butcher’s A and b of the whole step, and the weights of its error estimate without that of the end. */
  const first = euler.length;
  const A = Array.from({ length: stages }, (_, i) => {
    const row = new Array<number>(stages).fill(0);
    euler.forEach((a, j) => (row[j] = j < i ? a : 0));
    if (i > first) rows[i - first - 1]!.forEach((a, j) => (row[first + j] = a));
    return row;
  });
  const b = [...euler, ...rows[3]];
  const d = [...euler.map(() => 0), ...error.slice(0, 4)];
  const sum = (x: readonly number[]) => x.reduce((total, value) => total + value, 0);
  const times = (x: readonly number[], y: readonly number[]) => x.map((value, i) => value * y[i]!);
  const apply = (x: readonly number[]) => A.map(row => sum(times(row, x)));
  const c = A.map(sum);
  const Ac = apply(c);
  const c2 = times(c, c);

  test('meets the eight conditions of order 4', () => {
    const conditions = [
      [sum(b), 1],
      [sum(times(b, c)), 1 / 2],
      [sum(times(b, c2)), 1 / 3],
      [sum(times(b, Ac)), 1 / 6],
      [sum(times(b, times(c, c2))), 1 / 4],
      [sum(times(b, times(c, Ac))), 1 / 8],
      [sum(times(b, apply(c2))), 1 / 12],
      [sum(times(b, apply(Ac))), 1 / 24],
    ];
    for (const [found, exact] of conditions) expect(Math.abs(found! - exact!)).toBeLessThan(4e-15);
  });

  test('its error estimate vanishes to order 3', () => {
    const end = error[4]!;
    const found = [
      sum(d) + end,
      sum(times(d, c)) + end,
      sum(times(d, c2)) + end,
      sum(times(d, Ac)) + end / 2,
    ];
    for (const value of found) expect(Math.abs(value)).toBeLessThan(1e-14);
  });

  test('is stable and damps on all of its interval', () => {
    const grid = Array.from({ length: 600 }, (_, i) => (-reach * (i + 1)) / 600);
    for (const value of fourthStep(grid, 1, 0.98 * reach).after) expect(Math.abs(value)).toBeLessThan(1);
  });

  test('the error of a step falls as h⁵', () => {
    const errorAt = (h: number) =>
      fourthStep(rates, h, (0.98 * reach) / h).after.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - Math.exp(rates[i]! * h))),
        0,
      );
    const slope = Math.log2(errorAt(0.2) / errorAt(0.1));
    expect(slope).toBeGreaterThan(4.7);
    expect(slope).toBeLessThan(5.3);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KernelFactory } from '../../../src/engine/kernel/contract.ts';
import { gradientForm, lossForm } from '../../../src/engine/kernel/form.ts';
import { typescriptKernel } from '../../../src/engine/kernel/typescriptKernel.ts';
import { wasmKernel } from '../../../src/engine/kernel/wasmKernel.ts';
import type { Factors, System } from '../../../src/engine/system.ts';
import { lossOf, randomSystem, type Shape } from './systems.ts';

const kernels: readonly (readonly [string, KernelFactory])[] = [
  ['typescript', typescriptKernel],
  ['wasm', wasmKernel],
];

const small: Shape = {
  m: 7,
  h: 12,
  n: 9,
  rank1: 3,
  rank2: 2,
  k: 2,
  scaling: 1,
  W2: 'diagonal',
  W1: 'dense',
  givenDense: false,
};
const large: Shape = { ...small, m: 83, h: 21, n: 70, scaling: 0.5 };

/** A system whose factors fit the target up to `gap`: W2 = W1 = 1 (so that B2A2 = Δ(1 − gap) does it), the rest zero. */
function nearlyFitted(size: number, gap: number): System {
  const shape: Shape = {
    ...small,
    m: size,
    h: size,
    n: size,
    rank1: 2,
    rank2: 2,
    k: 2,
    W2: 'diagonal',
    W1: 'diagonal',
  };
  const system = randomSystem(shape, 17);
  const ones = { kind: 'diagonal', rows: size, cols: size, values: new Float64Array(size).fill(1) } as const;
  const { left, strengths, right } = system.target;
  const initial: Factors = {
    A1: { ...system.initial.A1, data: new Float64Array(2 * size) },
    B1: { ...system.initial.B1, data: new Float64Array(2 * size) },
    A2: { rows: 2, cols: size, data: new Float64Array(2 * size) },
    B2: { rows: size, cols: 2, data: left.data.map((value, at) => (1 - gap) * value * strengths[at % 2]!) },
  };
  right.data.forEach((value, at) => (initial.A2.data[(at % 2) * size + Math.floor(at / 2)] = value));
  return { ...system, W2: ones, W1: ones, initial };
}

describe.each(kernels)('loss of the %s kernel', (_, make) => {
  it('is the full matrices’', () => {
    fc.assert(
      fc.property(fc.constantFrom(small, large), fc.integer({ min: 1, max: 1e6 }), (shape, seed) => {
        const system = randomSystem(shape, seed);
        const kernel = make(system);
        const y = kernel.allocate();
        kernel.write(y, system.initial);
        expect(Math.abs(kernel.loss(y) / lossOf(system, system.initial) - 1)).toBeLessThan(1e-13);
        kernel.gradient(y, kernel.allocate());
        expect(Math.abs(kernel.lossOfGradient() / lossOf(system, system.initial) - 1)).toBeLessThan(1e-8);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it.each([
    [8, 'residual'],
    [50, 'residual'],
    [90, 'qr'],
  ] as const)('does not cancel: size %i, by %s, down to 1e-28 of the target’s', (size, form) => {
    expect(lossForm({ m: size, h: size, n: size }, 2, 2, 2)).toBe(form);
    for (const gap of [2 ** -20, 2 ** -30, 2 ** -40, 2 ** -46]) {
      const system = nearlyFitted(size, gap);
      const { strengths } = system.target;
      // E = gap·Δ, up to the rounding of the factors themselves: 1e-16/gap of it.
      const expected = 0.5 * gap * gap * (strengths[0]! ** 2 + strengths[1]! ** 2);
      const kernel = make(system);
      const y = kernel.allocate();
      kernel.write(y, system.initial);
      const allowed = Math.max(1e-9, 2e-15 / gap);
      expect(Math.abs(kernel.loss(y) / expected - 1)).toBeLessThan(allowed);
      kernel.gradient(y, kernel.allocate());
      expect(Math.abs(kernel.lossOfGradient() / expected - 1)).toBeLessThan(allowed);
    }
  });

  it('of the last gradient follows the state through a run of stages, in the factored form', () => {
    expect(gradientForm({ m: 83, h: 21, n: 70 }, 3, 2, 2)).toBe('factored');
    const system = randomSystem(large, 5);
    const kernel = make(system);
    const y = kernel.allocate();
    const slope = kernel.allocate();
    const out = kernel.allocate();
    kernel.write(y, system.initial);
    kernel.gradient(y, slope);
    let before = kernel.lossOfGradient();
    for (let step = 0; step < 20; step++) {
      kernel.stage(y, y, 1e-3, [1], [slope], out);
      kernel.combine(slope, null, [1], [out]);
      const now = kernel.lossOfGradient();
      expect(Math.abs(now / kernel.loss(y) - 1)).toBeLessThan(1e-8);
      expect(now).toBeLessThan(before);
      before = now;
    }
  });

  it('is not a number once the state is not', () => {
    for (const shape of [small, large]) {
      const system = randomSystem(shape, 2);
      const kernel = make(system);
      const y = kernel.allocate();
      const out = kernel.allocate();
      const { A1 } = system.initial;
      kernel.write(y, { ...system.initial, A1: { ...A1, data: A1.data.map(() => NaN) } });
      expect(kernel.loss(y)).toBeNaN();
      kernel.gradient(y, out);
      expect(kernel.lossOfGradient()).toBeNaN();
      // And a later gradient does not remember it.
      kernel.write(y, system.initial);
      kernel.gradient(y, out);
      expect(kernel.dot(out, out)).not.toBeNaN();
      expect(Math.abs(kernel.lossOfGradient() / lossOf(system, system.initial) - 1)).toBeLessThan(1e-8);
    }
  });
});

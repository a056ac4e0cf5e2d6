import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Kernel, KernelFactory, Vector } from '../../../src/engine/kernel/contract.ts';
import { gradientForm } from '../../../src/engine/kernel/form.ts';
import { typescriptKernel } from '../../../src/engine/kernel/typescriptKernel.ts';
import { wasmKernel } from '../../../src/engine/kernel/wasmKernel.ts';
import { fromRows, type Matrix } from '../../../src/engine/linalg/matrix.ts';
import type { Factors, System } from '../../../src/engine/system.ts';
import {
  distance,
  FACTOR_NAMES,
  flowOf,
  lossOf,
  randomSystem,
  stream,
  transpose,
  type Shape,
} from './systems.ts';

const kernels: readonly (readonly [string, KernelFactory])[] = [
  ['typescript', typescriptKernel],
  ['wasm', wasmKernel],
];

const kind = fc.constantFrom('diagonal' as const, 'dense' as const, 'upper' as const);
const shapes: fc.Arbitrary<Shape> = fc.record({
  m: fc.integer({ min: 1, max: 23 }),
  h: fc.integer({ min: 1, max: 23 }),
  n: fc.integer({ min: 1, max: 23 }),
  rank1: fc.integer({ min: 1, max: 7 }),
  rank2: fc.integer({ min: 1, max: 7 }),
  k: fc.integer({ min: 1, max: 23 }),
  scaling: fc.constantFrom(1, 0.5, 2),
  W2: kind,
  W1: kind,
  givenDense: fc.boolean(),
});
/** Sizes past the entry-wise form, so that the factored one is tested too. */
const factoredShapes = shapes.map(shape => ({
  ...shape,
  m: shape.m + 21,
  n: shape.n + 21,
  rank1: 1 + (shape.rank1 % 3),
  rank2: 1 + (shape.rank2 % 3),
  k: 1 + (shape.k % 2),
}));

function started(make: KernelFactory, system: System): { kernel: Kernel; y: Vector; out: Vector } {
  const kernel = make(system);
  const y = kernel.allocate();
  const out = kernel.allocate();
  kernel.write(y, system.initial);
  return { kernel, y, out };
}

describe.each(kernels)('gradient of the %s kernel', (_, make) => {
  it('is the full matrices’ for every shape, entry by entry', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 1e6 }), (shape, seed) => {
        const system = randomSystem(shape, seed);
        const { kernel, y, out } = started(make, system);
        kernel.gradient(y, out);
        expect(distance(kernel.read(out), flowOf(system, system.initial))).toBeLessThan(2e-13);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('is the full matrices’ in the factored form', () => {
    fc.assert(
      fc.property(factoredShapes, fc.integer({ min: 1, max: 1e6 }), (shape, seed) => {
        const system = randomSystem(shape, seed);
        expect(gradientForm(system.dims, shape.rank1, shape.rank2, shape.k)).toBe('factored');
        const { kernel, y, out } = started(make, system);
        kernel.gradient(y, out);
        expect(distance(kernel.read(out), flowOf(system, system.initial))).toBeLessThan(2e-13);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  it('is minus the loss’s derivative by finite differences, scaling included', () => {
    const base = { rank1: 2, rank2: 3, k: 2, scaling: 1.7, givenDense: false } as const;
    for (const shape of [
      { ...base, m: 6, h: 5, n: 7, W2: 'dense', W1: 'diagonal' } as const,
      { ...base, m: 30, h: 11, n: 26, W2: 'diagonal', W1: 'dense' } as const,
    ]) {
      const system = randomSystem(shape, 11);
      const { kernel, y, out } = started(make, system);
      kernel.gradient(y, out);
      const slope = kernel.read(out);
      const next = stream(5);
      for (const name of FACTOR_NAMES) {
        for (let trial = 0; trial < 5; trial++) {
          const at = Math.floor(((next() + 1) / 2) * slope[name].data.length);
          const step = 1e-5;
          const shifted = (by: number): number => {
            const data = system.initial[name].data.slice();
            data[at]! += by;
            const factors: Factors = { ...system.initial, [name]: { ...system.initial[name], data } };
            kernel.write(y, factors);
            return kernel.loss(y);
          };
          const derivative = (shifted(step) - shifted(-step)) / (2 * step);
          expect(slope[name].data[at]! + derivative).toBeCloseTo(0, 6);
        }
      }
    }
  });

  it('gives case 13 of the reference: −∇L and the loss', () => {
    const { system, expected } = case13();
    const { kernel, y, out } = started(make, system);
    kernel.gradient(y, out);
    expect(distance(kernel.read(out), expected.flow)).toBeLessThan(1e-13);
    expect(Math.abs(kernel.loss(y) / expected.loss - 1)).toBeLessThan(1e-14);
    expect(Math.abs(lossOf(system, system.initial) / expected.loss - 1)).toBeLessThan(1e-14);
  });

  it('keeps the padding of a state at zero', () => {
    for (const shape of [
      {
        m: 5,
        h: 9,
        n: 2,
        rank1: 2,
        rank2: 3,
        k: 1,
        scaling: 1,
        W2: 'dense',
        W1: 'diagonal',
        givenDense: false,
      },
      {
        m: 41,
        h: 7,
        n: 22,
        rank1: 2,
        rank2: 1,
        k: 1,
        scaling: 2,
        W2: 'dense',
        W1: 'dense',
        givenDense: true,
      },
      {
        m: 41,
        h: 7,
        n: 22,
        rank1: 2,
        rank2: 1,
        k: 1,
        scaling: 2,
        W2: 'diagonal',
        W1: 'diagonal',
        givenDense: true,
      },
    ] as const) {
      const system = randomSystem(shape, 3);
      const { kernel, y, out } = started(make, system);
      kernel.gradient(y, out);
      kernel.combine(y, y, [0.1], [out]);
      kernel.gradient(y, out);
      const factors = kernel.read(out);
      const inside = FACTOR_NAMES.reduce((sum, name) => sum + square(factors[name]), 0);
      expect(kernel.dot(out, out) / inside).toBeCloseTo(1, 13);
      // A zero of either sign will do.
      const kept = kernel.view(out).map(value => value + 0);
      kernel.write(out, factors);
      expect(kernel.view(out).map(value => value + 0)).toEqual(kept);
    }
  });
});

function square(matrix: Matrix): number {
  return matrix.data.reduce((sum, value) => sum + value * value, 0);
}

/** Case 13, with Δ by its entries and, for its triples, as Σ e_i·(row i), which no entry-wise form reads. */
function case13(): { system: System; expected: { flow: Factors; loss: number } } {
  const file = JSON.parse(
    readFileSync(new URL('../../reference/cases/13_unit_gradients.json', import.meta.url), 'utf8'),
  ) as {
    inputs: Record<'W2' | 'W1' | 'D' | 'A1' | 'B1' | 'A2' | 'B2', number[][]>;
    neg_grad: Record<(typeof FACTOR_NAMES)[number], number[][]>;
    metrics: { loss: number };
  };
  const factors = (rows: Record<(typeof FACTOR_NAMES)[number], number[][]>): Factors => ({
    A1: fromRows(rows.A1),
    B1: fromRows(rows.B1),
    A2: fromRows(rows.A2),
    B2: fromRows(rows.B2),
  });
  const { inputs } = file;
  const delta = fromRows(inputs.D);
  const shape = { m: 4, h: 5, n: 3, rank1: 2, rank2: 2, k: 3, scaling: 1, givenDense: true } as const;
  const bare = randomSystem({ ...shape, W2: 'dense', W1: 'dense' }, 1);
  const system: System = {
    ...bare,
    W2: { kind: 'dense', matrix: fromRows(inputs.W2) },
    W1: { kind: 'dense', matrix: fromRows(inputs.W1) },
    target: {
      left: delta,
      strengths: Float64Array.from([1, 1, 1]),
      right: transpose(
        fromRows([
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ]),
      ),
      dense: delta,
    },
    initial: factors(inputs),
  };
  return { system, expected: { flow: factors(file.neg_grad), loss: file.metrics.loss } };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesNeeded, STATE_VECTORS } from '../../../src/engine/kernel/bytesNeeded.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import type { Kernel, KernelFactory, Vector } from '../../../src/engine/kernel/contract.ts';
import { gradientForm } from '../../../src/engine/kernel/form.ts';
import { typescriptKernel } from '../../../src/engine/kernel/typescriptKernel.ts';
import { warmUpKernel } from '../../../src/engine/kernel/warmUp.ts';
import { wasmKernel } from '../../../src/engine/kernel/wasmKernel.ts';
import type { System } from '../../../src/engine/system.ts';
import { distance, FACTOR_NAMES, randomMatrix, randomSystem, stream, type Shape } from './systems.ts';

const kernels: readonly (readonly [string, KernelFactory])[] = [
  ['typescript', typescriptKernel],
  ['wasm', wasmKernel],
];

const shape: Shape = {
  m: 6,
  h: 9,
  n: 5,
  rank1: 2,
  rank2: 3,
  k: 2,
  scaling: 1,
  W2: 'diagonal',
  W1: 'diagonal',
  givenDense: false,
};
const system = randomSystem(shape, 1);

/** A kernel with `count` random states, and copies of their numbers. */
function states(make: KernelFactory, count: number): { kernel: Kernel; v: Vector[]; x: Float64Array[] } {
  const kernel = make(system);
  const next = stream(9);
  const v = Array.from({ length: count }, () => kernel.allocate());
  for (const vector of v) {
    kernel.write(vector, {
      A1: randomMatrix(2, 5, next),
      B1: randomMatrix(9, 2, next),
      A2: randomMatrix(3, 9, next),
      B2: randomMatrix(6, 3, next),
    });
  }
  return { kernel, v, x: v.map(vector => kernel.view(vector).slice()) };
}

function expectClose(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-14));
}

describe.each(kernels)('vectors of the %s kernel', (_, make) => {
  it('write and read give the same factors, in rows along the large dimension', () => {
    const kernel = make(system);
    const y = kernel.allocate();
    expect(kernel.view(y)).toEqual(new Float64Array(kernel.length));
    kernel.write(y, system.initial);
    expect(kernel.read(y)).toEqual(system.initial);
    expect(kernel.view(y)[1]).toBe(system.initial.A1.data[1]);
    // B1ᵀ follows the two rows of A1; its second entry is B1's second row.
    expect(kernel.view(y)[2 * 12 + 1]).toBe(system.initial.B1.data[2]);
  });

  it('refuse factors of another shape', () => {
    const kernel = make(system);
    const y = kernel.allocate();
    expect(() => kernel.write(y, { ...system.initial, A1: system.initial.B1 })).toThrow(
      /A1 is 9×2, expected 2×5/,
    );
  });

  it('combine: any number of terms, with and without a base', () => {
    const { kernel, v, x } = states(make, 8);
    for (let count = 0; count <= 6; count++) {
      const weights = [0.5, -2, 3, 0.25, -1, 7].slice(0, count);
      for (const base of [null, 7] as const) {
        kernel.combine(v[6]!, base === null ? null : v[base]!, weights, v.slice(0, count));
        const expected = x[0]!.map((_, i) =>
          weights.reduce((sum, w, j) => sum + w * x[j]![i]!, base === null ? 0 : x[base]![i]!),
        );
        expectClose(kernel.view(v[6]!), expected);
      }
    }
  });

  it('combine onto the base, and onto one of the vectors', () => {
    const { kernel, v, x } = states(make, 3);
    kernel.combine(v[0]!, v[0]!, [2, 3], [v[1]!, v[0]!]);
    expectClose(
      kernel.view(v[0]!),
      x[0]!.map((value, i) => value + 2 * x[1]![i]! + 3 * value),
    );
    kernel.combine(v[2]!, v[1]!, [-1, 0.5], [v[2]!, v[2]!]);
    expectClose(
      kernel.view(v[2]!),
      x[2]!.map((value, i) => x[1]![i]! - 0.5 * value),
    );
  });

  it('norms of the blocks and inner products', () => {
    const { kernel, v, x } = states(make, 2);
    const norms = new Float64Array(4);
    kernel.blockNorms(v[0]!, norms);
    const factors = kernel.read(v[0]!);
    FACTOR_NAMES.forEach((name, b) => {
      const square = factors[name].data.reduce((sum, value) => sum + value * value, 0);
      expect(norms[b]).toBeCloseTo(square, 13);
    });
    expect(kernel.dot(v[0]!, v[1]!)).toBeCloseTo(
      x[0]!.reduce((sum, value, i) => sum + value * x[1]![i]!, 0),
      13,
    );
  });

  it('a stage is a combination and the gradient there, also onto its base', () => {
    const { kernel, v } = states(make, 6);
    kernel.combine(v[3]!, v[0]!, [0.1 * 0.7, 0.1 * -0.2], [v[1]!, v[2]!]);
    kernel.gradient(v[3]!, v[4]!);
    const expected = kernel.view(v[4]!).slice();
    kernel.stage(v[5]!, v[0]!, 0.1, [0.7, -0.2], [v[1]!, v[2]!], v[4]!);
    expectClose(kernel.view(v[5]!), kernel.view(v[3]!).slice());
    expectClose(kernel.view(v[4]!), expected);
    kernel.stage(v[0]!, v[0]!, 0.1, [0.7, -0.2], [v[1]!, v[2]!], v[4]!);
    expectClose(kernel.view(v[4]!), expected);
  });

  it('the end of a step gives the new state and, block by block, both errors and both sizes', () => {
    const { kernel, v, x } = states(make, 5);
    const sums = new Float64Array(16);
    const weights = [0.7, -0.2, 1.5];
    const first = [1, 2, -3];
    const second = [-0.5, 0.25, 4];
    const sum = (c: number[]): Float64Array =>
      x[1]!.map((value, i) => c[0]! * value + c[1]! * x[2]![i]! + c[2]! * x[3]![i]!);
    const [w, a, b] = [sum(weights), sum(first), sum(second)] as const;
    const result = x[0]!.map((value, i) => value + 0.1 * w[i]!);
    const ends = [0, 24, 48, 84, 120];
    const square = (values: Float64Array, block: number): number =>
      values.slice(ends[block], ends[block + 1]).reduce((total, value) => total + value * value, 0);
    for (const out of [v[4]!, v[0]!]) {
      kernel.endStep(out, v[0]!, 0.1, weights, first, second, v.slice(1, 4), sums);
      expectClose(kernel.view(out), result);
      for (let block = 0; block < 4; block++) {
        expect(sums[4 * block]! / square(a, block)).toBeCloseTo(1, 12);
        expect(sums[4 * block + 1]! / square(b, block)).toBeCloseTo(1, 12);
        expect(sums[4 * block + 2]! / square(x[0]!, block)).toBeCloseTo(1, 12);
        expect(sums[4 * block + 3]! / square(result, block)).toBeCloseTo(1, 12);
      }
    }
  });

  it('many vectors: earlier ones keep their numbers while the memory grows', () => {
    const { kernel, v, x } = states(make, 2);
    for (let i = 0; i < 200; i++) kernel.allocate();
    expect(kernel.view(v[0]!)).toEqual(x[0]);
    expect(kernel.view(v[1]!)).toEqual(x[1]);
    const last = kernel.allocate();
    kernel.combine(last, v[0]!, [1], [v[1]!]);
    expectClose(
      kernel.view(last),
      x[0]!.map((value, i) => value + x[1]![i]!),
    );
  });

  it('needs no more memory after 10⁵ calls', () => {
    const { kernel, v } = states(make, 4);
    const size = kernel.view(v[0]!).buffer.byteLength;
    const weights = [1e-9];
    const terms = [v[1]!];
    for (let i = 0; i < 50_000; i++) {
      kernel.stage(v[0]!, v[0]!, 1, weights, terms, v[1]!);
      kernel.lossOfGradient();
    }
    expect(kernel.view(v[0]!).buffer.byteLength).toBe(size);
    expect(kernel.loss(v[0]!)).toBeGreaterThan(0);
  });
});

describe('the two kernels', () => {
  it('agree to 1e-13 on a step of any shape', () => {
    const kind = fc.constantFrom('diagonal' as const, 'dense' as const, 'upper' as const);
    const size = fc.integer({ min: 1, max: 70 });
    const rank = fc.integer({ min: 1, max: 9 });
    const shapes = fc.record({
      m: size,
      h: size,
      n: size,
      rank1: rank,
      rank2: rank,
      k: fc.oneof(fc.integer({ min: 1, max: 3 }), size),
      scaling: fc.constantFrom(1, 2),
      W2: kind,
      W1: kind,
      givenDense: fc.boolean(),
    });
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 1e6 }), (any, seed) => {
        const start: System = randomSystem(any, seed);
        const [a, b] = [wasmKernel, typescriptKernel].map(make => {
          const kernel = make(start);
          const y = kernel.allocate();
          const slope = kernel.allocate();
          const out = kernel.allocate();
          kernel.write(y, start.initial);
          kernel.gradient(y, slope);
          const first = kernel.read(slope);
          kernel.stage(y, y, 1e-3, [1], [slope], out);
          return {
            first,
            loss: kernel.loss(y),
            cheap: kernel.lossOfGradient(),
            state: kernel.read(y),
            slope: kernel.read(out),
          };
        });
        expect(distance(a!.state, b!.state)).toBeLessThan(1e-13);
        expect(distance(a!.first, b!.first)).toBeLessThan(1e-13);
        expect(distance(a!.slope, b!.slope)).toBeLessThan(1e-13);
        expect(Math.abs(a!.loss / b!.loss - 1)).toBeLessThan(1e-13);
        expect(Math.abs(a!.cheap / b!.cheap - 1)).toBeLessThan(1e-8);
      }),
      { numRuns: 80, seed: 4 },
    );
  });

  it('are chosen by what the process can do, or by force', () => {
    expect(chooseKernel()(system).name).toBe('wasm');
    expect(chooseKernel('wasm')(system).name).toBe('wasm');
    expect(chooseKernel('typescript')(system).name).toBe('typescript');
  });
});

describe('warming up', () => {
  it.each(kernels)('runs every operation of the %s kernel, in both forms', (_, make) => {
    const forms: string[] = [];
    const calls = new Set<string>();
    warmUpKernel(start => {
      forms.push(gradientForm(start.dims, start.rank1, start.rank2, start.target.strengths.length));
      return new Proxy(make(start), {
        get(kernel, name) {
          const value: unknown = Reflect.get(kernel, name);
          calls.add(String(name));
          return typeof value === 'function' ? (value.bind(kernel) as unknown) : value;
        },
      });
    });
    expect(forms).toEqual(['residual', 'factored']);
    for (const name of [
      'gradient',
      'stage',
      'endStep',
      'combine',
      'blockNorms',
      'dot',
      'loss',
      'lossOfGradient',
      'residualParts',
    ]) {
      expect(calls).toContain(name);
    }
  });
});

describe('a released kernel', () => {
  it('leaves no trace in the next: the same bits as in fresh memory', () => {
    const other = { ...shape, m: 9, h: 8, n: 7, rank1: 3, rank2: 3 };
    const lossAndVector = () => {
      const kernel = wasmKernel(randomSystem(other, 2));
      const y = kernel.allocate();
      const fresh = Array.from(kernel.view(y));
      kernel.write(y, randomSystem(other, 2).initial);
      const slope = kernel.allocate();
      kernel.gradient(y, slope);
      return { kernel, fresh, loss: kernel.loss(y), slope: Array.from(kernel.view(slope)) };
    };
    const first = lossAndVector();
    const left = wasmKernel(randomSystem({ ...other, m: 30, h: 31, n: 32 }, 3));
    for (let i = 0; i < 8; i++) left.view(left.allocate()).fill(NaN);
    const { buffer } = left.view(left.allocate());
    left.release!();
    const second = lossAndVector();
    expect(second.kernel.view(second.kernel.allocate()).buffer).toBe(buffer);
    expect(second.fresh).toEqual(first.fresh);
    expect(second.loss).toBe(first.loss);
    expect(second.slope).toEqual(first.slope);
  });
});

describe('bytes needed', () => {
  it('are what the WASM kernel holds with the states of a flow', () => {
    for (const size of [10, 100, 1000]) {
      const other = { ...shape, m: size, h: size, n: size, rank1: 8, rank2: 8 };
      const kernel = wasmKernel(randomSystem(other, 1));
      const first = kernel.allocate();
      for (let i = 1; i < STATE_VECTORS; i++) kernel.allocate();
      const held = kernel.view(first).buffer.byteLength;
      const stated = bytesNeeded({ m: size, h: size, n: size }, 8, 2);
      expect(held).toBeGreaterThanOrEqual(stated);
      expect(held).toBeLessThan(1.05 * stated + 3 * 65536);
    }
  });

  it('grow linearly: 131 MiB at 10,000 × 16, and dense factors count', () => {
    const dims = { m: 10_000, h: 10_000, n: 10_000 };
    expect(bytesNeeded(dims, 16, 1) / 2 ** 20).toBeCloseTo(131, -1);
    expect(bytesNeeded(dims, 8, 1, { W2: true, W1: false })).toBeGreaterThan(8 * 1e8);
  });
});

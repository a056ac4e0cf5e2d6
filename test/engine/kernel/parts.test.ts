import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KernelFactory } from '../../../src/engine/kernel/contract.ts';
import { lossForm } from '../../../src/engine/kernel/form.ts';
import { typescriptKernel } from '../../../src/engine/kernel/typescriptKernel.ts';
import { wasmKernel } from '../../../src/engine/kernel/wasmKernel.ts';
import type { System } from '../../../src/engine/system.ts';
import { lossOf, orthonormalColumns, randomSystem, residualOf, stream, type Shape } from './systems.ts';

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

function withProbes(shape: Shape, seed: number): System {
  const system = randomSystem(shape, seed);
  const next = stream(seed + 7);
  const u = orthonormalColumns(shape.m, 1, next).data;
  const v = orthonormalColumns(shape.n, 1, next).data;
  return { ...system, probes: { ...system.probes, u, v } };
}

/** e and the squared norms of the column, the row and the bulk, from E and explicit projections. */
function expectedParts(system: System): number[] {
  const E = residualOf(system, system.initial);
  const { u, v } = system.probes;
  const Ev = Array.from(u, (_, i) => v.reduce((sum, y, j) => sum + E.data[i * E.cols + j]! * y, 0));
  const uE = Array.from(v, (_, j) => u.reduce((sum, x, i) => sum + E.data[i * E.cols + j]! * x, 0));
  const e = u.reduce((sum, x, i) => sum + x * Ev[i]!, 0);
  const column = Ev.reduce((sum, x, i) => sum + (x - e * u[i]!) ** 2, 0);
  const row = uE.reduce((sum, y, j) => sum + (y - e * v[j]!) ** 2, 0);
  let bulk = 0;
  u.forEach((x, i) =>
    v.forEach((y, j) => (bulk += (E.data[i * E.cols + j]! - x * uE[j]! - Ev[i]! * y + e * x * y) ** 2)),
  );
  return [e, column, row, bulk];
}

describe.each(kernels)('parts of the residual by the %s kernel', (_, make) => {
  it.each([
    ['residual', small],
    ['qr', large],
  ] as const)('are those of the full matrix (%s), and add up to the loss', (form, shape) => {
    expect(lossForm(shape, shape.rank1, shape.rank2, shape.k)).toBe(form);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), seed => {
        const system = withProbes(shape, seed);
        const kernel = make(system);
        const y = kernel.allocate();
        kernel.write(y, system.initial);
        const parts = new Float64Array(4);
        const along = kernel.residualParts(y, parts);
        expect(along).toBe(kernel.loss(y));
        const loss = lossOf(system, system.initial);
        expectedParts(system).forEach((value, i) => {
          const scale = i === 0 ? Math.sqrt(2 * loss) : 2 * loss;
          expect(Math.abs(parts[i]! - value) / scale).toBeLessThan(1e-13);
        });
        const sum = 0.5 * (parts[0]! ** 2 + parts[1]! + parts[2]! + parts[3]!);
        expect(Math.abs(sum / loss - 1)).toBeLessThan(1e-12);
      }),
      { numRuns: 20, seed: 6 },
    );
  });

  it('leave the loss of the last gradient alone, whatever state they and the loss are asked for', () => {
    for (const shape of [small, large]) {
      const system = withProbes(shape, 3);
      const kernel = make(system);
      const y = kernel.allocate();
      const other = kernel.allocate();
      const out = kernel.allocate();
      kernel.write(y, system.initial);
      kernel.gradient(y, out);
      const loss = kernel.lossOfGradient();
      kernel.residualParts(other, new Float64Array(4));
      expect(kernel.lossOfGradient() / loss).toBeCloseTo(1, 8);
      kernel.loss(other);
      expect(kernel.lossOfGradient() / loss).toBeCloseTo(1, 8);
      kernel.gradient(other, out);
      expect(kernel.lossOfGradient() / kernel.loss(other)).toBeCloseTo(1, 8);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { typescriptKernel } from '../../../src/engine/kernel/typescriptKernel.ts';
import { mirrored, randomSystem, rotated, withScaling } from './systems.ts';
import { runFlow, worstRatio } from './runs.ts';

const dimension = fc.integer({ min: 2, max: 7 });
const anySystem = fc
  .record({
    m: dimension,
    h: dimension,
    n: dimension,
    rank: fc.integer({ min: 1, max: 3 }),
    targets: fc.integer({ min: 1, max: 2 }),
    random: fc.constantFrom('A' as const, 'B' as const, 'both' as const),
    alpha: fc.constantFrom(0.3, 1e-2, 1e-5),
    seed: fc.integer({ min: 0, max: 1_000 }),
  })
  .map(options => ({ options, system: randomSystem(options) }));

const few = { numRuns: 25 };

describe('gradient flow', () => {
  test('conserves AAᵀ − BᵀB', () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        expect(runFlow(system, 8, { tolerance: 1e-11 }).outcome.health['drift']).toBeLessThan(1e-9);
      }),
      few,
    );
  });

  test('never raises the loss', () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        const finished = runFlow(system, 20);
        const loss = finished.column('loss');
        for (let i = 1; i < loss.length; i++) expect(loss[i]! - loss[i - 1]!).toBeLessThan(1e-9 * loss[0]!);
        expect(finished.outcome.health['lossRise']).toBeLessThan(1e-9);
      }),
      few,
    );
  });

  test('is the same in rotated coordinates, metrics included', () => {
    fc.assert(
      fc.property(anySystem, fc.integer({ min: 1, max: 99 }), ({ system }, seed) => {
        const a = runFlow(system, 6, { tolerance: 1e-11 });
        const b = runFlow(rotated(system, seed), 6, { tolerance: 1e-11 });
        for (const key of ['loss', 'normZ1', 'normZ2']) {
          expect(worstRatio(a.column(key), b.column(key), 1e-8)).toBeLessThan(1e-7);
        }
        a.column('alignment').forEach((value, i) => {
          expect(Math.abs(value - b.column('alignment')[i]!)).toBeLessThan(1e-6);
        });
      }),
      few,
    );
  });

  test('is mirrored when everything is transposed: the adapters change places', () => {
    fc.assert(
      fc.property(anySystem, ({ system }) => {
        const a = runFlow(system, 6, { tolerance: 1e-11 });
        const b = runFlow(mirrored(system), 6, { tolerance: 1e-11 });
        expect(worstRatio(a.column('loss'), b.column('loss'), 1e-8)).toBeLessThan(1e-7);
        expect(worstRatio(a.column('normZ1'), b.column('normZ2'))).toBeLessThan(1e-7);
      }),
      few,
    );
  });

  test('with scaling s is the unscaled flow of √s·A, √s·B at s times the speed', () => {
    fc.assert(
      fc.property(anySystem, fc.constantFrom(0.5, 2, 8), ({ system }, s) => {
        const scaledRun = runFlow(withScaling(system, s, 1), 8 / s, { tolerance: 1e-11 });
        const plain = runFlow(withScaling(system, 1, Math.sqrt(s)), 8, { tolerance: 1e-11 });
        expect(worstRatio(scaledRun.column('loss'), plain.column('loss'), 1e-8)).toBeLessThan(1e-7);
        const norms = scaledRun.column('normZ1').map(norm => Math.sqrt(s) * norm);
        expect(worstRatio(norms, plain.column('normZ1'))).toBeLessThan(1e-7);
        const rates = scaledRun.column('rate').map(rate => rate / s);
        scaledRun.column('loss').forEach((loss, i) => {
          if (loss > 1e-6) expect(rates[i]! / plain.column('rate')[i]!).toBeCloseTo(1, 5);
        });
      }),
      few,
    );
  });

  test('gives the same bits again', () => {
    const system = randomSystem({ seed: 5, alpha: 1e-2 });
    const [a, b] = [runFlow(system, 60), runFlow(system, 60)];
    expect(a.rows).toEqual(b.rows);
    expect(a.outcome).toEqual(b.outcome);
    expect(a.outcome.counts['chebyshevSteps']).toBeGreaterThan(0);
  });

  test('is the same with both kernels, but for rounding', () => {
    const system = randomSystem({ seed: 6, alpha: 1e-2 });
    const a = runFlow(system, 30);
    const b = runFlow(system, 30, { makeKernel: typescriptKernel });
    expect(worstRatio(a.column('loss'), b.column('loss'), 1e-10)).toBeLessThan(1e-5);
  });

  test('keeps factors that are not trained', () => {
    const system = {
      ...randomSystem({ random: 'both', alpha: 0.1, seed: 2 }),
      frozen: ['B1', 'B2'] as const,
    };
    const finished = runFlow(system, 5, { metrics: ['factorImbalance', 'frobZ1'] });
    const loss = finished.column('loss');
    expect(loss.at(-1)).toBeLessThan(0.9 * loss[0]!);
    // ‖B‖² from ‖Z‖² and (‖A‖² − ‖B‖²)/‖Z‖².
    const sizes = finished
      .column('frobZ1')
      .map((norm, i) => (norm * norm * (1 - finished.column('factorImbalance')[i]!)) / 2);
    for (const size of sizes) expect(size / sizes[0]!).toBeCloseTo(1, 12);
    finished.column('drift').forEach(drift => expect(drift).toBeNaN());
  });
});

test('where DOP853 ends and RKC2 begins nothing is lost: a long tail against a tight tolerance', () => {
  const system = randomSystem({ seed: 9, alpha: 1e-2, targets: 2 });
  const shipped = runFlow(system, 200);
  const tight = runFlow(system, 200, { tolerance: 1e-12 });
  expect(shipped.outcome.counts['chebyshevSteps']).toBeGreaterThan(20);
  const start = tight.column('loss')[0]!;
  expect(worstRatio(shipped.column('loss'), tight.column('loss'), 1e-10 * start)).toBeLessThan(1e-5);
});

import { describe, expect, test } from 'vitest';
import type { AdapterSettings } from '../../../src/engine/adapter/settings.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { buildSystem } from '../../../src/engine/problem/matrixFactorization/build.ts';
import { planSimulation } from '../../../src/engine/simulate.ts';
import { drive, type Finished } from './drive.ts';

/** Row 3.1 (theory.md, Figures of the paper) for one scale and seed: the paper's Y_pre, the top pair, B random. */
function row31(initScale: number, seed: number, tolerance: number): Finished {
  const system = buildSystem({
    problem: {
      kind: 'matrixFactorization',
      pretrained: {
        kind: 'gaussian',
        matrix: 'paper',
        dims: { m: 10, h: 100, n: 10 },
        imbalance: 1.05,
        seed: 0,
      },
      target: { kind: 'singularPair', pair: 'top', strength: 5 },
      reduction: 'auto',
    },
    adapter: {
      rank: 4,
      init: { kind: 'gaussian', randomFactor: 'B' },
      initScale,
      scaling: 1,
    } satisfies AdapterSettings,
    seed,
    files: {},
    reduce: true,
  });
  if (!system.ok) throw new Error(JSON.stringify(system.faults));
  return drive(
    planSimulation({
      system: system.value,
      dynamics: { kind: 'gradientFlow', until: 5, samples: 101, tolerance },
      horizon: 5,
      mayStopEarly: false,
      initScale,
      metrics: [],
      seed,
      makeKernel: chooseKernel(),
    }),
  );
}

const log10Loss = (run: Finished): number => Math.log10(run.column('loss').at(-1)!);

describe('row 3.1 of the figures', () => {
  test('the default tolerance survives the deep plateau: a hundredfold tighter one agrees to 0.1', () => {
    for (const seed of [0, 1, 2]) {
      const asShipped = log10Loss(row31(1e-5, seed, 1e-6));
      const tighter = log10Loss(row31(1e-5, seed, 1e-8));
      expect(Math.abs(asShipped - tighter)).toBeLessThan(0.1);
      expect(asShipped).toBeLessThan(-16);
    }
  });

  test.each([
    [1e-3, -12.5, 0.4, -4.72],
    [1e-4, -16.3, 0.4, -6.77],
    [1e-5, -19.6, 1, -8.8],
  ] as const)('mean over 30 draws at α = %s', (alpha, loss, band, alignment) => {
    let lossSum = 0;
    let alignmentSum = 0;
    for (let seed = 0; seed < 30; seed++) {
      const run = row31(alpha, seed, 1e-6);
      lossSum += log10Loss(run);
      alignmentSum += Math.log10(run.column('alignment').at(-1)!);
    }
    expect(Math.abs(lossSum / 30 - loss)).toBeLessThan(band);
    expect(Math.abs(alignmentSum / 30 - alignment)).toBeLessThan(0.15);
  });
});

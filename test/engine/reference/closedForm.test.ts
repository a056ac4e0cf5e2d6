import { expect, test } from 'vitest';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { planSimulation } from '../../../src/engine/simulate.ts';
import { denseSystem, readCase } from './caseSystem.ts';
import { drive } from './drive.ts';

interface ClosedFormCase {
  readonly rows: readonly {
    readonly sigmaW2: number;
    readonly sigma: number;
    readonly a: number;
    readonly T50: number;
    /** p = B1·A1 at a time. */
    readonly p_at: readonly (readonly [number, number])[];
  }[];
}

const { rows } = readCase<ClosedFormCase>('12_scalar_closed_form');

/** One mode, second adapter off. W1 = 0 keeps it off: then nothing pulls on A2 = B2 = 0. */
test.each(rows)('case 12: σ_W2 = $sigmaW2, σ = $sigma, a = $a', row => {
  const system = denseSystem({
    W2: [[row.sigmaW2]],
    W1: [[0]],
    D: [[row.sigma]],
    A1: [[row.a]],
    B1: [[0]],
    A2: [[0]],
    B2: [[0]],
  });
  const finished = drive(
    planSimulation({
      system,
      dynamics: { kind: 'gradientFlow', until: 'auto', times: row.p_at.map(([t]) => t), tolerance: 1e-12 },
      horizon: 0,
      mayStopEarly: false,
      metrics: ['svB1A1', 'learned'],
      seed: 0,
      makeKernel: chooseKernel(),
    }),
  );
  const product = finished.column('svB1A1.1');
  const most = row.p_at.reduce((largest, [, p]) => Math.max(largest, p), 0);
  row.p_at.forEach(([, p], i) => expect(Math.abs(product[i]! - p) / most).toBeLessThan(1e-8));
  const learned = finished.column('learned.1');
  row.p_at.forEach(([, p], i) => expect(learned[i]!).toBeCloseTo((row.sigmaW2 * p) / row.sigma, 8));
  expect(finished.outcome.events['escape']! / row.T50 - 1).toBeCloseTo(0, 8);
});

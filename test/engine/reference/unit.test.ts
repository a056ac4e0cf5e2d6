import { describe, expect, test } from 'vitest';
import { plainGradient } from '../../../src/engine/dynamics/discrete/plainGradient.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { layoutOf, packFactors, unpackFactors } from '../../../src/engine/kernel/layout.ts';
import { jacobiSvd } from '../../../src/engine/linalg/jacobiSvd.ts';
import { fromRows } from '../../../src/engine/linalg/matrix.ts';
import { perturbationNorms } from '../../../src/engine/metric/perturbation.ts';
import { TrajectoryPoint } from '../../../src/engine/metric/point.ts';
import { Recorder, columnKeys } from '../../../src/engine/metric/recorder.ts';
import { chooseMetrics, metrics } from '../../../src/engine/metric/registry.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import { planSimulation } from '../../../src/engine/simulate.ts';
import type { System } from '../../../src/engine/system.ts';
import { denseSystem, readCase, type CaseInputs, type Rows } from './caseSystem.ts';
import { drive } from './drive.ts';

interface UnitCase {
  readonly inputs: CaseInputs;
  readonly u: readonly number[];
  readonly v: readonly number[];
  readonly g: readonly number[];
  readonly neg_grad: Readonly<Record<'A1' | 'B1' | 'A2' | 'B2', Rows>>;
  readonly metrics: Readonly<Record<string, number | readonly number[]>>;
  readonly D1: Rows;
  readonly D2: Rows;
}

const reference = readCase<UnitCase>('13_unit_gradients');
const u = Float64Array.from(reference.u);
const v = Float64Array.from(reference.v);
const g = Float64Array.from(reference.g);
const plain = denseSystem(reference.inputs);
const system: System = {
  ...plain,
  probes: { ...plain.probes, u, v, gamma1: { x: g, y: v }, gamma2: { x: u, y: g } },
};
const layout = layoutOf(system.dims, system.rank1, system.rank2);

function pointAtCase(): TrajectoryPoint {
  const state = new Float64Array(layout.length);
  packFactors(layout, system.initial, state);
  const kernel = chooseKernel()(system);
  const y = kernel.allocate();
  kernel.write(y, system.initial);
  const point = new TrajectoryPoint(system);
  point.moveTo(0, state, {
    loss: () => kernel.loss(y),
    squaredGradient: () => NaN,
    residualParts: parts => kernel.residualParts(y, parts),
  });
  return point;
}

describe('case 13', () => {
  test('metrics', () => {
    const point = pointAtCase();
    const asked = metrics.map(metric => metric.info.key);
    const row = new Recorder(point, asked, false).row(point, 0);
    const keys = columnKeys(chooseMetrics(asked), point, false);
    const value = (key: string) => row[keys.indexOf(key)]!;
    const expected = reference.metrics;
    const pairs: readonly [string, number][] = [
      ['loss', expected['loss'] as number],
      ['normZ1', expected['normZ1'] as number],
      ['normZ2', expected['normZ2'] as number],
      ['frobZ1', expected['froZ1'] as number],
      ['frobZ2', expected['froZ2'] as number],
      ['signal', expected['signal'] as number],
      ['noise', expected['noise'] as number],
      ['alignment', expected['align1'] as number],
      ['alignment2', expected['align2'] as number],
      ...(expected['svB1A1'] as number[]).map((s, i) => [`svB1A1.${i + 1}`, s] as [string, number]),
      ...(expected['svB2A2'] as number[]).map((s, i) => [`svB2A2.${i + 1}`, s] as [string, number]),
    ];
    for (const [key, number] of pairs) expect(Math.abs(value(key) / number - 1), key).toBeLessThan(1e-12);
    expect(value('drift')).toBe(0);
  });

  test('perturbations D₁ and D₂', () => {
    const [first, second] = perturbationNorms(system)(pointAtCase());
    expect(Math.abs(first / jacobiSvd(fromRows(reference.D1)).values[0]! - 1)).toBeLessThan(1e-12);
    expect(Math.abs(second / jacobiSvd(fromRows(reference.D2)).values[0]! - 1)).toBeLessThan(1e-12);
  });

  test('the plain gradient', () => {
    const random = randomStream('optimiser', 0);
    const source = plainGradient(system, { single: false, maskProbability: 1, random });
    source.evaluate();
    const factors = unpackFactors(layout, source.descent);
    for (const key of ['A1', 'B1', 'A2', 'B2'] as const) {
      const expected = fromRows(reference.neg_grad[key]).data;
      factors[key].data.forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThan(1e-12 * 100));
    }
  });
});

test('case 14: a stuck saddle stays where it is, and says so', () => {
  const { inputs } = readCase<{ readonly inputs: CaseInputs }>('14_stuck_saddle');
  for (const mayStopEarly of [true, false]) {
    const finished = drive(
      planSimulation({
        system: denseSystem(inputs),
        dynamics: { kind: 'gradientFlow', until: 'auto', tolerance: 1e-6 },
        horizon: 50,
        mayStopEarly,
        metrics: [],
        seed: 0,
        makeKernel: chooseKernel(),
      }),
    );
    expect(finished.outcome.reason).toBe('stationary');
    expect(finished.column('t').at(-1)).toBe(50);
    for (const loss of finished.column('loss')) expect(loss).toBeCloseTo(1, 12);
  }
});

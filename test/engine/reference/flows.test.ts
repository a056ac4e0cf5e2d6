import { describe, expect, test } from 'vitest';
import { FlowIntegrator } from '../../../src/engine/dynamics/flow/integrator.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { planSimulation } from '../../../src/engine/simulate.ts';
import { fromRows } from '../../../src/engine/linalg/matrix.ts';
import { denseSystem, readCase, type CaseInputs, type Rows } from './caseSystem.ts';
import { drive, type Finished } from './drive.ts';

interface FlowCase {
  readonly inputs: CaseInputs;
  readonly trajectory: readonly Row[];
  readonly final: { readonly A1: Rows; readonly B1: Rows; readonly A2: Rows; readonly B2: Rows };
}

interface Row {
  readonly t: number;
  readonly loss: number;
  readonly signal?: number;
  readonly noise?: number;
  readonly align1?: number;
  readonly align2?: number;
  readonly normZ1?: number;
  readonly normZ2?: number;
  readonly froZ1?: number;
  readonly froZ2?: number;
  readonly svB1A1?: readonly number[];
  readonly svB2A2?: readonly number[];
  readonly rho?: number;
}

function run(
  reference: { readonly inputs: CaseInputs; readonly trajectory: readonly Row[] },
  tolerance: number,
): Finished {
  return drive(
    planSimulation({
      system: denseSystem(reference.inputs),
      dynamics: {
        kind: 'gradientFlow',
        until: 'auto',
        times: reference.trajectory.map(row => row.t),
        tolerance,
      },
      horizon: 0,
      mayStopEarly: true,
      metrics: ['frobZ1', 'frobZ2', 'svB1A1', 'svB2A2'],
      seed: 0,
      makeKernel: chooseKernel(),
    }),
  );
}

/** Largest |actual/expected − 1| over the rows that `where` picks. */
function worst(
  expected: readonly (number | undefined)[],
  actual: readonly number[],
  where: (value: number, i: number) => boolean = () => true,
): number {
  let most = 0;
  let compared = 0;
  expected.forEach((value, i) => {
    if (value === undefined || value === 0 || !where(value, i)) return;
    compared++;
    most = Math.max(most, Math.abs(actual[i]! / value - 1));
  });
  expect(compared).toBeGreaterThan(0);
  return most;
}

function largestDifference(a: Rows, b: Float64Array): number {
  return fromRows(a).data.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

describe.each(['01_gf_text_A_random', '02_gf_figure_B_random', '05_gf_rank2_incremental'])(
  'case %s',
  name => {
    const reference = readCase<FlowCase>(name);
    const finished = run(reference, 1e-12);
    const rows = reference.trajectory;
    const loss = finished.column('loss');

    test('meets the times exactly and runs to the last', () => {
      expect(finished.column('t')).toEqual(rows.map(row => row.t));
      expect(finished.outcome.reason).toBe('horizon');
    });

    test('loss, deep values included', () => {
      const expected = rows.map(row => row.loss);
      expect(worst(expected, loss, value => value > 1e-10)).toBeLessThan(1e-6);
      expect(worst(expected, loss, value => value > 1e-16)).toBeLessThan(1e-4);
    });

    test('alignment, norms, signal, singular values and rate', () => {
      const column = (key: string) => finished.column(key);
      expect(
        worst(
          rows.map(row => row.align1),
          column('alignment'),
        ),
      ).toBeLessThan(1e-4);
      expect(
        worst(
          rows.map(row => row.normZ1),
          column('normZ1'),
        ),
      ).toBeLessThan(1e-9);
      expect(
        worst(
          rows.map(row => row.normZ2),
          column('normZ2'),
        ),
      ).toBeLessThan(1e-9);
      expect(
        worst(
          rows.map(row => row.froZ1),
          column('frobZ1'),
        ),
      ).toBeLessThan(1e-9);
      expect(
        worst(
          rows.map(row => row.froZ2),
          column('frobZ2'),
        ),
      ).toBeLessThan(1e-9);
      expect(
        worst(
          rows.map(row => row.signal),
          column('signal'),
          value => value > 1e-10,
        ),
      ).toBeLessThan(1e-6);
      expect(
        worst(
          rows.map(row => row.noise),
          column('noise'),
          value => value > 1e-16,
        ),
      ).toBeLessThan(1e-4);
      expect(
        worst(
          rows.map(row => row.svB1A1?.[0]),
          column('svB1A1.1'),
        ),
      ).toBeLessThan(1e-8);
      expect(
        worst(
          rows.map(row => row.svB2A2?.[0]),
          column('svB2A2.1'),
        ),
      ).toBeLessThan(1e-8);
      expect(
        worst(
          rows.map(row => row.rho),
          column('rate'),
          (_, i) => loss[i]! > 1e-10,
        ),
      ).toBeLessThan(1e-5);
    });

    test('final factors', () => {
      const system = denseSystem(reference.inputs);
      const kernel = chooseKernel()(system);
      const initial = kernel.allocate();
      kernel.write(initial, system.initial);
      const integrator = new FlowIntegrator(kernel, system, initial, 1e-12);
      const end = rows[rows.length - 1]!.t;
      while (integrator.t < end) expect(integrator.advance(end, end)).toBe('stepped');
      const factors = kernel.read(integrator.state);
      for (const key of ['A1', 'B1', 'A2', 'B2'] as const) {
        expect(largestDifference(reference.final[key], factors[key].data)).toBeLessThan(1e-8);
      }
    });

    test('the conserved quantities stay', () => {
      expect(finished.outcome.health['drift']).toBeLessThan(1e-11);
    });
  },
);

test('case 01: alignment of the second adapter', () => {
  const reference = readCase<FlowCase>('01_gf_text_A_random');
  const actual = run(reference, 1e-12).column('alignment2');
  expect(
    worst(
      reference.trajectory.map(row => row.align2),
      actual,
    ),
  ).toBeLessThan(1e-4);
});

test('case 03: general unbalanced weights and an irreducible loss', () => {
  const reference = readCase<FlowCase & { irreducible: number }>('03_gf_general_unbalanced');
  const loss = run(reference, 1e-12).column('loss');
  expect(
    worst(
      reference.trajectory.map(row => row.loss),
      loss,
    ),
  ).toBeLessThan(1e-8);
  expect(loss[loss.length - 1]! / reference.irreducible - 1).toBeGreaterThan(0);
});

test('case 04: spectral initialisation', () => {
  const reference = readCase<FlowCase>('04_gf_spectral_rank3');
  const loss = run(reference, 1e-12).column('loss');
  expect(
    worst(
      reference.trajectory.map(row => row.loss),
      loss,
      value => value > 1e-14,
    ),
  ).toBeLessThan(1e-5);
});

test('case 10: a slow tail to zero, to t = 10⁴', () => {
  const reference = readCase<FlowCase>('10_slow_tail_to_zero');
  const loss = run(reference, 1e-8).column('loss');
  const compared = reference.trajectory.filter(row => row.loss > 1e-24);
  expect(compared.length).toBeGreaterThan(35);
  reference.trajectory.forEach((row, i) => {
    if (row.loss > 1e-24) expect(Math.abs(Math.log10(loss[i]! / row.loss))).toBeLessThan(0.01);
  });
});

test('case 11: low-rank pre-training', () => {
  const reference = readCase<FlowCase>('11_reduction');
  const loss = run(reference, 1e-12).column('loss');
  const expected = reference.trajectory.map(row => row.loss);
  expect(worst(expected, loss, value => value > 1e-10)).toBeLessThan(1e-6);
});

describe('the default tolerance', () => {
  test.each([
    '01_gf_text_A_random',
    '02_gf_figure_B_random',
    '03_gf_general_unbalanced',
    '04_gf_spectral_rank3',
    '05_gf_rank2_incremental',
    '11_reduction',
  ])('%s: 1e-5 of the loss wherever it is above 1e-10 of its start', name => {
    const reference = readCase<FlowCase>(name);
    const loss = run(reference, 1e-6).column('loss');
    const start = reference.trajectory[0]!.loss;
    const expected = reference.trajectory.map(row => row.loss);
    expect(worst(expected, loss, value => value > 1e-10 * start)).toBeLessThan(1e-5);
  });
});

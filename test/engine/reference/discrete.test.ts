import { describe, expect, test } from 'vitest';
import { chooseOptimiser } from '../../../src/engine/dynamics/discrete/chooseOptimiser.ts';
import { parameterRows } from '../../../src/engine/dynamics/discrete/parameterRows.ts';
import { plainGradient } from '../../../src/engine/dynamics/discrete/plainGradient.ts';
import type { DiscreteSettings } from '../../../src/engine/dynamics/settings.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { layoutOf, unpackFactors } from '../../../src/engine/kernel/layout.ts';
import { fromRows } from '../../../src/engine/linalg/matrix.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import { planSimulation } from '../../../src/engine/simulate.ts';
import { adam, gradientDescent } from '../dynamics/settingsOf.ts';
import { denseSystem, readCase, type CaseInputs, type Rows } from './caseSystem.ts';
import { drive, type Finished } from './drive.ts';

interface DiscreteCase {
  readonly inputs: CaseInputs;
  readonly runs: readonly {
    readonly options: Readonly<Record<string, number | boolean>>;
    readonly samples: readonly { readonly k: number; readonly loss: number }[];
  }[];
}

function run(inputs: CaseInputs, dynamics: DiscreteSettings): Finished {
  return drive(
    planSimulation({
      system: denseSystem(inputs),
      dynamics,
      horizon: 0,
      mayStopEarly: false,
      metrics: [],
      seed: 0,
      makeKernel: chooseKernel(),
    }),
  );
}

/** The reference's option names in ours. */
const names: Readonly<Record<string, string>> = {
  lr: 'learningRate',
  momentum: 'momentum',
  nesterov: 'nesterov',
  weight_decay: 'weightDecay',
  lr_B_ratio: 'learningRateRatio',
  beta1: 'beta1',
  beta2: 'beta2',
  eps: 'epsilon',
};

function translated(options: Readonly<Record<string, number | boolean>>): Record<string, number | boolean> {
  const entries = Object.entries(options).filter(([key]) => key !== 'decoupled');
  return Object.fromEntries(
    entries.map(([key, value]) => {
      const name = names[key];
      if (name === undefined) throw new Error(`the case has an unknown option ${key}`);
      return [name, value];
    }),
  );
}

describe.each([
  ['06_gd_momentum_wd', false],
  ['08_adam', true],
] as const)('case %s', (name, adaptive) => {
  const reference = readCase<DiscreteCase>(name);
  test.each(reference.runs.map(r => [JSON.stringify(r.options), r] as const))('%s', (_, r) => {
    const sampleSteps = r.samples.map(sample => sample.k);
    const options = { ...translated(r.options), steps: sampleSteps[sampleSteps.length - 1]!, sampleSteps };
    const dynamics = adaptive
      ? adam(options, r.options['decoupled'] === true ? 'adamw' : 'adam')
      : gradientDescent(options);
    const finished = run(reference.inputs, dynamics);
    expect(finished.column('step')).toEqual(sampleSteps);
    const loss = finished.column('loss');
    r.samples.forEach((sample, i) => expect(Math.abs(loss[i]! / sample.loss - 1)).toBeLessThan(1e-9));
  });
});

describe('case 07: single precision, bit for bit', () => {
  const reference = readCase<{
    readonly inputs: CaseInputs;
    readonly lr: number;
    readonly samples: readonly {
      readonly k: number;
      readonly loss: number;
      readonly A1: Rows;
      readonly B1: Rows;
      readonly A2: Rows;
      readonly B2: Rows;
    }[];
  }>('07_gd_float32_bitexact');
  const sampleSteps = reference.samples.map(sample => sample.k);
  const settings = gradientDescent({
    learningRate: reference.lr,
    steps: sampleSteps[sampleSteps.length - 1]!,
    sampleSteps,
    precision: 'float32',
  });

  test('loss', () => {
    expect(run(reference.inputs, settings).column('loss')).toEqual(
      reference.samples.map(sample => sample.loss),
    );
  });

  test('factors', () => {
    const system = denseSystem(reference.inputs);
    const layout = layoutOf(system.dims, system.rank1, system.rank2);
    const source = plainGradient(system, {
      single: true,
      maskProbability: 1,
      random: randomStream('optimiser', 0),
    });
    const rows = parameterRows(system, settings.learningRate, 1);
    const optimiser = chooseOptimiser(settings, rows, source.state.length);
    let step = 0;
    for (const sample of reference.samples) {
      for (; step < sample.k; step++) {
        source.evaluate();
        optimiser.step(source.state, source.descent);
      }
      const factors = unpackFactors(layout, source.state);
      for (const key of ['A1', 'B1', 'A2', 'B2'] as const) {
        expect([...factors[key].data]).toEqual([...fromRows(sample[key]).data]);
      }
    }
  });
});

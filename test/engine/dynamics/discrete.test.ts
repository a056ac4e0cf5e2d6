import { describe, expect, test } from 'vitest';
import { plainGradient } from '../../../src/engine/dynamics/discrete/plainGradient.ts';
import { needsPlainCoordinates } from '../../../src/engine/dynamics/settings.ts';
import { chooseKernel } from '../../../src/engine/kernel/choose.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import type { System } from '../../../src/engine/system.ts';
import { runFlow, runSystem, worstRatio } from './runs.ts';
import { adam, gradientDescent } from './settingsOf.ts';
import { randomSystem, withScaling } from './systems.ts';

const system = randomSystem({ seed: 3, alpha: 1e-2 });

function plain(of: System, maskProbability = 1) {
  return plainGradient(of, { single: false, maskProbability, random: randomStream('optimiser', 1) });
}

describe('the plain gradient', () => {
  test.each([1, 0.5, 3])('is that of the loss by finite differences, scaling %s', scaling => {
    const source = plain(withScaling(randomSystem({ random: 'both', alpha: 0.4, seed: 8 }), scaling, 1));
    source.evaluate();
    const descent = source.descent.slice();
    const step = 1e-5;
    let compared = 0;
    for (let i = 0; i < descent.length; i++) {
      const value = source.state[i]!;
      if (value === 0) continue;
      source.state[i] = value + step;
      const above = source.loss();
      source.state[i] = value - step;
      const below = source.loss();
      source.state[i] = value;
      expect(Math.abs(descent[i]! + (above - below) / (2 * step))).toBeLessThan(1e-6 * scaling ** 2);
      compared++;
    }
    expect(compared).toBe(2 * (6 + 7 + 7 + 5));
  });

  test('agrees with the kernel', () => {
    const of = withScaling(randomSystem({ random: 'both', alpha: 0.4, seed: 8 }), 2, 1);
    const source = plain(of);
    source.evaluate();
    const kernel = chooseKernel()(of);
    const [y, g] = [kernel.allocate(), kernel.allocate()];
    kernel.write(y, of.initial);
    kernel.gradient(y, g);
    const expected = kernel.view(g);
    source.descent.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-12));
    expect(source.roughLoss() / kernel.loss(y)).toBeCloseTo(1, 13);
    const parts = new Float64Array(4);
    const fromKernel = new Float64Array(4);
    source.residualParts(parts);
    kernel.residualParts(y, fromKernel);
    parts.forEach((value, i) => expect(value / fromKernel[i]!).toBeCloseTo(1, 10));
  });

  test('with masked entries is unbiased', () => {
    const of = randomSystem({ random: 'both', alpha: 0.4, seed: 8 });
    const full = plain(of);
    full.evaluate();
    const masked = plain(of, 0.5);
    const mean = new Float64Array(full.descent.length);
    const draws = 4_000;
    for (let k = 0; k < draws; k++) {
      masked.evaluate();
      masked.descent.forEach((value, i) => (mean[i] = mean[i]! + value / draws));
    }
    const norm = (x: Float64Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
    const error = norm(mean.map((value, i) => value - full.descent[i]!));
    expect(error / norm(full.descent)).toBeLessThan(0.1);
    masked.evaluate();
    expect(
      norm(masked.descent.map((value, i) => value - full.descent[i]!)) / norm(full.descent),
    ).toBeGreaterThan(0.2);
  });
});

describe('gradient descent', () => {
  test('follows the flow to first order in the learning rate', () => {
    const horizon = 6;
    const flow = runFlow(system, horizon, { samples: 7, tolerance: 1e-10 }).column('loss');
    const errorAt = (learningRate: number) => {
      const steps = Math.round(horizon / learningRate);
      const sampleSteps = Array.from({ length: 7 }, (_, i) => (steps * i) / 6);
      return worstRatio(
        runSystem(system, gradientDescent({ learningRate, steps, sampleSteps })).column('loss'),
        flow,
      );
    };
    const ratio = errorAt(0.002) / errorAt(0.001);
    expect(ratio).toBeGreaterThan(1.8);
    expect(ratio).toBeLessThan(2.2);
  });

  test('has t = ηk and escapes when the flow does', () => {
    const finished = runSystem(system, gradientDescent({ learningRate: 0.001, steps: 20_000, samples: 51 }));
    expect(finished.column('step')[1]).toBe(400);
    expect(finished.column('t')[1]).toBeCloseTo(0.4, 12);
    const flow = runFlow(system, 20).outcome.events;
    for (const key of ['escape', 'crossing']) {
      expect(finished.outcome.events[key]! / flow[key]!).toBeCloseTo(1, 2);
    }
  });

  test('with momentum runs at 1/(1 − μ) of the speed', () => {
    const plainRun = runSystem(system, gradientDescent({ learningRate: 0.002, steps: 10_000, samples: 2 }));
    const heavy = runSystem(
      system,
      gradientDescent({ learningRate: 0.0002, momentum: 0.9, steps: 10_000, samples: 2 }),
    );
    expect((heavy.outcome.events['escape']! * 10) / plainRun.outcome.events['escape']!).toBeCloseTo(1, 1);
  });

  test('LoRA+ with ratio 1 is plain descent, and with another is not', () => {
    const run = (learningRateRatio: number) =>
      runSystem(
        system,
        gradientDescent({ learningRate: 0.01, steps: 500, samples: 6, learningRateRatio }),
      ).column('loss');
    expect(run(1)).toEqual(
      runSystem(system, gradientDescent({ learningRate: 0.01, steps: 500, samples: 6 })).column('loss'),
    );
    expect(run(4).at(-1)).toBeLessThan(run(1).at(-1)!);
  });

  test('above the stability limit stops at the first value that is not finite, and keeps the last that is', () => {
    const finished = runSystem(system, gradientDescent({ learningRate: 2, steps: 50_000, samples: 11 }));
    const { outcome } = finished;
    expect(outcome.reason).toBe('diverged');
    expect(outcome.divergence?.remedy).toMatch(/learning rate/);
    const last = finished.rows.at(-1)!;
    expect(last[1]).toBe(outcome.divergence?.step);
    expect(Number.isFinite(last[2]!)).toBe(true);
    expect(last[2]).toBe(outcome.divergence?.loss);
    expect(last[2]!).toBeGreaterThan(1e3);
  });

  test('with gradient noise gives the same bits for a seed, others for another, and a floor near η·σₙ²', () => {
    const noisy = (seed: number, gradientNoise = 0.01) =>
      runSystem(system, gradientDescent({ learningRate: 0.02, steps: 20_000, samples: 41, gradientNoise }), {
        seed,
      }).column('loss');
    expect(noisy(1)).toEqual(noisy(1));
    expect(noisy(1)).not.toEqual(noisy(2));
    const floor = (sigma: number) =>
      noisy(1, sigma)
        .slice(-10)
        .reduce((sum, loss) => sum + loss / 10, 0);
    expect(floor(0.01)).toBeGreaterThan(0.02 * 0.01 ** 2);
    expect(floor(0.01)).toBeLessThan(200 * 0.02 * 0.01 ** 2);
    expect(floor(0.02) / floor(0.01)).toBeGreaterThan(2);
  });

  test('in single precision loses what double keeps', () => {
    const small = randomSystem({ m: 2, h: 2, n: 2, rank: 2, seed: 3, alpha: 0.5 });
    const run = (precision: 'float32' | 'float64') =>
      runSystem(small, gradientDescent({ learningRate: 0.05, steps: 8_000, samples: 101, precision })).column(
        'loss',
      );
    const [single, double] = [run('float32'), run('float64')];
    expect(single[1]! / double[1]!).toBeCloseTo(1, 3);
    for (const loss of single) expect(Math.fround(loss)).toBe(loss);
    expect(double.at(-1)!).toBeLessThan(1e-20);
    expect(single.at(-1)!).toBeGreaterThan(1e-18);
  });

  test('momentum and Adam in single precision follow double precision', () => {
    for (const settings of [
      gradientDescent({
        learningRate: 0.005,
        momentum: 0.9,
        nesterov: true,
        weightDecay: 1e-3,
        steps: 200,
        samples: 5,
      }),
      gradientDescent({ learningRate: 0.005, momentum: 0.9, steps: 200, samples: 5 }),
      adam({ learningRate: 0.01, steps: 200, samples: 5 }),
      adam({ learningRate: 0.01, steps: 200, samples: 5, weightDecay: 0.1 }, 'adamw'),
    ]) {
      const double = runSystem(system, settings).column('loss');
      const single = runSystem(system, { ...settings, precision: 'float32' }).column('loss');
      expect(worstRatio(single, double)).toBeLessThan(1e-3);
      expect(single).not.toEqual(double);
    }
  });

  test('leaves factors alone that are not trained, whatever the decay', () => {
    const frozen: System = { ...randomSystem({ random: 'both', alpha: 0.1, seed: 2 }), frozen: ['B1', 'B2'] };
    for (const settings of [
      gradientDescent({ learningRate: 0.05, weightDecay: 0.1, steps: 100, samples: 5 }),
      gradientDescent({ learningRate: 0.05, maskProbability: 0.7, weightDecay: 0.1, steps: 100, samples: 5 }),
      adam({ learningRate: 0.01, weightDecay: 0.1, steps: 100, samples: 5 }, 'adamw'),
    ]) {
      const finished = runSystem(frozen, settings, { metrics: ['factorImbalance', 'frobZ2'] });
      const sizes = finished
        .column('frobZ2')
        .map((norm, i) => (norm * norm * (1 - finished.column('factorImbalance2')[i]!)) / 2);
      for (const size of sizes) expect(size / sizes[0]!).toBeCloseTo(1, 12);
      expect(finished.column('loss').at(-1)).not.toBe(finished.column('loss')[0]);
    }
  });
});

test('Adam ends at the same loss for every α: it has no alignment phase', () => {
  const ends = [1e-4, 1e-8].map(
    alpha =>
      runSystem(
        randomSystem({ seed: 3, alpha }),
        adam({ learningRate: 0.01, steps: 1_000, samples: 2 }),
      ).column('alignment')[1]!,
  );
  for (const end of ends) expect(end).toBeGreaterThan(0.01);
});

test('reductions are off exactly where an update looks at single entries', () => {
  expect(needsPlainCoordinates({ kind: 'gradientFlow', until: 'auto', tolerance: 1e-6 })).toBe(false);
  expect(needsPlainCoordinates(gradientDescent({ momentum: 0.9, nesterov: true, weightDecay: 0.1 }))).toBe(
    false,
  );
  expect(needsPlainCoordinates(gradientDescent({ learningRateRatio: 16 }))).toBe(false);
  expect(needsPlainCoordinates(gradientDescent({ precision: 'float32' }))).toBe(true);
  expect(needsPlainCoordinates(gradientDescent({ maskProbability: 0.5 }))).toBe(true);
  expect(needsPlainCoordinates(gradientDescent({ gradientNoise: 0.1 }))).toBe(true);
  expect(needsPlainCoordinates(adam({}))).toBe(true);
  expect(needsPlainCoordinates(adam({}, 'adamw'))).toBe(true);
});

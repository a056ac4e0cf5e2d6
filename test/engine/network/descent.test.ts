import { expect, test } from 'vitest';
import {
  gramOfColumns,
  gramOfRows,
  frobeniusNorm,
  plus,
  scaled,
} from '../../../src/engine/linalg/products.ts';
import { startTraining, type TrainingRun } from '../../../src/engine/problem/network/training.ts';
import type { NetworkTrainingSettings } from '../../../src/engine/problem/network/trainingSettings.ts';
import { SCALING, torchAdapters, torchExamples, torchNetwork } from './torchCase.ts';

const gd = (learningRate: number): NetworkTrainingSettings => ({
  ...{ kind: 'gd', learningRate, steps: 1, momentum: 0, nesterov: false, weightDecay: 0 },
  ...{ learningRateRatio: 1, precision: 'float64' },
});
const adaptive = (
  precision: 'float64' | 'float32' = 'float64',
  ratio = 1,
  firstStep = 0.05,
): NetworkTrainingSettings => ({
  ...{ kind: 'adaptiveGd', firstStep, steps: 1, learningRateRatio: ratio, precision },
});

/** As in the case of PyTorch, or with A of another size; B = 0. */
function run(training: NetworkTrainingSettings, seed = 0, size = 1): TrainingRun {
  const network = torchNetwork('tanh');
  const adapters = torchAdapters(network).map(start => ({ ...start, A: scaled(start.A, size) }));
  const trained = { kind: 'adapters', adapters, scaling: SCALING } as const;
  return startTraining(network, torchExamples(), trained, 'crossEntropy', training, seed);
}

/** ‖BᵀB − AAᵀ + A₀A₀ᵀ‖ of the first layer, as B = 0 at the start. */
function drift(learningRate: number, time: number): number {
  const { descent, adapters } = run(gd(learningRate));
  const start = gramOfRows(adapters!.factors(0).A);
  while (descent.time < time - 1e-9) descent.advance();
  const { A, B } = adapters!.factors(0);
  const now = plus(gramOfRows(A), gramOfColumns(B), -1);
  return frobeniusNorm(plus(now, start, -1)) / frobeniusNorm(start);
}

test('BᵀB − AAᵀ is conserved up to the size of the steps', () => {
  const [coarse, fine] = [drift(0.004, 2), drift(0.002, 2)];
  expect(coarse).toBeLessThan(2e-3);
  expect(coarse / fine).toBeCloseTo(2, 1);
});

test('descent that finds its step never raises the loss, and its clock adds up the steps', () => {
  const { descent } = run(adaptive());
  let [before, time] = [descent.loss, 0];
  for (let k = 0; k < 400; k++) {
    expect(descent.advance()).toBe(true);
    expect(descent.loss).toBeLessThanOrEqual(before * (1 + 1e-12));
    before = descent.loss;
    time += descent.stepSize;
  }
  expect(descent.time).toBe(time);
  expect(descent.steps).toBe(400);
  expect(descent.rejected).toBeGreaterThan(5);
  expect(descent.loss).toBeLessThan(0.5 * run(adaptive()).descent.loss);
});

test('it follows the same flow as small fixed steps', () => {
  const fixed = run(gd(0.0005));
  const { descent } = run({ ...adaptive(), firstStep: 0.0005 } as NetworkTrainingSettings);
  while (descent.time < 0.05) descent.advance();
  while (fixed.descent.time < descent.time) fixed.descent.advance();
  expect(Math.abs(fixed.descent.loss / descent.loss - 1)).toBeLessThan(2e-3);
});

test('LoRA+ moves B faster than A by its ratio', () => {
  const [plain, plus4] = [run(adaptive()), run(adaptive('float64', 4))];
  plain.descent.advance();
  plus4.descent.advance();
  const ratio = frobeniusNorm(plus4.adapters!.factors(0).B) / frobeniusNorm(plain.adapters!.factors(0).B);
  expect(ratio).toBeCloseTo((4 * plus4.descent.stepSize) / plain.descent.stepSize, 12);
});

test('single precision stores nothing else, and differs by its rounding alone', () => {
  const [double, single] = [run(adaptive()), run(adaptive('float32'))];
  for (let k = 0; k < 50; k++) {
    double.descent.advance();
    single.descent.advance();
  }
  const { A, B } = single.adapters!.factors(1);
  for (const value of [...A.data, ...B.data, ...single.layers.weight(0).data])
    expect(value).toBe(Math.fround(value));
  const apart = Math.abs(single.descent.loss / double.descent.loss - 1);
  expect(apart).toBeGreaterThan(0);
  expect(apart).toBeLessThan(1e-3);
});

test('batches are drawn by the run’s seed: every example once in a pass, other orders for other seeds', () => {
  const batch = 11;
  const settings = { ...gd(0.02), batch } as NetworkTrainingSettings;
  const losses = (seed: number) => {
    const { descent } = run(settings, seed);
    return Array.from({ length: 6 }, () => {
      const { loss } = descent;
      descent.advance();
      return loss;
    });
  };
  expect(losses(1)).toEqual(losses(1));
  expect(losses(1)).not.toEqual(losses(2));
  // at a rate of nothing three batches are the whole set
  const still = run({ ...settings, learningRate: 1e-300 } as NetworkTrainingSettings, 3);
  const parts = Array.from({ length: 3 }, () => {
    const { loss } = still.descent;
    still.descent.advance();
    return loss;
  });
  const mean = parts.reduce((sum, loss) => sum + loss, 0) / 3;
  expect(mean).toBeCloseTo(still.evaluation.of(torchExamples()).loss, 13);
});

test('a gradient of 0 is the end of it', () => {
  const { descent } = run(adaptive(), 0, 0);
  expect(descent.advance()).toBe(false);
  expect([descent.steps, descent.time]).toEqual([0, 0]);
});

test('no step is longer than a number that can be lengthened and halved', () => {
  // after the first, B is of order 10⁻²⁰⁰: the loss does not see it
  const { descent } = run(adaptive('float64', 1, 1e300), 0, 1e-300);
  const { loss } = descent;
  for (const steps of [1, 2]) {
    expect(descent.advance()).toBe(true);
    expect([descent.steps, descent.stepSize, descent.loss]).toEqual([steps, 1e100, loss]);
  }
});

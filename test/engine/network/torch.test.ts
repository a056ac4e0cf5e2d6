import { expect, test } from 'vitest';
import { multiply } from '../../../src/engine/linalg/products.ts';
import { svd } from '../../../src/engine/linalg/svd.ts';
import { startTraining } from '../../../src/engine/problem/network/training.ts';
import type { NetworkTrainingSettings } from '../../../src/engine/problem/network/trainingSettings.ts';
import {
  SCALING,
  torchAdapters,
  torchCases,
  torchExamples,
  torchNetwork,
  type TorchCase,
} from './torchCase.ts';

const RATES: Readonly<Record<TorchCase['optimiser'], number>> = {
  ...{ gd: 0.02, decay: 0.02, momentum: 0.004, nesterov: 0.004, adam: 0.003, adamw: 0.003 },
};

function settingsOf({ optimiser }: TorchCase): NetworkTrainingSettings {
  const learningRate = RATES[optimiser];
  const precision = 'float64' as const;
  const common = { learningRate, steps: 300, learningRateRatio: 1, precision };
  const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  if (optimiser === 'adam') return { kind: 'adam', ...common, ...adam, weightDecay: 0 };
  if (optimiser === 'adamw') return { kind: 'adamw', ...common, ...adam, weightDecay: 0.01 };
  const momentum = optimiser === 'momentum' || optimiser === 'nesterov' ? 0.9 : 0;
  const weightDecay = optimiser === 'decay' ? 0.01 : 0;
  return { kind: 'gd', ...common, momentum, nesterov: optimiser === 'nesterov', weightDecay };
}

test.each(torchCases())('300 steps are PyTorch’s: $activation, $loss, $optimiser, $trained', one => {
  const network = torchNetwork(one.activation);
  const trained =
    one.trained === 'lora'
      ? ({ kind: 'adapters', adapters: torchAdapters(network), scaling: SCALING } as const)
      : ({ kind: 'weights', layers: [0, 1, 2] } as const);
  const { descent, adapters } = startTraining(
    network,
    torchExamples(),
    trained,
    one.loss,
    settingsOf(one),
    0,
  );
  let worst = 0;
  for (const expected of one.losses) {
    worst = Math.max(worst, Math.abs(descent.loss - expected) / expected);
    descent.advance();
  }
  expect(one.losses).toHaveLength(301);
  expect(worst).toBeLessThan(1e-12);
  if (adapters === null) return;
  // the loop has made one step too many for the spectra
  const again = startTraining(network, torchExamples(), trained, one.loss, settingsOf(one), 0);
  for (let k = 0; k < 300; k++) again.descent.advance();
  one.spectra.forEach((spectrum, layer) => {
    const { A, scaledB } = again.adapters!.factors(layer);
    const { values } = svd(multiply(scaledB, A));
    spectrum.forEach((sigma, i) => expect(Math.abs(values[i]! / sigma - 1)).toBeLessThan(1e-11));
  });
});

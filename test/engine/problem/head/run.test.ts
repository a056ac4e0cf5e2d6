import { describe, expect, it } from 'vitest';
import type { EngineFiles } from '../../../../src/engine/problem/arrays.ts';
import { planHead, type HeadInput } from '../../../../src/engine/problem/head/plan.ts';
import { randomFeatures } from '../../../../src/engine/problem/head/randomFeatures.ts';
import type { HeadSettings } from '../../../../src/engine/problem/head/settings.ts';
import type { Outcome } from '../../../../src/engine/simulation.ts';

const small = { kind: 'randomFeatures', features: 48, classes: 6, N: 400, relabelled: 4, seed: 0 } as const;

const adam: HeadInput['dynamics'] = {
  ...{ kind: 'adam', learningRate: 0.01, steps: 150, batch: 64, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  ...{ weightDecay: 0, learningRateRatio: 1, precision: 'float64', samples: 2 },
};

function run(
  source: HeadSettings['source'],
  initScale: number,
  files: EngineFiles = {},
  seed = 0,
  loss: HeadSettings['loss'] = 'crossEntropy',
): { readonly at: (column: string) => number; readonly outcome: Outcome; readonly first: Float64Array } {
  const planned = planHead({
    problem: { kind: 'classifierHead', source, loss },
    adapter: {
      ...{ method: 'lora', layers: 'all', rank: 4, initScale, scaling: 1 },
      init: { kind: 'gaussian', randomFactor: 'A' },
    },
    ...{ dynamics: adam, metrics: ['subspaceAlignment'], seed, files },
  });
  if (!planned.ok) throw new Error(planned.faults[0]?.message);
  const { columns } = planned.value;
  const simulation = planned.value.start();
  const samples: Float64Array[] = [];
  let step = simulation.next();
  for (; step.done !== true; step = simulation.next())
    if (step.value.kind === 'sample') samples.push(step.value.values);
  return {
    at: column => samples.at(-1)![columns.indexOf(column)]!,
    outcome: step.value,
    first: samples[0]!,
  };
}

describe('the stand-in for a backbone', () => {
  it('draws clouds whose features are positive, of size about 2 and divided alike', () => {
    const { before, train } = randomFeatures({ ...small, features: 256, N: 2000, classes: 10 });
    expect(before.inputs).not.toEqual(train.inputs);
    expect(Math.min(...train.inputs.subarray(0, 5000))).toBe(0);
    let squares = 0;
    for (const x of train.inputs) squares += (x * x) / train.count;
    // 16·E max(0, z)² with z of variance ‖x‖²/32 ≈ 1 + 0.55², and a bias of 0.1²
    expect(squares / (8 * (1 + 0.55 ** 2 + 0.01))).toBeGreaterThan(0.85);
    expect(squares / (8 * (1 + 0.55 ** 2 + 0.01))).toBeLessThan(1.15);
    const counts = Array.from({ length: 10 }, (_, k) => train.labels.filter(label => label === k).length);
    expect(Math.min(...counts)).toBeGreaterThan(150);
  });

  it('is pre-trained on classes, fine-tuned on four of them relabelled, and learns those', () => {
    const { at, outcome } = run(small, 0.1);
    const ends = outcome.ends ?? {};
    expect(ends['pretrainedTrainAccuracy']).toBeGreaterThan(0.85);
    expect(ends['initialLoss']).toBeGreaterThan(2);
    expect(at('testAccuracy')).toBeGreaterThan((ends['initialTestAccuracy'] ?? 1) + 0.1);
  });

  it('the larger the start, the less (B; Aᵀ) turns to the first gradient', () => {
    const distances = [0.001, 0.1, 1].map(scale => run(small, scale).at('subspaceAlignment.1'));
    expect([...distances].sort((a, b) => a - b)).toEqual(distances);
    expect(distances[2]! - distances[0]!).toBeGreaterThan(0.2);
  });

  it('a large start ends higher than a small one, the same start at the same bits', () => {
    expect(run(small, 1).at('loss')).toBeGreaterThan(run(small, 0.1).at('loss'));
    expect(run(small, 0.1).at('loss')).toBe(run(small, 0.1).at('loss'));
    expect(run(small, 0.1, {}, 1).at('loss')).not.toBe(run(small, 0.1).at('loss'));
  });

  it('counts every test example once, by what it is taken for', () => {
    const { at, outcome } = run(small, 0.1);
    const { confusion = [], of } = outcome.classification ?? {};
    expect(of).toBe('test');
    expect(confusion.reduce((sum, count) => sum + count, 0)).toBe(400);
    const right = [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + confusion[7 * k]!, 0);
    expect(right / 400).toBeCloseTo(at('testAccuracy'), 12);
  });
});

it('pixels of digits are features, too, and mistakes are shown as images', () => {
  const { outcome } = run({ kind: 'pixels', images: 'digits', relabelled: 4, seed: 0 }, 0.1);
  const [wrong] = outcome.classification?.wrong ?? [];
  expect(outcome.classification?.image).toEqual({ rows: 8, columns: 8, channels: 1 });
  expect(wrong?.pixels).toMatch(/^[0-9a-f]{128}$/);
  expect(wrong?.label).not.toBe(wrong?.said);
});

it('features of a file begin at ln K without a head, and are standardised where that is asked for', () => {
  const drawn = randomFeatures(small);
  const array = { shape: [400, 48], data: Float32Array.from(drawn.train.inputs, x => 100 + x) };
  const files = { 'f.npz': { X: array, y: { shape: [400], data: Float64Array.from(drawn.train.labels) } } };
  const source = { kind: 'file', path: 'f.npz', X: 'X', y: 'y', standardise: true } as const;
  const { at, first, outcome } = run(source, 0.1, files);
  expect(first[1]).toBeCloseTo(Math.log(6), 12);
  expect(outcome.ends?.['pretrainedTrainAccuracy']).toBeNull();
  expect(outcome.classification?.of).toBe('train');
  expect(at('trainAccuracy')).toBeGreaterThan(0.85);
});

describe.each(['crossEntropy', 'squared'] as const)('with the loss %s', loss => {
  const drawn = randomFeatures(small);
  const files = {
    'f.npz': {
      X: { shape: [400, 48], data: drawn.train.inputs },
      y: { shape: [400], data: Float64Array.from(drawn.train.labels) },
    },
  };
  it.each<[string, HeadSettings['source']]>([
    ['random features', { ...small, features: 256 }],
    ['digits', { kind: 'pixels', images: 'digits', relabelled: 4, seed: 0 }],
    ['fashion', { kind: 'pixels', images: 'fashion', relabelled: 4, seed: 0 }],
    ['a file', { kind: 'file', path: 'f.npz', X: 'X', y: 'y', standardise: false }],
  ])('%s: pre-training and fine-tuning are finite', (_, source) => {
    const { at, outcome } = run(source, 0.1, files, 0, loss);
    expect(outcome.reason).toBe('horizon');
    expect(at('loss')).toBeLessThan(outcome.ends!['initialLoss']!);
    if (source.kind !== 'file') expect(outcome.ends!['pretrainedTrainAccuracy']).toBeGreaterThan(0.75);
  });
});

import { describe, expect, it } from 'vitest';
import { fewShotTask, linearisedNetwork } from '../../../../../src/engine/problem/ntk/digits/fewShot.ts';
import { digitImages, picked } from '../../../../../src/engine/problem/ntk/digits/images.ts';
import { Activations, randomNetwork } from '../../../../../src/engine/problem/ntk/digits/network.ts';
import { pretrained } from '../../../../../src/engine/problem/ntk/digits/pretrain.ts';
import { LayerFeatures } from '../../../../../src/engine/problem/ntk/features/layer.ts';
import { randomStream } from '../../../../../src/engine/random/stream.ts';
import { finish, normals } from '../tasks.ts';

const images = picked(digitImages(), [3, 8, 13, 18, 23]);

describe('the first layer, linearised', () => {
  const network = randomNetwork(12, randomStream('network', 1));
  const logits = (change?: Float64Array): Float64Array => {
    const activations = new Activations(12, 5);
    activations.run(network, images.pixels, 5, change);
    return activations.logits;
  };
  const direction = normals(12 * 64, 2);
  const h = 1e-7;
  const forward = logits(direction.map(entry => h * entry));
  const backward = logits(direction.map(entry => -h * entry));

  it('has the network’s logits and their derivatives with respect to W₁', () => {
    const task = linearisedNetwork(network, images, 10, 'crossEntropy');
    const change = new Float64Array(50);
    task.features.apply(direction, change);
    expect(task.initial).toEqual(logits());
    change.forEach((slope, q) => expect(slope).toBeCloseTo((forward[q]! - backward[q]!) / (2 * h), 5));
    expect(Array.from(task.targets)).toEqual([3, 8, 3, 8, 3]);
  });

  it('with one output is the logit of 8 less that of 3', () => {
    const task = linearisedNetwork(network, images, 1, 'crossEntropy');
    const change = new Float64Array(5);
    task.features.apply(direction, change);
    change.forEach((slope, i) => {
      const both = [forward, backward].map(values => values[i * 10 + 8]! - values[i * 10 + 3]!);
      expect(slope).toBeCloseTo((both[0]! - both[1]!) / (2 * h), 5);
    });
    expect(Array.from(task.targets)).toEqual([-1, 1, -1, 1, -1]);
  });

  it('for the squared loss has one-hot targets', () => {
    const { targets } = linearisedNetwork(network, images, 10, 'squared');
    expect(targets).toHaveLength(50);
    expect(targets.reduce((sum, entry) => sum + entry, 0)).toBe(5);
    expect(targets[8 + 10]).toBe(1);
  });
});

it('pre-training learns to read upright digits, also unseen ones', () => {
  const all = digitImages();
  const places = Array.from({ length: all.count }, (_, i) => i);
  const network = finish(pretrained(picked(all, places.slice(0, 1000)), 16, randomStream('network', 5)));
  const unseen = picked(all, places.slice(1000));
  const activations = new Activations(16, unseen.count);
  activations.run(network, unseen.pixels, unseen.count);
  let right = 0;
  for (let i = 0; i < unseen.count; i++) {
    const row = activations.logits.subarray(i * 10, (i + 1) * 10);
    if (row.indexOf(Math.max(...row)) === unseen.labels[i]) right++;
  }
  expect(right / unseen.count).toBeGreaterThan(0.85);
});

describe('few shots', () => {
  const build = (K: 1 | 10) =>
    finish(fewShotTask({ kind: 'digits', N: 20, K, hidden: 8, seed: 1 }, 'crossEntropy'));

  it('are even over the classes', () => {
    expect(Array.from(build(10).targets).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)),
    );
    expect(build(1).targets.reduce((sum, label) => sum + label, 0)).toBe(0);
  });

  it('come with a test set on which both networks agree before anything is changed', () => {
    for (const K of [1, 10] as const) {
      const task = build(K);
      const { test } = task;
      const zero = new Float64Array(8 * 64);
      const before = test?.linearised(zero);
      expect(before?.accuracy).toBe(test?.network(zero));
      expect(before?.loss).toBeGreaterThan(0);
      expect(task.trainAccuracy?.(zero)).toBeLessThan(1);
    }
  });

  it('are judged alike by both networks while a change is small', () => {
    const task = build(10);
    expect(task.features).toBeInstanceOf(LayerFeatures);
    const small = normals(8 * 64, 3).map(entry => 1e-9 * entry);
    expect(task.test?.linearised(small).accuracy).toBe(task.test?.network(small));
  });
});

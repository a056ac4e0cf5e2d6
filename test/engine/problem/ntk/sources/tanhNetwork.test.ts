import { describe, expect, it } from 'vitest';
import { LayerFeatures } from '../../../../../src/engine/problem/ntk/features/layer.ts';
import {
  outputOf,
  tanhNetwork,
  tanhNetworkTask,
} from '../../../../../src/engine/problem/ntk/sources/tanhNetwork.ts';
import { inner, normals } from '../tasks.ts';

const settings = { dims: { m: 4, n: 3 }, N: 6, noise: 0.5, seed: 3 };

describe('a linearised tanh network', () => {
  const task = tanhNetworkTask(settings, 'squared');
  const network = tanhNetwork(settings);
  const { features } = task;
  const inputs = features instanceof LayerFeatures ? features.inputs : new Float64Array(0);

  it('has the network’s outputs and, as features, their derivatives with respect to W', () => {
    const change = normals(12, 1);
    const along = new Float64Array(6);
    features.apply(change, along);
    const h = 1e-5;
    for (let i = 0; i < 6; i++) {
      const x = inputs.subarray(i * 3, (i + 1) * 3);
      const at = (t: number): number => {
        const W = network.W.map((weight, j) => weight + t * change[j]!);
        // In double precision and with the platform’s tanh: independent of the engine’s own.
        return inner(
          network.a,
          Float64Array.from(network.a, (_, p) => Math.tanh(inner(W.subarray(p * 3, p * 3 + 3), x))),
        );
      };
      expect(task.initial[i]).toBeCloseTo(at(0), 13);
      expect(outputOf(network, x, new Float64Array(4))).toBe(task.initial[i]);
      expect(along[i]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 8);
    }
  });

  it('is redrawn by its seed, and its targets by nothing else', () => {
    expect(tanhNetworkTask(settings, 'squared')).toEqual(task);
    expect(tanhNetworkTask({ ...settings, seed: 4 }, 'squared').initial).not.toEqual(task.initial);
    const labels = tanhNetworkTask(settings, 'crossEntropy').targets;
    expect(labels).toEqual(task.targets.map(target => Math.sign(target)));
  });
});

import { randomStream } from '../../../random/stream.ts';
import { hyperbolicTangent } from '../../../theory/hyperbolicTangent.ts';
import { LayerFeatures } from '../features/layer.ts';
import type { LossName } from '../loss/contract.ts';
import type { Task } from '../task.ts';
import { labelsOf } from './gaussian.ts';

/** A network f(x) = aᵀ tanh(Wx): W is m×n by rows. */
export interface TanhNetwork {
  readonly W: Float64Array;
  readonly a: Float64Array;
}

interface Settings {
  readonly dims: { readonly m: number; readonly n: number };
  readonly N: number;
  readonly noise: number;
  readonly seed: number;
}

/** a ~ N(0, 1) and W ~ N(0, 1/n). */
export function tanhNetwork({ dims: { m, n }, seed }: Settings): TanhNetwork {
  const random = randomStream('network', seed);
  const W = Float64Array.from({ length: m * n }, () => random.normal() / Math.sqrt(n));
  return { W, a: Float64Array.from({ length: m }, () => random.normal()) };
}

/** f(x), and its derivative with respect to Wx, δ = a ∘ (1 − tanh²(Wx)), in `delta` (m). */
export function outputOf({ W, a }: TanhNetwork, x: Float64Array, delta: Float64Array): number {
  let output = 0;
  for (let p = 0; p < a.length; p++) {
    let sum = 0;
    for (let j = 0; j < x.length; j++) sum += W[p * x.length + j]! * x[j]!;
    const unit = hyperbolicTangent(sum);
    output += a[p]! * unit;
    delta[p] = a[p]! * (1 - unit * unit);
  }
  return output;
}

/**
 * The network linearised in W at N Gaussian inputs: G_i = δ_i x_iᵀ. Targets are y = f⁰ + noise; with cross entropy the labels
 * are their signs.
 */
export function tanhNetworkTask(settings: Settings, loss: LossName): Task {
  const { m, n } = settings.dims;
  const { N, noise } = settings;
  const network = tanhNetwork(settings);
  const examples = randomStream('examples', settings.seed);
  const inputs = new Float64Array(N * n);
  const deltas = new Float64Array(N * m);
  const initial = new Float64Array(N);
  const targets = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < n; j++) inputs[i * n + j] = examples.normal();
    const x = inputs.subarray(i * n, (i + 1) * n);
    initial[i] = outputOf(network, x, deltas.subarray(i * m, (i + 1) * m));
    targets[i] = initial[i]! + noise * examples.normal();
  }
  return {
    features: new LayerFeatures({ m, n, samples: N, outputs: 1 }, deltas, inputs),
    initial,
    targets: loss === 'squared' ? targets : labelsOf(targets, 1),
    loss,
  };
}

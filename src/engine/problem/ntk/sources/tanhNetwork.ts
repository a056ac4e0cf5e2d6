import { randomStream } from '../../../random/stream.ts';
import { exponential } from '../../../theory/exponential.ts';
import { LayerFeatures } from '../features/layer.ts';
import type { LossName } from '../loss/contract.ts';
import type { Task } from '../task.ts';
import { labelsOf } from './gaussian.ts';

/**
 * f(x) = aᵀ tanh(Wx) with a ~ N(0, 1) and W ~ N(0, 1/n), linearised in W at N Gaussian inputs: δ_i = a ∘ (1 − tanh²(Wx_i)),
 * G_i = δ_i x_iᵀ. y = f⁰ + noise; with cross entropy the labels are its signs.
 */
export function tanhNetworkTask(
  settings: {
    readonly dims: { readonly m: number; readonly n: number };
    readonly N: number;
    readonly noise: number;
    readonly seed: number;
  },
  loss: LossName,
): Task {
  const { m, n } = settings.dims;
  const { N, noise } = settings;
  const weights = randomStream('network', settings.seed);
  const W = Float64Array.from({ length: m * n }, () => weights.normal() / Math.sqrt(n));
  const a = Float64Array.from({ length: m }, () => weights.normal());
  const examples = randomStream('examples', settings.seed);
  const inputs = new Float64Array(N * n);
  const deltas = new Float64Array(N * m);
  const initial = new Float64Array(N);
  const targets = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < n; j++) inputs[i * n + j] = examples.normal();
    let output = 0;
    for (let p = 0; p < m; p++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += W[p * n + j]! * inputs[i * n + j]!;
      const unit = hyperbolicTangent(sum);
      output += a[p]! * unit;
      deltas[i * m + p] = a[p]! * (1 - unit * unit);
    }
    initial[i] = output;
    targets[i] = output + noise * examples.normal();
  }
  return {
    features: new LayerFeatures({ m, n, samples: N, outputs: 1 }, deltas, inputs),
    initial,
    targets: loss === 'squared' ? targets : labelsOf(targets, 1),
    loss,
  };
}

/** tanh x from portable operations only, to about 1e-15 of its value. */
export function hyperbolicTangent(x: number): number {
  const size = Math.abs(x);
  if (size > 20) return x < 0 ? -1 : 1;
  if (size > 0.6) {
    const value = 1 - 2 / (exponential(2 * size) + 1);
    return x < 0 ? -value : value;
  }
  // Lambert’s continued fraction, x/(1 + x²/(3 + x²/(5 + …))).
  let fraction = 21;
  for (let k = 19; k >= 1; k -= 2) fraction = k + (x * x) / fraction;
  return x / fraction;
}

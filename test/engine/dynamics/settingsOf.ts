import type {
  AdamSettings,
  AdamWSettings,
  GradientDescentSettings,
} from '../../../src/engine/dynamics/settings.ts';

/** Settings of gradient descent with every default, and some changes. */
export function gradientDescent(changes: Partial<GradientDescentSettings>): GradientDescentSettings {
  return {
    kind: 'gd',
    learningRate: 1e-4,
    steps: 50_000,
    momentum: 0,
    nesterov: false,
    weightDecay: 0,
    learningRateRatio: 1,
    gradientNoise: 0,
    maskProbability: 1,
    precision: 'float64',
    ...changes,
  };
}

/** Settings of Adam or AdamW with PyTorch's defaults but no weight decay, and some changes. */
export function adam(
  changes: Partial<Omit<AdamSettings, 'kind'>>,
  kind: 'adam' | 'adamw' = 'adam',
): AdamSettings | AdamWSettings {
  return {
    kind,
    learningRate: 1e-3,
    steps: 3_000,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0,
    learningRateRatio: 1,
    gradientNoise: 0,
    maskProbability: 1,
    precision: 'float64',
    ...changes,
  };
}

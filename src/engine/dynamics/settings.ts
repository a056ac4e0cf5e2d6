import Type, { type Static } from 'typebox';

/** How often a trajectory is recorded when neither `samples` nor explicit times are given: see `sampling.ts`. */
const samples = Type.Optional(
  Type.Integer({
    minimum: 2,
    maximum: 100_000,
    title: 'Number of samples',
    description:
      'How many evenly spaced samples to record, both ends included. Without it the grid is automatic: dense while the adapters align and the loss falls, logarithmic in the tail. Metrics are computed at samples only.',
  }),
);

const until = Type.Union([Type.Literal('auto'), Type.Number({ exclusiveMinimum: 0 })], {
  default: 'auto',
  title: 'T: end of the flow',
  description:
    'Flow time at which the run ends. `"auto"` takes the predicted escape time plus the time the loss then needs, and may stop early when nothing more will happen; a number is always run to its end.',
});

const times = Type.Optional(
  Type.Array(Type.Number({ minimum: 0 }), {
    minItems: 1,
    title: 'Sample times',
    description:
      'Flow times to record, strictly increasing; each is met exactly. The run ends at the last one. Instead of `samples` and `until`.',
  }),
);

const tolerance = Type.Number({
  minimum: 1e-12,
  maximum: 1e-2,
  default: 1e-6,
  title: 'Tolerance',
  description:
    'Error allowed in one integration step, relative to the size of each factor. `1e-6` is exact to the eye even on deep plateaus; `1e-9` is for comparisons with other solvers. The cost grows by about a fifth for every digit.',
});

const steps = (byDefault: number) =>
  Type.Integer({
    minimum: 1,
    maximum: 1e9,
    default: byDefault,
    title: 'Number of steps',
    description: 'How many updates to make. The time axis is t = ηk for step k.',
  });

const learningRate = (byDefault: number) =>
  Type.Number({
    exclusiveMinimum: 0,
    default: byDefault,
    title: 'η: learning rate',
    description:
      'Size of a step. Gradient descent follows the flow while η is far below 1/λ_max, and diverges above 2/λ_max, where λ_max is the largest curvature at the end of training.',
  });

const sampleSteps = Type.Optional(
  Type.Array(Type.Integer({ minimum: 0 }), {
    minItems: 1,
    title: 'Sample steps',
    description:
      'Step numbers to record, strictly increasing; step 0 is the initialisation. Instead of `samples`.',
  }),
);

const precision = Type.Union([Type.Literal('float64'), Type.Literal('float32')], {
  default: 'float64',
  title: 'Precision',
  description:
    'Number type of every operation of the training. `"float32"` rounds each product and each sum to single precision; the loss then stops near 4e-9 at η = 1e-4.',
});

const weightDecay = (byDefault: number, meaning: string) =>
  Type.Number({
    minimum: 0,
    default: byDefault,
    title: 'w: weight decay',
    description: `${meaning} From w ≥ μ₁ (the growth rate of the adapters) on, zero is attracting and the run never escapes.`,
  });

const learningRateRatio = Type.Number({
  exclusiveMinimum: 0,
  default: 1,
  title: 'Learning-rate ratio of B to A',
  description:
    'LoRA+: B is updated with this multiple of the learning rate, A with the learning rate itself.',
});

const gradientNoise = Type.Number({
  minimum: 0,
  default: 0,
  title: 'σₙ: gradient noise',
  description:
    'Standard deviation of Gaussian noise added to every entry of the gradient, fresh each step. Leaves a floor of the loss of some 10·η·σₙ² (5 to 7 in the shipped experiment). Computed without coordinate reduction.',
});

const maskProbability = Type.Number({
  exclusiveMinimum: 0,
  maximum: 1,
  default: 1,
  title: 'q: probability that an entry is seen',
  description:
    'Stochastic gradients from random entries: each step keeps every entry of the residual with probability q and divides it by q. 1 means the full gradient. Computed without coordinate reduction.',
});

const beta1 = Type.Number({
  minimum: 0,
  exclusiveMaximum: 1,
  default: 0.9,
  title: 'β₁: decay of the first moment',
  description: 'Weight of the past in the running mean of the gradient.',
});

const beta2 = Type.Number({
  minimum: 0,
  exclusiveMaximum: 1,
  default: 0.999,
  title: 'β₂: decay of the second moment',
  description: 'Weight of the past in the running mean of the squared gradient.',
});

const epsilon = Type.Number({
  minimum: 0,
  default: 1e-8,
  title: 'ε: denominator offset',
  description: 'Added to the root of the second moment; gradients far below ε make slow first steps.',
});

const closed = { additionalProperties: false } as const;

/** Continuous training: Ȧ = −∂L/∂A, Ḃ = −∂L/∂B, integrated adaptively. */
export const GradientFlowSettings = Type.Object(
  {
    kind: Type.Literal('gradientFlow', { title: 'Gradient flow' }),
    until,
    samples,
    times,
    tolerance,
  },
  {
    ...closed,
    title: 'Gradient flow',
    description: 'Training in continuous time, the setting of the theory: both factors move along −∇L.',
  },
);
export type GradientFlowSettings = Static<typeof GradientFlowSettings>;

/** Gradient descent and its variants, with PyTorch's SGD conventions (dampening 0). */
export const GradientDescentSettings = Type.Object(
  {
    kind: Type.Literal('gd', { title: 'Gradient descent' }),
    learningRate: learningRate(1e-4),
    steps: steps(50_000),
    momentum: Type.Number({
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      title: 'μ: momentum',
      description:
        'b ← μb + g, then the step follows b. Its effective time is ηk/(1 − μ); at equal effective time it gives the curves of plain descent.',
    }),
    nesterov: Type.Boolean({
      default: false,
      title: 'Nesterov momentum',
      description: 'The step follows g + μb instead of b. Needs a momentum above 0.',
    }),
    weightDecay: weightDecay(0, 'Adds w·θ to the gradient, as PyTorch’s SGD does.'),
    learningRateRatio,
    gradientNoise,
    maskProbability,
    samples,
    sampleSteps,
    precision,
  },
  {
    ...closed,
    title: 'Gradient descent',
    description:
      'Full-batch gradient descent; momentum, weight decay, noise and LoRA+ are options. PyTorch’s conventions.',
  },
);
export type GradientDescentSettings = Static<typeof GradientDescentSettings>;

const adaptive = (decay: number, meaning: string) => ({
  learningRate: learningRate(1e-3),
  steps: steps(3_000),
  beta1,
  beta2,
  epsilon,
  weightDecay: weightDecay(decay, meaning),
  learningRateRatio,
  gradientNoise,
  maskProbability,
  samples,
  sampleSteps,
  precision,
});

/** Adam, as in PyTorch: weight decay enters the gradient. */
export const AdamSettings = Type.Object(
  {
    kind: Type.Literal('adam', { title: 'Adam' }),
    ...adaptive(0, 'Adds w·θ to the gradient before the moments.'),
  },
  {
    ...closed,
    title: 'Adam',
    description:
      'Adam with PyTorch’s conventions. It has no alignment phase: a contrast to the theory, never a test of it. Computed without coordinate reduction.',
  },
);
export type AdamSettings = Static<typeof AdamSettings>;

/** AdamW, as in PyTorch: weight decay shrinks the parameters, θ ← (1 − ηw)θ, before the step. */
export const AdamWSettings = Type.Object(
  {
    kind: Type.Literal('adamw', { title: 'AdamW' }),
    ...adaptive(0.01, 'Shrinks θ by the factor 1 − ηw before each step.'),
  },
  {
    ...closed,
    title: 'AdamW',
    description:
      'Adam with decoupled weight decay, PyTorch’s conventions. Computed without coordinate reduction.',
  },
);
export type AdamWSettings = Static<typeof AdamWSettings>;

/** How the adapters are trained. */
export const DynamicsSettings = Type.Union(
  [GradientFlowSettings, GradientDescentSettings, AdamSettings, AdamWSettings],
  { title: 'Dynamics', description: 'How the adapters are trained: by gradient flow or by an optimiser.' },
);
export type DynamicsSettings = Static<typeof DynamicsSettings>;

/** Training in steps rather than in continuous time. */
export type DiscreteSettings = Exclude<DynamicsSettings, { kind: 'gradientFlow' }>;

/**
 * Whether the exact reductions of theory.md, Exact reductions must be off: where an update acts on single entries in the user's own
 * coordinates (Adam, AdamW, masked entries, single-precision rounding), or adds noise to every entry.
 */
export function needsPlainCoordinates(dynamics: DynamicsSettings): boolean {
  if (dynamics.kind === 'gradientFlow') return false;
  if (dynamics.kind !== 'gd') return true;
  return dynamics.precision === 'float32' || dynamics.maskProbability < 1 || dynamics.gradientNoise > 0;
}

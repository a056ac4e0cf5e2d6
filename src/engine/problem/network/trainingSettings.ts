import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

const precision = Type.Union([Type.Literal('float64'), Type.Literal('float32')], {
  title: 'precision',
  description:
    '`"float32"` rounds every weight, activation, gradient and moment to single precision; sums are accumulated in double.',
  default: 'float64',
});

const steps = (byDefault: number) =>
  Type.Integer({
    minimum: 1,
    maximum: 10_000_000,
    title: 'number of steps',
    description: 'How many updates to make. The time axis counts them.',
    default: byDefault,
  });

const samples = Type.Optional(
  Type.Integer({
    minimum: 2,
    maximum: 100_000,
    title: 'number of samples',
    description:
      'How many steps to record, evenly, both ends included. Without it the first ten are, and from there on about 25 for ' +
      'every power of ten.',
  }),
);

const learningRateRatio = Type.Number({
  exclusiveMinimum: 0,
  title: 'learning-rate ratio of B to A',
  description: 'LoRA+: B is updated with this multiple of the step, A with the step itself.',
  default: 1,
});

const learningRate = (byDefault: number) =>
  Type.Number({
    exclusiveMinimum: 0,
    title: 'η: learning rate',
    description:
      'Size of a step. What is stable depends on α: plain descent from α√n ≥ 8 diverges at 0.1 on the digits.',
    default: byDefault,
  });

const batch = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 1_000_000,
    title: 'batch',
    description:
      'Examples of each step, in an order that is drawn anew for every pass. Without it all of them.',
  }),
);

const decay = (byDefault: number, meaning: string) =>
  Type.Number({ minimum: 0, title: 'w: weight decay', description: meaning, default: byDefault });

const beta = (title: string, byDefault: number) =>
  Type.Number({
    minimum: 0,
    exclusiveMaximum: 1,
    title,
    description: 'Weight of the past in the running mean.',
    default: byDefault,
  });

const adam = (weightDecay: number, meaning: string) => ({
  learningRate: learningRate(1e-2),
  steps: steps(2000),
  batch,
  beta1: beta('β₁: decay of the first moment', 0.9),
  beta2: beta('β₂: decay of the second moment', 0.999),
  epsilon: Type.Number({
    minimum: 0,
    title: 'ε: denominator offset',
    description: 'Added to the root of the second moment.',
    default: 1e-8,
  }),
  weightDecay: decay(weightDecay, meaning),
  learningRateRatio,
  samples,
  precision,
});

/** How fine-tuning goes. */
export const NetworkTrainingSettings = Type.Union(
  [
    Type.Object(
      {
        kind: Type.Literal('adaptiveGd'),
        firstStep: Type.Number({
          exclusiveMinimum: 0,
          title: 'first step',
          description: 'Where the search for a step begins; it hardly matters.',
          default: 0.05,
        }),
        steps: steps(2000),
        learningRateRatio,
        samples,
        precision,
      },
      {
        ...closed,
        title: 'gradient descent that finds its step',
        description:
          'Full-batch descent, 3 % longer steps while the loss falls, halved and taken back when it rises: stands in for ' +
          'gradient flow, without a rate to tune for each α.',
      },
    ),
    Type.Object(
      {
        kind: Type.Literal('gd'),
        learningRate: learningRate(0.03),
        steps: steps(3000),
        batch,
        momentum: Type.Number({
          minimum: 0,
          exclusiveMaximum: 1,
          title: 'μ: momentum',
          description: 'b ← μb + g, then the step follows b.',
          default: 0,
        }),
        nesterov: Type.Boolean({
          title: 'Nesterov momentum',
          description: 'The step follows g + μb instead of b. Needs a momentum above 0.',
          default: false,
        }),
        weightDecay: decay(0, 'Adds w·θ to the gradient, as PyTorch’s SGD does.'),
        learningRateRatio,
        samples,
        precision,
      },
      {
        ...closed,
        title: 'gradient descent',
        description: 'Descent at a fixed rate; with `batch` stochastic. PyTorch’s conventions.',
      },
    ),
    Type.Object(
      { kind: Type.Literal('adam'), ...adam(0, 'Adds w·θ to the gradient before the moments.') },
      { ...closed, title: 'Adam', description: 'Adam with PyTorch’s conventions.' },
    ),
    Type.Object(
      { kind: Type.Literal('adamw'), ...adam(0.01, 'Shrinks θ by the factor 1 − ηw before each step.') },
      { ...closed, title: 'AdamW', description: 'Adam with decoupled weight decay, PyTorch’s conventions.' },
    ),
  ],
  { title: 'training', description: 'How the adapters are trained.', default: { kind: 'adaptiveGd' } },
);
export type NetworkTrainingSettings = Static<typeof NetworkTrainingSettings>;

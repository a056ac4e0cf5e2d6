import Type, { type Static } from 'typebox';

const shared = {
  tolerance: Type.Number({
    minimum: 1e-15,
    maximum: 1e-3,
    title: '‖∇‖ at the end',
    description:
      'The run ends where the norm of the gradient is no larger. A verdict needs ‖∇‖ < 10⁻⁷: with a larger value most runs ' +
      'are called not stationary.',
    default: 1e-11,
  }),
  escapes: Type.Integer({
    minimum: 0,
    maximum: 1000,
    title: 'escapes from saddles',
    description:
      'How often a run that has come to rest at a saddle is pushed along the direction of most negative curvature, as any ' +
      'perturbation would push it, and goes on. 0 leaves it there.',
    default: 10,
  }),
  samples: Type.Optional(
    Type.Integer({
      minimum: 2,
      maximum: 100_000,
      title: 'number of samples',
      description:
        'How many iterations to record at most, evenly over those allowed, both ends included. Without it the first ten are ' +
        'recorded, and from there on about 25 for every power of ten.',
    }),
  ),
  convexIterations: Type.Integer({
    minimum: 1,
    maximum: 1e7,
    title: 'iterations of the convex solver',
    description:
      'At most so many steps of FISTA with restart, from which on the optimum of full fine-tuning is taken as it is; its ' +
      'own certificate says how good it is.',
    default: 20_000,
  }),
  convexTolerance: Type.Number({
    minimum: 1e-15,
    maximum: 1e-2,
    title: 'tolerance of the convex solver',
    description: 'FISTA ends where its certificate exceeds 1 by no more than this.',
    default: 1e-9,
  }),
};

export const DescentSolver = Type.Object(
  {
    kind: Type.Literal('descent'),
    iterations: Type.Integer({
      minimum: 1,
      maximum: 1e7,
      title: 'steps of gradient descent',
      description:
        'At most so many steps, each longer than the last while the loss falls, and halved while it does not.',
      default: 3000,
    }),
    learningRate: Type.Optional(
      Type.Number({
        exclusiveMinimum: 0,
        title: 'η: learning rate',
        description: 'Size of every step. Without it a line search finds the steps.',
      }),
    ),
    polishIterations: Type.Integer({
      minimum: 0,
      maximum: 1e6,
      title: 'steps of the polish',
      description:
        'At most so many steps of L-BFGS afterwards, to a sharp stationary point. 0 leaves descent as it ends.',
      default: 2000,
    }),
    ...shared,
  },
  {
    additionalProperties: false,
    title: 'gradient descent',
    description: 'Gradient descent with a line search, then L-BFGS to stationarity.',
  },
);

export const LbfgsSolver = Type.Object(
  {
    kind: Type.Literal('lbfgs'),
    iterations: Type.Integer({
      minimum: 1,
      maximum: 1e6,
      title: 'steps of L-BFGS',
      description: 'At most so many steps.',
      default: 5000,
    }),
    ...shared,
  },
  {
    additionalProperties: false,
    title: 'L-BFGS',
    description:
      'L-BFGS from the start on: fast, but no model of training. Where it ends depends on its long first steps.',
  },
);

/** How u and v get to a stationary point, and how exactly the convex problem is solved. */
export const NtkSolverSettings = Type.Union([DescentSolver, LbfgsSolver], {
  title: 'training',
  description: 'How LoRA is trained to a stationary point, and how exactly full fine-tuning is solved.',
  default: { kind: 'descent' },
});
export type NtkSolverSettings = Static<typeof NtkSolverSettings>;

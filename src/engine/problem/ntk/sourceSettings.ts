import Type, { type Static } from 'typebox';
import { arrayName } from '../arrayName.ts';

const N = (byDefault: number) =>
  Type.Integer({
    minimum: 1,
    maximum: 10_000,
    title: 'N: training examples',
    description:
      'How many examples there are to fit. Each has K outputs: KN measurements decide from which rank on no spurious ' +
      'minimum is possible, the smallest r with r(r + 1)/2 > KN.',
    default: byDefault,
  });

const dims = (size: number) =>
  Type.Object(
    {
      m: Type.Integer({
        minimum: 1,
        maximum: 1000,
        title: 'm: rows',
        description: 'Rows of the adapted matrix and of u: outputs of the layer.',
        default: size,
      }),
      n: Type.Integer({
        minimum: 1,
        maximum: 1000,
        title: 'n: columns',
        description: 'Columns of the adapted matrix and rows of v: inputs of the layer.',
        default: size,
      }),
    },
    {
      additionalProperties: false,
      title: 'm, n: sizes of the adapted matrix',
      description: 'The adapted matrix X is m×n; u is m×r and v is n×r.',
      default: { m: size, n: size },
    },
  );

const seed = Type.Integer({
  minimum: 0,
  title: 'seed of the problem',
  description: 'Which draw of features and targets; the run seeds redraw the starts only.',
  default: 0,
});

const noise = (byDefault: number) =>
  Type.Number({
    minimum: 0,
    title: 'ε: noise of the targets',
    description: 'Standard deviation of the Gaussian noise that is added to every target.',
    default: byDefault,
  });

export const GaussianSource = Type.Object(
  {
    kind: Type.Literal('gaussian'),
    dims: dims(8),
    N: N(20),
    K: Type.Integer({
      minimum: 1,
      maximum: 1000,
      title: 'K: outputs of an example',
      description: 'Outputs of the network for one example, each with a feature matrix of its own.',
      default: 1,
    }),
    targetRank: Type.Integer({
      minimum: 0,
      title: 'rank of the planted matrix',
      description:
        'Targets are y = ⟨G, X₀⟩ + noise with X₀ a product of two Gaussian matrices of this rank; 0 leaves the noise alone.',
      default: 2,
    }),
    noise: noise(0.1),
    seed,
  },
  {
    additionalProperties: false,
    title: 'Gaussian features',
    description: 'Every entry of every feature matrix G is a standard normal; f₀ = 0.',
  },
);

export const TanhNetworkSource = Type.Object(
  { kind: Type.Literal('tanhNetwork'), dims: dims(4), N: N(8), noise: noise(1), seed },
  {
    additionalProperties: false,
    title: 'tiny tanh network',
    description:
      'f(x) = aᵀ tanh(Wx) linearised at random weights W (m×n), with N Gaussian inputs: G = (a ∘ tanh′(Wx)) xᵀ, ' +
      'y = f₀ + noise, K = 1.',
  },
);

export const DigitsSource = Type.Object(
  {
    kind: Type.Literal('digits'),
    N: N(8),
    K: Type.Union([Type.Literal(1), Type.Literal(10)], {
      title: 'K: outputs',
      description: '`1`: digit 3 against digit 8, one output. `10`: all digits, ten outputs.',
      default: 1,
    }),
    hidden: Type.Integer({
      minimum: 1,
      maximum: 128,
      title: 'm: hidden units',
      description: 'Rows of the first layer, which is the one that is adapted; it has n = 64 inputs.',
      default: 32,
    }),
    seed,
  },
  {
    additionalProperties: false,
    title: 'few-shot digits',
    description:
      'A 64–m–10 ReLU network is trained on upright 8×8 digits; its first layer is linearised on N digits turned by 90°. ' +
      'The other turned digits are the test set, of the linearised and of the real network.',
  },
);

export const AnglesSource = Type.Object(
  { kind: Type.Literal('angles'), N: N(2), noise: noise(1), seed },
  {
    additionalProperties: false,
    title: '2×2, by angles',
    description:
      'The tiny tanh network with m = n = 2. At rank 1 the directions of u and v are two angles, so that the whole ' +
      'landscape is one picture.',
  },
);

export const LoudSource = Type.Object(
  {
    kind: Type.Literal('loud'),
    r: Type.Integer({
      minimum: 1,
      maximum: 30,
      title: 'rank of the bad minimum',
      description: 'The adapted matrix is (r + 1)×(r + 1), and the bad minimum has this rank.',
      default: 2,
    }),
    kappa: Type.Number({
      exclusiveMinimum: 0,
      title: 'κ: weight of the shared corner',
      description:
        'Measurements are X_jj + κX_(r+1)(r+1) = 1 for j ≤ r. The global minimum has rank 1 for κ > 1/r; the ' +
        'certificate of the bad one is rκ.',
      default: 0.8,
    }),
    weight: Type.Number({
      exclusiveMinimum: 0,
      title: 'w: weight of the off-diagonal entries',
      description: 'Measurements wX_ij = 0 for i ≠ j.',
      default: 1,
    }),
  },
  {
    additionalProperties: false,
    title: 'fails loudly (constructed)',
    description:
      'A constructed example, not data: one global minimum of rank 1 and small norm, one local minimum of rank r and ' +
      'large norm (after arXiv 2502.09376).',
  },
);

export const NtkFileSource = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      description: '`.npz` or `.safetensors` file with G and y (and f₀), relative to the experiment.',
    }),
    G: arrayName('G: features', 'Name of the array N×m×n, or N×K×m×n for K outputs.', 'G'),
    y: arrayName(
      'y: targets',
      'Name of the array N or N×K. With cross entropy N labels 0…K − 1 (−1 or 0 and 1 where K = 1), or N×K one-hot rows.',
      'y',
    ),
    f0: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'f₀: outputs of the network',
        description: 'Name of the array N or N×K of outputs at X = 0. Without it they are 0.',
      }),
    ),
  },
  {
    additionalProperties: false,
    title: 'from file',
    description: 'Your own Jacobian features G and targets y, for example from PyTorch or JAX.',
  },
);

export const NtkSourceSettings = Type.Union(
  [TanhNetworkSource, GaussianSource, DigitsSource, AnglesSource, LoudSource, NtkFileSource],
  {
    title: 'G, y: features and targets',
    description: 'Where the Jacobian features G and the targets y come from.',
    default: { kind: 'tanhNetwork' },
  },
);
export type NtkSourceSettings = Static<typeof NtkSourceSettings>;

import Type, { type Static } from 'typebox';
import { arrayName } from '../arrayName.ts';

const positiveInteger = (title: string, description: string, fallback: number) =>
  Type.Integer({ minimum: 1, title, description, default: fallback });

export const DimsSettings = Type.Object(
  {
    m: positiveInteger('m: output dimension', 'Rows of Y and of W₂. Any integer ≥ 1.', 10),
    h: positiveInteger(
      'h: hidden dimension',
      'Columns of W₂ and rows of W₁. Any integer ≥ 1; below min(m, n) it limits the rank of Y_pre to h.',
      100,
    ),
    n: positiveInteger('n: input dimension', 'Columns of Y and of W₁. Any integer ≥ 1.', 10),
  },
  {
    additionalProperties: false,
    title: 'm, h, n: sizes',
    description: 'Sizes of the factorisation: Y is m×n, W₂ is m×h, W₁ is h×n. The paper uses 10, 100, 10.',
    default: { m: 10, h: 100, n: 10 },
  },
);

const imbalance = Type.Number({
  exclusiveMinimum: 0,
  title: 'c: imbalance of the frozen factors',
  description:
    'W₂ = c·U Σ^½ Gᵀ and W₁ = (1/c)·G Σ^½ Vᵀ, so that δ_w = σ(W₁)/σ(W₂) = 1/c² in every direction. ' +
    'c > 0; c = 1 is balanced, where the flow behaves well but the paper’s theorems do not apply. ' +
    'The paper uses 1.05, 2 and 10: the larger c, the more adapter 1 does alone.',
  default: 1.05,
});

const weightsSeed = Type.Integer({
  minimum: 0,
  title: 'seed of the pre-trained weights',
  description:
    'Which draw of Y_pre and of the bases U, V, G. The run seeds (`seeds`) never change the weights; this does.',
  default: 0,
});

export const GaussianPretrained = Type.Object(
  {
    kind: Type.Literal('gaussian'),
    dims: DimsSettings,
    imbalance,
    matrix: Type.Union([Type.Literal('random'), Type.Literal('paper')], {
      title: 'Y_pre',
      description:
        '`random`: entries N(0, 1), drawn with `seed`. `paper`: one stored 10×10 draw that reproduces the ' +
        'figures of the paper (σ₁ ≈ 5.55, σ₁₀ ≈ 0.091); needs m = n = 10.',
      default: 'random',
    }),
    seed: weightsSeed,
  },
  {
    additionalProperties: false,
    title: 'Gaussian Y_pre',
    description: 'The paper’s weights: Y_pre with N(0, 1) entries, factored with imbalance c.',
  },
);

export const BalancedPretrained = Type.Object(
  { kind: Type.Literal('balanced'), dims: DimsSettings, seed: weightsSeed },
  {
    additionalProperties: false,
    title: 'balanced',
    description: 'Gaussian Y_pre with W₂ᵀW₂ = W₁W₁ᵀ, that is c = 1 and δ_w = 1.',
  },
);

const nonNegative = Type.Number({ minimum: 0 });

export const SingularValueRange = Type.Object(
  {
    from: Type.Number({
      minimum: 0,
      title: 'largest singular value',
      description: 'First value of the range; ≥ 0.',
    }),
    to: Type.Number({
      minimum: 0,
      title: 'smallest singular value',
      description: 'Last value of the range; ≥ 0.',
    }),
    count: Type.Integer({
      minimum: 1,
      title: 'p: how many',
      description: 'Number of singular values, at most min(m, h, n).',
    }),
    spacing: Type.Union([Type.Literal('linear'), Type.Literal('log')], {
      title: 'spacing',
      description: '`linear`: equal differences. `log`: equal ratios (both ends must be positive).',
      default: 'linear',
    }),
  },
  { additionalProperties: false, title: 'range of singular values' },
);

export const SingularValues = Type.Union(
  [Type.Array(nonNegative, { minItems: 1, title: 'list of singular values' }), SingularValueRange],
  {
    title: 'Σ: singular values of Y_pre',
    description: 'A list, or `{ "from", "to", "count" }`. Sorted to descending; what is missing is zero.',
    default: { from: 5, to: 0.5, count: 10, spacing: 'linear' },
  },
);

export const SpectrumPretrained = Type.Object(
  {
    kind: Type.Literal('spectrum'),
    dims: DimsSettings,
    singularValues: SingularValues,
    imbalance,
    seed: weightsSeed,
  },
  {
    additionalProperties: false,
    title: 'prescribed spectrum',
    description:
      'Y_pre = U Σ Vᵀ with the singular values you give and random bases. Works at any size: the weights are ' +
      'kept as their singular values.',
  },
);

export const LowRankPretrained = Type.Object(
  {
    kind: Type.Literal('lowRank'),
    dims: DimsSettings,
    rank: positiveInteger(
      'p: rank of Y_pre',
      'Y_pre = X Zᵀ/√p with Gaussian X (m×p) and Z (n×p). At most min(m, h, n). ' +
        'The cost of a run depends on p and r only, not on m, h, n.',
      3,
    ),
    imbalance,
    seed: weightsSeed,
  },
  {
    additionalProperties: false,
    title: 'low rank',
    description: 'Gaussian Y_pre of rank p. For a prescribed low-rank spectrum use `spectrum` with p values.',
  },
);

export const FilePretrained = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'path',
        description:
          '`.npz` or `.safetensors` file with both arrays, relative to the experiment. Leave it out where `w1` and `w2` are ' +
          '`.npy` files.',
      }),
    ),
    w1: arrayName('W₁', 'Name of the h×n array W₁ inside the `.npz`, or the path of a `.npy` file.', 'W1'),
    w2: arrayName('W₂', 'Name of the m×h array W₂ inside the `.npz`, or the path of a `.npy` file.', 'W2'),
  },
  {
    additionalProperties: false,
    title: 'from file',
    description: 'Your own frozen factors: W₂ (m×h) and W₁ (h×n).',
  },
);

export const PretrainedSettings = Type.Union(
  [GaussianPretrained, BalancedPretrained, SpectrumPretrained, LowRankPretrained, FilePretrained],
  {
    title: 'W₂, W₁: pre-trained weights',
    description: 'The frozen factors W₂ (m×h) and W₁ (h×n).',
    default: { kind: 'gaussian' },
  },
);
export type PretrainedSettings = Static<typeof PretrainedSettings>;

import Type, { type Static } from 'typebox';

/**
 * Settings of the matrix-factorisation problem, as they are after resolution: every property that carries a
 * `default` is present. The schema of the *file* is the same with those properties optional.
 */

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

const arrayName = (title: string, description: string, fallback: string) =>
  Type.String({ minLength: 1, title, description, default: fallback });

export const FilePretrained = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'path',
        description:
          '`.npz` file with both arrays, relative to the experiment. Leave it out where `w1` and `w2` are ' +
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

const strength = Type.Number({
  exclusiveMinimum: 0,
  title: 'σ: strength of the target',
  description: 'Singular value of Δ in this direction. The paper uses 5, so that L(0) = 12.5.',
  default: 5,
});

const pair = Type.Union([Type.Literal('top'), Type.Literal('bottom'), Type.Integer({ minimum: 1 })], {
  title: 'k: singular pair of Y_pre',
  description:
    '`top` (largest singular value), `bottom` (smallest) or a number from 1 to min(m, n). ' +
    'A pair beyond the rank of Y_pre lies outside the span of the pre-trained model.',
  default: 'top',
});
export type PairSettings = Static<typeof pair>;

export const SingularPairTarget = Type.Object(
  { kind: Type.Literal('singularPair'), pair, strength },
  {
    additionalProperties: false,
    title: 'singular pair',
    description: 'The paper’s target: Δ = σ·u_k v_kᵀ along one singular pair of Y_pre.',
  },
);

export const SingularPairsTarget = Type.Object(
  {
    kind: Type.Literal('singularPairs'),
    pairs: Type.Array(
      Type.Object({ pair, strength }, { additionalProperties: false, title: 'pair and strength' }),
      {
        minItems: 1,
        title: 'pairs with strengths',
        description: 'Distinct pairs; the rank of Δ is their number. Adapters of rank r reach rank 2r.',
        default: [
          { pair: 1, strength: 5 },
          { pair: 2, strength: 3 },
        ],
      },
    ),
  },
  {
    additionalProperties: false,
    title: 'several singular pairs',
    description: 'Δ = Σ σ_i·u_i v_iᵀ over the pairs you list.',
  },
);

export const RandomDirectionTarget = Type.Object(
  {
    kind: Type.Literal('randomDirection'),
    strength,
    pair,
    angle: Type.Number({
      minimum: 0,
      maximum: 90,
      title: 'θ: angle to the singular pair, degrees',
      description:
        'Δ = σ·u vᵀ with u = cos θ·u_k + sin θ·w, w a random unit vector orthogonal to u_k; v likewise. ' +
        '0 is the aligned target, 90 a random direction orthogonal to the pair.',
      default: 45,
    }),
    seed: Type.Integer({
      minimum: 0,
      title: 'seed of the direction',
      description: 'Which draw of the random part; the run seeds do not change it.',
      default: 0,
    }),
  },
  {
    additionalProperties: false,
    title: 'random direction',
    description: 'A rank-one target at a given angle to a singular pair of Y_pre.',
  },
);

export const FileTarget = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      description: '`.npz` or `.npy` file, relative to the experiment.',
    }),
    name: arrayName(
      'array',
      'Name of the m×n array inside the `.npz` (a `.npy` file has one array).',
      'Y_ft',
    ),
    quantity: Type.Union([Type.Literal('target'), Type.Literal('difference')], {
      title: 'what the array is',
      description:
        '`target`: Y_ft, so that Δ = Y_ft − W₂W₁. `difference`: Δ itself, which keeps more digits.',
      default: 'target',
    }),
  },
  {
    additionalProperties: false,
    title: 'from file',
    description: 'Your own fine-tuning target, any m×n matrix.',
  },
);

export const TargetSettings = Type.Union(
  [SingularPairTarget, SingularPairsTarget, RandomDirectionTarget, FileTarget],
  {
    title: 'Y_ft: fine-tuning target',
    description: 'What is to be learned, as Δ = Y_ft − W₂W₁.',
    default: { kind: 'singularPair' },
  },
);
export type TargetSettings = Static<typeof TargetSettings>;

export const MatrixFactorizationSettings = Type.Object(
  {
    kind: Type.Literal('matrixFactorization'),
    pretrained: PretrainedSettings,
    target: TargetSettings,
    reduction: Type.Union([Type.Literal('auto'), Type.Literal('none')], {
      title: 'exact reductions',
      description:
        '`auto`: integrate in a rotated, smaller set of coordinates wherever that is exact. ' +
        '`none`: the plain dense path in your own coordinates; slower, the same result.',
      default: 'auto',
    }),
  },
  {
    additionalProperties: false,
    title: 'matrix factorisation',
    description:
      'Fit Y_ft by (W₂ + s·B₂A₂)(W₁ + s·B₁A₁) with W₂, W₁ frozen; loss ½‖Y_ft − …‖²_F. ' +
      'The setting of arXiv 2503.06982.',
  },
);
export type MatrixFactorizationSettings = Static<typeof MatrixFactorizationSettings>;

import Type, { type Static } from 'typebox';
import { arrayName } from '../arrayName.ts';

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
      description: '`.npz`, `.safetensors` or `.npy` file, relative to the experiment.',
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

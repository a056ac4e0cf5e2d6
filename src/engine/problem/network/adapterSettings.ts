import Type, { type Static } from 'typebox';
import { both } from '../../adapter/initialisation/both.ts';
import { eva } from '../../adapter/initialisation/eva.ts';
import { gaussian } from '../../adapter/initialisation/gaussian.ts';
import { loraGa } from '../../adapter/initialisation/loraGa.ts';
import { loraOne } from '../../adapter/initialisation/loraOne.ts';
import { mica } from '../../adapter/initialisation/mica.ts';
import { milora } from '../../adapter/initialisation/milora.ts';
import { olora } from '../../adapter/initialisation/olora.ts';
import { orthogonal } from '../../adapter/initialisation/orthogonal.ts';
import { peftDefault } from '../../adapter/initialisation/peftDefault.ts';
import { peftGaussian } from '../../adapter/initialisation/peftGaussian.ts';
import { pissa } from '../../adapter/initialisation/pissa.ts';

/** Initialisations of matrix factorisation that a layer of a network has everything for. */
export const layerInitialisations = [
  ...[gaussian, both, peftDefault, peftGaussian, pissa, milora, olora],
  ...[loraGa, loraOne, eva, orthogonal, mica],
] as const;

export const NetworkSpectral = Type.Object(
  {
    kind: Type.Literal('spectral'),
    from: Type.Union([Type.Literal('gradient'), Type.Literal('fullFineTuning')], {
      title: 'directions',
      description:
        '`gradient`: of −∇_W L(W₀) on the fine-tuning set. `fullFineTuning`: of the change of W by 1000 steps of full ' +
        'fine-tuning, which nobody has beforehand.',
      default: 'gradient',
    }),
  },
  {
    additionalProperties: false,
    title: 'Spectral',
    description:
      'A = α·diag(√(σᵢ/σ₁))·V_rᵀ and B = α·U_r·diag(√(σᵢ/σ₁)) from the top singular triples. α is the norm of a row: α/√n ' +
      'is the Gaussian scale of the same size.',
  },
);

export type NetworkInit =
  Static<typeof NetworkSpectral> | Static<(typeof layerInitialisations)[number]['settings']>;

const NetworkInit = Type.Unsafe<NetworkInit>(
  Type.Union([NetworkSpectral, ...layerInitialisations.map(module => module.settings)], {
    title: 'initialisation',
    description: 'How A and B start.',
    default: { kind: 'gaussian' },
  }),
);

/** What is trained in fine-tuning, in resolved form. */
export const NetworkAdapterSettings = Type.Object(
  {
    method: Type.Union([Type.Literal('lora'), Type.Literal('full')], {
      title: 'what is trained',
      description:
        '`lora`: A and B of every adapted layer. `full`: the matrices W themselves, for comparison; start and scaling then ' +
        'mean nothing, and the rank says only how many directions are compared. Biases are frozen in both.',
      default: 'lora',
    }),
    layers: Type.Union([Type.Literal('all'), Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1 })], {
      title: 'adapted layers',
      description:
        '`"all"`, or their numbers, 1 being the one that sees the inputs: `[2]`. Others are frozen.',
      default: 'all',
    }),
    rank: Type.Integer({
      minimum: 1,
      maximum: 4096,
      title: 'r: rank',
      description:
        'Columns of B and rows of A in every adapted layer; in a layer that is smaller, as many as it has inputs or outputs.',
      default: 2,
    }),
    init: NetworkInit,
    initScale: Type.Number({
      exclusiveMinimum: 0,
      title: 'α: initialisation scale',
      description:
        'Standard deviation of the random entries, the same in all layers; α√n compares between layers. PEFT’s default has ' +
        'α = 1/√(3n): 0.072 with 64 inputs. One draw is scaled by α, so that a sweep over α is paired.',
      default: 0.1,
    }),
    scaling: Type.Number({
      exclusiveMinimum: 0,
      title: 's: scaling of the product',
      description: 'The adapted weight is W + s·BA; PEFT has s = alpha/r for LoRA and alpha/√r for rsLoRA.',
      default: 1,
    }),
  },
  {
    additionalProperties: false,
    title: 'adapter',
    description: 'What fine-tuning trains, and where it starts.',
  },
);
export type NetworkAdapterSettings = Static<typeof NetworkAdapterSettings>;

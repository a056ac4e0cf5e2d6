import Type, { type Static } from 'typebox';
import { NtkSourceSettings } from './sourceSettings.ts';

/** Settings of the problem in the NTK regime, in resolved form: every property that carries a `default` is present. */
export const NtkSettings = Type.Object(
  {
    kind: Type.Literal('ntk'),
    source: NtkSourceSettings,
    loss: Type.Union([Type.Literal('squared'), Type.Literal('crossEntropy')], {
      title: 'ℓ: loss',
      description:
        '`squared`: ½(f − y)². `crossEntropy`: softmax over the K outputs, or the logistic loss where K = 1; it needs ' +
        'labels, which digits and files have, and drawn targets by their sign or largest output.',
      default: 'squared',
    }),
    lambda: Type.Number({
      minimum: 0,
      title: 'λ: weight of the nuclear norm',
      description:
        'Penalty λ‖X‖_* of full fine-tuning, which for LoRA is weight decay λ/2(‖u‖² + ‖v‖²). The larger, the lower the ' +
        'rank of the solution. Must be above 0: the certificate divides by it.',
      default: 0.01,
    }),
  },
  {
    additionalProperties: false,
    title: 'NTK regime',
    description:
      'LoRA of a linearised network, f(X) = f₀ + ⟨G, X⟩ with X = uvᵀ and weight decay, beside full fine-tuning with the ' +
      'nuclear norm, which is convex. The setting of arXiv 2402.11867.',
  },
);
export type NtkSettings = Static<typeof NtkSettings>;

/** The factors u (m×r) and v (n×r) of X = uvᵀ and their start. */
export const NtkAdapterSettings = Type.Object(
  {
    rank: Type.Integer({
      minimum: 1,
      maximum: 1000,
      title: 'r: rank',
      description:
        'Columns of u and v. Above min(m, n) nothing more can be represented, but the path to it widens. ' +
        'Where r(r + 1)/2 > KN none is spurious, for almost every perturbation of the problem.',
      default: 4,
    }),
    init: Type.Union([Type.Literal('zeroB'), Type.Literal('both')], {
      title: 'start of u and v',
      description: '`zeroB`: u = 0 and v Gaussian, as in LoRA. `both`: both Gaussian.',
      default: 'zeroB',
    }),
    initScale: Type.Number({
      exclusiveMinimum: 0,
      title: 'α: initialisation scale',
      description:
        'Standard deviation of the Gaussian entries. A small scale makes the end predictable, not right; a large one ' +
        'reaches more of the landscape. One draw is scaled by α, so that a sweep over α is paired.',
      default: 0.1,
    }),
  },
  { additionalProperties: false, title: 'adapter', description: 'The factors of X = uvᵀ.' },
);
export type NtkAdapterSettings = Static<typeof NtkAdapterSettings>;

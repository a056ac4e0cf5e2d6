import Type, { type Static } from 'typebox';
import { InitSettings } from './registry.ts';

/** The LoRA factors: their rank, how they start, and their scale in W + s·BA. Resolved form: all present. */
export const AdapterSettings = Type.Object(
  {
    rank: Type.Integer({
      minimum: 1,
      title: 'r: rank',
      description:
        'Columns of B and rows of A, for both adapters. Together they represent targets of rank up to 2r. ' +
        'Trainable parameters: r(m + 2h + n).',
      default: 4,
    }),
    init: InitSettings,
    initScale: Type.Number({
      exclusiveMinimum: 0,
      title: 'α: initialisation scale',
      description:
        'Standard deviation of the random factor’s entries. The smaller, the later the escape ' +
        '(T½ ≈ ln(1/α)/λ) and the lower the plateau of the loss. The paper uses 1e-3, 1e-4, 1e-5. ' +
        'One draw is scaled by α, so that a sweep over α is paired.',
      default: 1e-3,
    }),
    scaling: Type.Number({
      exclusiveMinimum: 0,
      title: 's: scaling of the product',
      description:
        'PEFT’s scaling: the adapted weight is W + s·BA (alpha/r for LoRA, alpha/√r for rsLoRA). The flow ' +
        'with s is the flow without it for (√s·A, √s·B) at s times the speed.',
      default: 1,
    }),
  },
  { additionalProperties: false, title: 'adapter', description: 'The low-rank adapters of both layers.' },
);
export type AdapterSettings = Static<typeof AdapterSettings>;

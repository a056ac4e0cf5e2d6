import Type from 'typebox';
import { defineInitialisation } from '../initialisation.ts';

export const loftq = defineInitialisation({
  kind: 'loftq',
  label: 'LoftQ',
  symbol: 'W ≈ quant(W) + s·BA',
  help: 'Alternates Q = quant(W − s·BA) and (B, A) = rank-r SVD of W − Q; the quantised Q is frozen from then on, so L(0) changes a little. Needs r ≤ the smaller side of W. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('loftq'),
      bits: Type.Integer({
        minimum: 2,
        maximum: 16,
        title: 'bits',
        description: 'Bits of the uniform symmetric quantiser (one scale a row).',
        default: 4,
      }),
      iterations: Type.Integer({
        minimum: 1,
        maximum: 100,
        title: 'iterations',
        description: 'Alternations of quantising and fitting.',
        default: 1,
      }),
    },
    { additionalProperties: false, title: 'LoftQ', description: 'W ≈ quant(W) + s·BA' },
  ),
});

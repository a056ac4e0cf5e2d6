import Type from 'typebox';
import { defineInitialisation } from '../initialisation.ts';

export const loraGa = defineInitialisation({
  kind: 'loraGa',
  label: 'LoRA-GA',
  symbol: 'A = V₁..r ᵀ, B = U_r+1..2r S_r+1..2r',
  help: 'SVD of the gradient of the loss with respect to W at the start; A and B take different groups of its singular vectors, and W ← W − s·BA. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('loraGa'),
      direction: Type.Union(
        [Type.Literal('ArB2r'), Type.Literal('ArBr'), Type.Literal('A2rBr'), Type.Literal('random')],
        {
          title: 'direction',
          description:
            '`ArB2r`: A from triples 1..r, B from r+1..2r, weighted by their singular values. `ArBr`: A from ' +
            'the even, B from the odd ones. `A2rBr`: A from r+1..2r, B from 1..r. `random`: r distinct triples ' +
            'each, in random order.',
          default: 'ArB2r',
        },
      ),
      scale: Type.Union([Type.Literal('stable'), Type.Literal('gd'), Type.Literal('unit')], {
        title: 'scale',
        description: '`stable`: B ← B·(rows of W)^¼/√γ. `gd`: A and B divided by s. `unit`: unchanged.',
        default: 'stable',
      }),
      stableGamma: Type.Number({
        exclusiveMinimum: 0,
        title: 'γ: stable scale',
        description: 'Used with `stable`; larger is smaller.',
        default: 16,
      }),
    },
    { additionalProperties: false, title: 'LoRA-GA', description: 'A = V₁..r ᵀ, B = U_r+1..2r S_r+1..2r' },
  ),
});

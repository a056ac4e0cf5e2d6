import Type from 'typebox';
import { gaussianMatrix } from '../../random/matrices.ts';
import { scaled } from '../../linalg/products.ts';
import { started } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const both = defineInitialisation({
  kind: 'both',
  label: 'Both factors random',
  symbol: 'A ~ N(0, α²), B ~ N(0, (ρα)²)',
  help: 'Both factors have i.i.d. Gaussian entries: A with scale α, B with scale ρα. BA is not zero at the start.',
  settings: Type.Object(
    {
      kind: Type.Literal('both'),
      ratio: Type.Number({
        exclusiveMinimum: 0,
        title: 'ρ: scale of B over scale of A',
        description: 'α_B = ρ·α_A with α_A = `initScale`.',
        default: 1,
      }),
    },
    {
      additionalProperties: false,
      title: 'Both factors random',
      description: 'A ~ N(0, α²), B ~ N(0, (ρα)²)',
    },
  ),
  coordinates: 'any',
  draw({ ratio }, layer) {
    const A = scaled(gaussianMatrix(layer.random, layer.rank, layer.inputs), layer.scale);
    const B = scaled(gaussianMatrix(layer.random, layer.outputs, layer.rank), ratio * layer.scale);
    return started({ A, B });
  },
});

import Type from 'typebox';
import { applyFactor } from '../../linalg/frozenFactor.ts';
import { scaleColumns } from '../../linalg/lowRank.ts';
import { multiply, multiplyTransposedLeft, scaled } from '../../linalg/products.ts';
import { gaussianMatrix } from '../../random/matrices.ts';
import { started, zeroA } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const nystrom = defineInitialisation({
  kind: 'nystrom',
  label: 'Nyström',
  symbol: 'B = α·WΩ, A = 0',
  help: 'B is a Gaussian sketch of W (or of the target), A = 0: B = α·WΩ with Ω Gaussian. α is `initScale`.',
  settings: Type.Object(
    {
      kind: Type.Literal('nystrom'),
      sketch: Type.Union([Type.Literal('weights'), Type.Literal('target')], {
        title: 'what is sketched',
        description:
          '`weights`: W. `target`: the negative gradient −∇_W L at the start, an oracle that knows the target.',
        default: 'weights',
      }),
    },
    { additionalProperties: false, title: 'Nyström', description: 'B = α·WΩ, A = 0' },
  ),
  coordinates: 'any',
  draw({ sketch }, layer) {
    const omega = gaussianMatrix(layer.random, layer.inputs, layer.rank);
    const gradient = layer.negativeGradient();
    const product =
      sketch === 'weights'
        ? applyFactor(layer.W, omega)
        : multiply(
            scaleColumns(gradient.left, gradient.strengths),
            multiplyTransposedLeft(gradient.right, omega),
          );
    return started({ A: zeroA(layer), B: scaled(product, layer.scale) });
  },
});

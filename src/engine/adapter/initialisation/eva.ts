import Type from 'typebox';
import { transpose } from '../../linalg/products.ts';
import { haarFrame } from '../../random/matrices.ts';
import { rankFault, refused, started, zeroB } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const eva = defineInitialisation({
  kind: 'eva',
  label: 'EVA',
  symbol: 'A = top right singular vectors of the inputs, B = 0',
  help: 'A is made of the leading directions of the layer’s inputs: of W₁’s outputs for adapter 2; adapter 1 sees isotropic inputs, for which any orthonormal directions do (drawn at random). B = 0. Needs r ≤ the number of inputs. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('eva'),
    },
    {
      additionalProperties: false,
      title: 'EVA',
      description: 'A = top right singular vectors of the inputs, B = 0',
    },
  ),
  coordinates: 'any',
  draw(_, layer) {
    const fault = rankFault(layer, layer.inputs, 'EVA takes r directions of the layer’s inputs');
    if (fault) return refused(fault);
    const directions = layer.inputDirections(layer.rank) ?? haarFrame(layer.random, layer.inputs, layer.rank);
    return started({ A: transpose(directions), B: zeroB(layer) });
  },
});

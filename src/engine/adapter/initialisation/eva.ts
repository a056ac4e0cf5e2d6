import Type from 'typebox';
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
});

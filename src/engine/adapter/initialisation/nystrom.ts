import Type from 'typebox';
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
});

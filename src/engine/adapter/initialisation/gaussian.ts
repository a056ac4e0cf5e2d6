import Type from 'typebox';
import { defineInitialisation } from '../initialisation.ts';

export const gaussian = defineInitialisation({
  kind: 'gaussian',
  label: 'Gaussian',
  symbol: 'A ~ N(0, α²), B = 0',
  help: 'One factor of each adapter has i.i.d. N(0, α²) entries, the other is zero, so that BA = 0. The small random initialisation of arXiv 2503.06982.',
  settings: Type.Object(
    {
      kind: Type.Literal('gaussian'),
      randomFactor: Type.Union([Type.Literal('A'), Type.Literal('B')], {
        title: 'random factor',
        description:
          '`A`: A random, B = 0 (the text of the paper, and PEFT). `B`: B random, A = 0 (what the figures of ' +
          'the paper show).',
        default: 'A',
      }),
    },
    { additionalProperties: false, title: 'Gaussian', description: 'A ~ N(0, α²), B = 0' },
  ),
});

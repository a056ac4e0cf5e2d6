import Type from 'typebox';
import { gaussianMatrix } from '../../random/matrices.ts';
import { scaled } from '../../linalg/products.ts';
import { started, zeroA, zeroB } from '../layer.ts';
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
  coordinates: 'any',
  draw({ randomFactor }, layer) {
    const draw = (rows: number, cols: number) =>
      scaled(gaussianMatrix(layer.random, rows, cols), layer.scale);
    return started(
      randomFactor === 'A'
        ? { A: draw(layer.rank, layer.inputs), B: zeroB(layer) }
        : { A: zeroA(layer), B: draw(layer.outputs, layer.rank) },
    );
  },
});

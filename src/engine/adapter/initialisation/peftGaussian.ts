import Type from 'typebox';
import { gaussianMatrix } from '../../random/matrices.ts';
import { scaled } from '../../linalg/products.ts';
import { started, zeroB } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const peftGaussian = defineInitialisation({
  kind: 'peftGaussian',
  label: 'PEFT gaussian',
  symbol: 'A ~ N(0, 1/r²), B = 0',
  help: 'PEFT’s `init_lora_weights="gaussian"`: A with standard deviation 1/r, B = 0. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('peftGaussian'),
    },
    { additionalProperties: false, title: 'PEFT gaussian', description: 'A ~ N(0, 1/r²), B = 0' },
  ),
  coordinates: 'any',
  draw(_, layer) {
    const A = scaled(gaussianMatrix(layer.random, layer.rank, layer.inputs), 1 / layer.rank);
    return started({ A, B: zeroB(layer) });
  },
});

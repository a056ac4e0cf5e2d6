import Type from 'typebox';
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
});

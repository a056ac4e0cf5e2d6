import Type from 'typebox';
import { defineInitialisation } from '../initialisation.ts';

export const peftDefault = defineInitialisation({
  kind: 'peftDefault',
  label: 'PEFT default',
  symbol: 'A ~ U(±1/√fan-in), B = 0',
  help: 'PEFT’s default: A uniform on ±1/√(columns of W) (Kaiming with a = √5), B = 0. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('peftDefault'),
    },
    { additionalProperties: false, title: 'PEFT default', description: 'A ~ U(±1/√fan-in), B = 0' },
  ),
});

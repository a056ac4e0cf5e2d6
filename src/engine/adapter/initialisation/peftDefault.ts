import Type from 'typebox';
import { zeros } from '../../linalg/matrix.ts';
import { started, zeroB } from '../layer.ts';
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
  coordinates: 'own',
  draw(_, layer) {
    const bound = 1 / Math.sqrt(layer.inputs);
    const A = zeros(layer.rank, layer.inputs);
    for (let i = 0; i < A.data.length; i++) A.data[i] = bound * (2 * layer.random.uniform() - 1);
    return started({ A, B: zeroB(layer) });
  },
});

import Type from 'typebox';
import { defineInitialisation } from '../initialisation.ts';

export const milora = defineInitialisation({
  kind: 'milora',
  label: 'MiLoRA',
  symbol: 'bottom r triples of W',
  help: 'As PiSSA, with the bottom r singular triples of W. Needs r ≤ the smaller side of W. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('milora'),
    },
    { additionalProperties: false, title: 'MiLoRA', description: 'bottom r triples of W' },
  ),
});

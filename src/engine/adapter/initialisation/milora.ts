import Type from 'typebox';
import { transpose } from '../../linalg/products.ts';
import { extremeTriples, rankFault, refused, started, timesRoots } from '../layer.ts';
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
  coordinates: 'any',
  draw(_, layer) {
    const fault = rankFault(
      layer,
      Math.min(layer.outputs, layer.inputs),
      'MiLoRA takes r singular triples of W',
    );
    if (fault) return refused(fault);
    const { left, strengths, right } = extremeTriples(layer.W, 'bottom', layer.rank);
    const shares = strengths.map(value => value / layer.scaling);
    const B = timesRoots(left, shares);
    const A = transpose(timesRoots(right, shares));
    return started({ A, B, subtracted: true });
  },
});

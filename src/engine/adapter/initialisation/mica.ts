import Type from 'typebox';
import { extremeTriples, rankFault, refused, started, zeroA } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const mica = defineInitialisation({
  kind: 'mica',
  label: 'MiCA',
  symbol: 'B = bottom left singular vectors of W (frozen), A = 0',
  help: 'B holds the bottom r left singular vectors of W and is not trained; A starts at zero. Can be stuck for ever where the target lies elsewhere. Needs r ≤ the smaller side of W. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('mica'),
    },
    {
      additionalProperties: false,
      title: 'MiCA',
      description: 'B = bottom left singular vectors of W (frozen), A = 0',
    },
  ),
  coordinates: 'any',
  draw(_, layer) {
    const fault = rankFault(
      layer,
      Math.min(layer.outputs, layer.inputs),
      'MiCA takes r left singular vectors of W',
    );
    if (fault) return refused(fault);
    const { left } = extremeTriples(layer.W, 'bottom', layer.rank);
    return started({ A: zeroA(layer), B: left, frozen: ['B'] });
  },
});

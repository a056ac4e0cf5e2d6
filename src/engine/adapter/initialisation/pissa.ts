import Type from 'typebox';
import { transpose } from '../../linalg/products.ts';
import { extremeTriples, rankFault, refused, started, timesRoots } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const pissa = defineInitialisation({
  kind: 'pissa',
  label: 'PiSSA',
  symbol: 'B = U_r(S_r/s)^½, A = (S_r/s)^½V_rᵀ',
  help: 'The top r singular triples of W go into the adapter and leave the frozen matrix: W ← W − s·BA, so that L(0) is unchanged. Needs r ≤ the smaller side of W. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('pissa'),
    },
    { additionalProperties: false, title: 'PiSSA', description: 'B = U_r(S_r/s)^½, A = (S_r/s)^½V_rᵀ' },
  ),
  coordinates: 'any',
  draw(_, layer) {
    const fault = rankFault(
      layer,
      Math.min(layer.outputs, layer.inputs),
      'PiSSA takes r singular triples of W',
    );
    if (fault) return refused(fault);
    const { left, strengths, right } = extremeTriples(layer.W, 'top', layer.rank);
    const shares = strengths.map(value => value / layer.scaling);
    const B = timesRoots(left, shares);
    const A = transpose(timesRoots(right, shares));
    return started({ A, B, subtracted: true });
  },
});

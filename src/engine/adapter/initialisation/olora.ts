import Type from 'typebox';
import { denseFactor } from '../../linalg/frozenFactor.ts';
import { leading } from '../../linalg/lowRank.ts';
import { rows } from '../../linalg/products.ts';
import { thinQr } from '../../linalg/qr.ts';
import { rankFault, refused, started } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const olora = defineInitialisation({
  kind: 'olora',
  label: 'OLoRA',
  symbol: 'W = QR: B = Q_r, A = R_r',
  help: 'QR decomposition of W: B is the first r columns of Q, A the first r rows of R; W ← W − s·BA. Needs r ≤ the smaller side of W. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('olora'),
    },
    { additionalProperties: false, title: 'OLoRA', description: 'W = QR: B = Q_r, A = R_r' },
  ),
  coordinates: 'own',
  draw(_, layer) {
    const fault = rankFault(
      layer,
      Math.min(layer.outputs, layer.inputs),
      'OLoRA takes r columns of Q and r rows of R',
    );
    if (fault) return refused(fault);
    const { Q, R } = thinQr(denseFactor(layer.W));
    const B = leading(Q, layer.rank);
    const A = rows(
      R,
      Array.from({ length: layer.rank }, (_unused, i) => i),
    );
    return started({ A, B, subtracted: true });
  },
});

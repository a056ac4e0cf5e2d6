import Type from 'typebox';
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
});

import Type from 'typebox';
import { defineInitialisation } from '../initialisation.ts';

export const orthogonal = defineInitialisation({
  kind: 'orthogonal',
  label: 'Orthogonal',
  symbol: 'A = (Ω_A Q_odd)ᵀ/10, B = Ω_B Q_even/10',
  help: 'Both factors are non-zero while BA = 0: Q orthogonal r×r, split into odd and even rows, times Gaussian matrices. Needs an even r. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('orthogonal'),
    },
    {
      additionalProperties: false,
      title: 'Orthogonal',
      description: 'A = (Ω_A Q_odd)ᵀ/10, B = Ω_B Q_even/10',
    },
  ),
});

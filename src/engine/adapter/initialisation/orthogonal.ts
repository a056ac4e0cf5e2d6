import Type from 'typebox';
import { multiply, rows, scaled, transpose } from '../../linalg/products.ts';
import { gaussianMatrix, haarOrthogonal } from '../../random/matrices.ts';
import { refused, started } from '../layer.ts';
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
  coordinates: 'any',
  draw(_, layer) {
    const { rank } = layer;
    if (rank % 2 === 1)
      return refused({
        code: 'rank-odd',
        path: ['adapter', 'rank'],
        message: `The orthogonal initialisation needs an even rank, got ${rank}`,
        remedy: `Set "rank" to ${rank - 1 > 0 ? `${rank - 1} or ` : ''}${rank + 1}.`,
      });
    const Q = haarOrthogonal(layer.random, rank);
    const half = (parity: number) =>
      rows(
        Q,
        Array.from({ length: rank / 2 }, (_unused, i) => 2 * i + parity),
      );
    const A = transpose(multiply(gaussianMatrix(layer.random, layer.inputs, rank / 2), half(0)));
    const B = multiply(gaussianMatrix(layer.random, layer.outputs, rank / 2), half(1));
    return started({ A: scaled(A, 0.1), B: scaled(B, 0.1) });
  },
});

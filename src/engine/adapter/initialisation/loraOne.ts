import Type from 'typebox';
import { leading, scaleColumns } from '../../linalg/lowRank.ts';
import { transpose } from '../../linalg/products.ts';
import { padded } from '../padding.ts';
import { started } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const loraOne = defineInitialisation({
  kind: 'loraOne',
  label: 'LoRA-One',
  symbol: 'B = U_rS_r/√γ, A = S_rV_rᵀ/√γ',
  help: 'SVD of the negative gradient −∇_W L at the start: B = U_r S_r/√γ, A = S_r V_rᵀ/√γ. The frozen W is not offset, so L(0) changes. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('loraOne'),
      stableGamma: Type.Number({
        exclusiveMinimum: 0,
        title: 'γ: stable scale',
        description: 'Larger is smaller; the authors use 128.',
        default: 128,
      }),
    },
    { additionalProperties: false, title: 'LoRA-One', description: 'B = U_rS_r/√γ, A = S_rV_rᵀ/√γ' },
  ),
  coordinates: 'any',
  draw({ stableGamma }, layer) {
    const gradient = layer.negativeGradient();
    const k = Math.min(layer.rank, gradient.strengths.length);
    const weights = gradient.strengths.slice(0, k).map(value => value / Math.sqrt(stableGamma));
    const B = padded(scaleColumns(leading(gradient.left, k), weights), layer.rank);
    const A = transpose(padded(scaleColumns(leading(gradient.right, k), weights), layer.rank));
    return started({ A, B });
  },
});

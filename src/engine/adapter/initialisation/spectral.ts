import Type from 'typebox';
import { scaleColumns } from '../../linalg/lowRank.ts';
import { leading } from '../../linalg/lowRank.ts';
import { multiplyTransposedRight } from '../../linalg/products.ts';
import { haarOrthogonal } from '../../random/matrices.ts';
import { started, zeroB } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const spectral = defineInitialisation({
  kind: 'spectral',
  label: 'Spectral',
  symbol: 'A₁ = Q·diag(a)·Vᵀ, B = 0',
  help: 'A acts along the right singular vectors of the target (adapter 1) and the matching ones of W₂ (adapter 2), with N(0, α²) weights; B = 0. Each target direction then evolves alone and there is no plateau. Needs a target of rank k ≤ r that shares its singular bases with the pre-trained weights.',
  settings: Type.Object(
    {
      kind: Type.Literal('spectral'),
    },
    { additionalProperties: false, title: 'Spectral', description: 'A₁ = Q·diag(a)·Vᵀ, B = 0' },
  ),
  coordinates: 'any',
  draw(_, layer) {
    const directions = layer.spectralDirections();
    if (!directions.ok) return directions;
    const gauge = haarOrthogonal(layer.random, layer.rank);
    const weights = Float64Array.from(
      { length: directions.value.cols },
      () => layer.scale * layer.random.normal(),
    );
    const left = scaleColumns(leading(gauge, weights.length), weights);
    return started({ A: multiplyTransposedRight(left, directions.value), B: zeroB(layer) });
  },
});

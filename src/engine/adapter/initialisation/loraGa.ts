import Type from 'typebox';
import { columns, scaled, transpose } from '../../linalg/products.ts';
import { scaleColumns } from '../../linalg/lowRank.ts';
import { shuffledIndices } from '../../random/shuffle.ts';
import { completedTriples } from '../triples.ts';
import { rankFault, refused, started } from '../layer.ts';
import { defineInitialisation } from '../initialisation.ts';

export const loraGa = defineInitialisation({
  kind: 'loraGa',
  label: 'LoRA-GA',
  symbol: 'A = V₁..r ᵀ, B = U_r+1..2r S_r+1..2r',
  help: 'SVD of the gradient of the loss with respect to W at the start; A and B take different groups of its singular vectors, and W ← W − s·BA. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('loraGa'),
      direction: Type.Union(
        [Type.Literal('ArB2r'), Type.Literal('ArBr'), Type.Literal('A2rBr'), Type.Literal('random')],
        {
          title: 'direction',
          description:
            '`ArB2r`: A from triples 1..r, B from r+1..2r, weighted by their singular values. `ArBr`: A from ' +
            'the even, B from the odd ones. `A2rBr`: A from r+1..2r, B from 1..r. `random`: r distinct triples ' +
            'each, in random order.',
          default: 'ArB2r',
        },
      ),
      scale: Type.Union([Type.Literal('stable'), Type.Literal('gd'), Type.Literal('unit')], {
        title: 'scale',
        description: '`stable`: B ← B·(rows of W)^¼/√γ. `gd`: A and B divided by s. `unit`: unchanged.',
        default: 'stable',
      }),
      stableGamma: Type.Number({
        exclusiveMinimum: 0,
        title: 'γ: stable scale',
        description: 'Used with `stable`; larger is smaller.',
        default: 16,
      }),
    },
    { additionalProperties: false, title: 'LoRA-GA', description: 'A = V₁..r ᵀ, B = U_r+1..2r S_r+1..2r' },
  ),
  coordinates: 'any',
  draw({ direction, scale, stableGamma }, layer) {
    const { rank } = layer;
    const fault = rankFault(
      layer,
      Math.floor(Math.min(layer.outputs, layer.inputs) / 2),
      'LoRA-GA takes 2r singular triples of the gradient',
    );
    if (fault) return refused(fault);
    const { left, strengths, right } = completedTriples(layer.negativeGradient(), 2 * rank, layer.random);
    const indices = Array.from({ length: rank }, (_unused, i) => i);
    const order = direction === 'random' ? shuffledIndices(2 * rank, layer.random) : [];
    const [forA, forB] = {
      ArB2r: [indices, indices.map(i => i + rank)],
      ArBr: [indices.map(i => 2 * i + 1), indices.map(i => 2 * i)],
      A2rBr: [indices.map(i => i + rank), indices],
      random: [order.slice(0, rank), order.slice(rank)],
    }[direction] as [number[], number[]];
    let A = transpose(columns(right, forA));
    let B = columns(left, forB);
    if (direction === 'ArB2r')
      B = scaleColumns(
        B,
        Float64Array.from(forB, i => strengths[i]!),
      );
    if (scale === 'stable') B = scaled(B, Math.sqrt(Math.sqrt(layer.outputs)) / Math.sqrt(stableGamma));
    if (scale === 'gd') {
      A = scaled(A, 1 / layer.scaling);
      B = scaled(B, 1 / layer.scaling);
    }
    return started({ A, B, subtracted: true });
  },
});

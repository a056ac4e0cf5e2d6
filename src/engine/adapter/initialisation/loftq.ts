import Type from 'typebox';
import { denseFactor, frozenFactor } from '../../linalg/frozenFactor.ts';
import { leading } from '../../linalg/lowRank.ts';
import { multiply, plus, scaled, transpose } from '../../linalg/products.ts';
import { svd } from '../../linalg/svd.ts';
import { rankFault, refused, started, timesRoots, zeroA, zeroB } from '../layer.ts';
import { quantised } from '../quantise.ts';
import { defineInitialisation } from '../initialisation.ts';

export const loftq = defineInitialisation({
  kind: 'loftq',
  label: 'LoftQ',
  symbol: 'W ≈ quant(W) + s·BA',
  help: 'Alternates Q = quant(W − s·BA) and (B, A) = rank-r SVD of W − Q; the quantised Q is frozen from then on, so L(0) changes a little. Needs r ≤ the smaller side of W. `initScale` is not used.',
  settings: Type.Object(
    {
      kind: Type.Literal('loftq'),
      bits: Type.Integer({
        minimum: 2,
        maximum: 16,
        title: 'bits',
        description: 'Bits of the uniform symmetric quantiser (one scale a row).',
        default: 4,
      }),
      iterations: Type.Integer({
        minimum: 1,
        maximum: 100,
        title: 'iterations',
        description: 'Alternations of quantising and fitting.',
        default: 1,
      }),
    },
    { additionalProperties: false, title: 'LoftQ', description: 'W ≈ quant(W) + s·BA' },
  ),
  coordinates: 'own',
  draw({ bits, iterations }, layer) {
    const fault = rankFault(
      layer,
      Math.min(layer.outputs, layer.inputs),
      'LoftQ takes r singular triples of W − Q',
    );
    if (fault) return refused(fault);
    const W = denseFactor(layer.W);
    let A = zeroA(layer);
    let B = zeroB(layer);
    let Q = W;
    for (let i = 0; i < iterations; i++) {
      Q = quantised(plus(W, multiply(B, A), -layer.scaling), bits);
      const rest = svd(scaled(plus(W, Q, -1), 1 / layer.scaling));
      const values = rest.values.slice(0, layer.rank);
      B = timesRoots(leading(rest.U, layer.rank), values);
      A = transpose(timesRoots(leading(rest.V, layer.rank), values));
    }
    return started({ A, B, W: frozenFactor(Q) });
  },
});

import { expect, test } from 'vitest';
import { learnedSignal } from '../../../src/engine/event/learnedSignal.ts';
import { layoutOf, packFactors } from '../../../src/engine/kernel/layout.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { multiply } from '../../../src/engine/linalg/products.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import { randomSystem } from '../dynamics/systems.ts';

function matrixOf(factor: ReturnType<typeof randomSystem>['W1']): Matrix {
  if (factor.kind !== 'dense') throw new Error('a random system is dense');
  return factor.matrix;
}

test('what has been learned is uᵀFv of the map that the factors make', () => {
  const system = { ...randomSystem({ seed: 5, m: 7, h: 11, n: 9, rank: 3 }), scaling: 1.7 };
  const stream = randomStream('adapter1', 8);
  const { m, h, n } = system.dims;
  const factors = {
    A1: gaussianMatrix(stream, 3, n),
    B1: gaussianMatrix(stream, h, 3),
    A2: gaussianMatrix(stream, 3, h),
    B2: gaussianMatrix(stream, m, 3),
  };
  const layout = layoutOf(system.dims, 3, 3);
  const state = new Float64Array(layout.length);
  packFactors(layout, factors, state);

  const sum = (W: Matrix, B: Matrix, A: Matrix): Matrix => {
    const product = multiply(B, A);
    return { ...W, data: W.data.map((w, i) => w + system.scaling * product.data[i]!) };
  };
  const W1 = matrixOf(system.W1);
  const W2 = matrixOf(system.W2);
  const learned = multiply(sum(W2, factors.B2, factors.A2), sum(W1, factors.B1, factors.A1));
  const frozen = multiply(W2, W1);
  let expected = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const entry = learned.data[i * n + j]! - frozen.data[i * n + j]!;
      expected += system.probes.u[i]! * entry * system.probes.v[j]!;
    }
  }
  expect(learnedSignal(system)(state)).toBeCloseTo(expected, 10);
});

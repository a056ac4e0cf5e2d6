import { describe, expect, it } from 'vitest';
import { zeros } from '../../../../src/engine/linalg/matrix.ts';
import { symmetricEigen } from '../../../../src/engine/linalg/symmetricEigen.ts';
import { FactoredObjective } from '../../../../src/engine/problem/ntk/objective.ts';
import { smallestEigenvalue } from '../../../../src/engine/problem/ntk/solver/smallestEigenvalue.ts';
import { gaussianTask } from '../../../../src/engine/problem/ntk/sources/gaussian.ts';
import { finish, inner, normals } from './tasks.ts';

const source = {
  kind: 'gaussian',
  dims: { m: 8, n: 7 },
  N: 20,
  K: 1,
  targetRank: 2,
  noise: 0.1,
  seed: 1,
} as const;

describe.each([
  [2, 'formed'],
  [6, 'by Lanczos'],
])('the smallest eigenvalue at rank %i, %s', rank => {
  const objective = new FactoredObjective(gaussianTask(source, 'squared'), 0.02, rank);
  const state = normals(objective.size, 5);
  objective.evaluate(state, new Float64Array(objective.size));
  const found = finish(smallestEigenvalue(objective));

  it('is that of the Hessian', () => {
    const hessian = zeros(objective.size, objective.size);
    for (let j = 0; j < objective.size; j++) {
      const axis = new Float64Array(objective.size);
      const column = new Float64Array(objective.size);
      axis[j] = 1;
      objective.product(axis, column);
      column.forEach((entry, i) => {
        hessian.data[i * objective.size + j] = entry;
      });
    }
    const { values } = symmetricEigen(hessian);
    expect(found.value).toBeCloseTo(values[values.length - 1]!, 10);
  });

  it('comes with a unit vector and an honest residual', () => {
    expect(inner(found.vector, found.vector)).toBeCloseTo(1, 12);
    const image = new Float64Array(objective.size);
    objective.product(found.vector, image);
    expect(inner(found.vector, image)).toBeCloseTo(found.value, 10);
    expect(found.residual).toBeLessThan(1e-7);
  });
});

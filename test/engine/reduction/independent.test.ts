import { describe, expect, it } from 'vitest';
import { jacobiSingularValues } from '../../../src/engine/linalg/jacobiSvd.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { above, multiply, scaled, transpose } from '../../../src/engine/linalg/products.ts';
import { gaussianMatrix, haarOrthogonal } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';
import { surelyIndependent } from '../../../src/engine/reduction/independent.ts';

const gaussian = (rows: number, cols: number, seed = 1): Matrix =>
  gaussianMatrix(randomStream('adapter1', seed), rows, cols);
const zero = (rows: number, cols: number): Matrix => ({ rows, cols, data: new Float64Array(rows * cols) });

/** r×r with singular values 1, …, 1, `least`. */
function withLeast(r: number, least: number): Matrix {
  const left = haarOrthogonal(randomStream('adapter1', 3), r);
  for (let i = 0; i < r; i++) left.data[i * r + r - 1] = left.data[i * r + r - 1]! * least;
  return multiply(left, haarOrthogonal(randomStream('adapter1', 4), r));
}

describe('rank directions that are independent beyond doubt', () => {
  it.each([
    [gaussian(4, 50), zero(50, 4)],
    [zero(4, 50), gaussian(50, 4)],
    [scaled(gaussian(8, 20), 1e-200), zero(9, 8)],
    [gaussian(1, 3), zero(2, 1)],
    // Neither alone spans four directions.
    [above([gaussian(2, 9), zero(2, 9)]), transpose(above([zero(2, 7), gaussian(2, 7, 2)]))],
  ])('are found, whatever their size (%#)', (A, B) => {
    expect(surelyIndependent(A, B)).toBe(true);
  });

  it.each([
    [zero(3, 5), zero(4, 3)],
    [above([gaussian(3, 20), zero(1, 20)]), zero(10, 4)],
    [multiply(gaussian(5, 2), gaussian(2, 30, 2)), zero(10, 5)],
    [gaussian(6, 5), zero(10, 6)],
  ])('are not claimed where there are fewer (%#)', (A, B) => {
    expect(surelyIndependent(A, B)).toBe(false);
  });

  it.each([1, 1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-12, 0])(
    'never where the least singular value is doubtful: %f',
    least => {
      const A = withLeast(6, least);
      const values = jacobiSingularValues(A);
      const relative = values[5]! / Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
      const claimed = surelyIndependent(A, zero(3, 6));
      if (claimed) expect(relative).toBeGreaterThan(1e-5);
      // What a certificate from ‖R⁻¹‖_F ≤ √6/σ_min cannot miss.
      if (relative > 1e-4) expect(claimed).toBe(true);
    },
  );
});

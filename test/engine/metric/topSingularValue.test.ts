import { describe, expect, test } from 'vitest';
import { smallSingularValues } from '../../../src/engine/metric/smallSingularValues.ts';
import { topSingularValueOf } from '../../../src/engine/metric/topSingularValue.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

const SIZE = 9;
const top = topSingularValueOf(SIZE);

function expected(M: Float64Array): number {
  const values = new Float64Array(SIZE);
  smallSingularValues(SIZE, M.slice(), values);
  return values[0]!;
}

const random = gaussianMatrix(randomStream('adapter1', 3), SIZE, SIZE).data;
/** A rank-one matrix of the given size, and noise. */
const dominated = (size: number): Float64Array =>
  random.map((value, i) => value + size * random[Math.floor(i / SIZE)]! * random[i % SIZE]!);

describe('the top singular value is that of the full decomposition', () => {
  test.each([
    ['without a gap', random],
    ['with one large value', dominated(30)],
    ['of a tiny matrix', dominated(30).map(value => 1e-140 * value)],
    ['of zero', new Float64Array(SIZE * SIZE)],
    [
      // The longest row belongs to the second largest value: iteration from there would end there.
      'hidden from the longest row',
      Float64Array.from({ length: SIZE * SIZE }, (_, i) => {
        const [row, column] = [Math.floor(i / SIZE), i % SIZE];
        if (row === 0 || column === 0) return i === 0 ? 1 : 0;
        return 1.01 / (SIZE - 1);
      }),
    ],
  ])('%s', (_, M) => {
    const value = expected(M);
    expect(Math.abs(top(SIZE, M.slice()) - value)).toBeLessThanOrEqual(1e-13 * value);
  });
});

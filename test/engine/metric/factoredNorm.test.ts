import { describe, expect, test } from 'vitest';
import { frobeniusNorm, multiplyTransposedRight } from '../../../src/engine/linalg/products.ts';
import { svd } from '../../../src/engine/linalg/svd.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { factoredNormOf } from '../../../src/engine/metric/factoredNorm.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

const COUNT = 5;
const STRIDE = 24;
const ROWS = 21;
const COLS = 17;
const stream = randomStream('adapter1', 5);
const L = gaussianMatrix(stream, ROWS, COUNT);
const R = gaussianMatrix(stream, COLS, COUNT);

/** Columns one every STRIDE doubles, with something else in between. */
function columnsOf(M: Matrix): Float64Array {
  const out = new Float64Array(COUNT * STRIDE).fill(7);
  for (let c = 0; c < COUNT; c++)
    for (let i = 0; i < M.rows; i++) out[c * STRIDE + i] = M.data[i * COUNT + c]!;
  return out;
}

const mapped = (M: Matrix, value: (entry: number, row: number, column: number) => number): Matrix => ({
  ...M,
  data: M.data.map((entry, i) => value(entry, Math.floor(i / COUNT), i % COUNT)),
});

const dominated = mapped(L, (x, _, c) => (c === 2 ? 40 * x : x));

const norm = (left: Matrix, right: Matrix, enough = 0): number =>
  factoredNormOf(COUNT, STRIDE, enough)(columnsOf(left), columnsOf(right), COUNT, ROWS, COLS);

const expected = (left: Matrix, right: Matrix): number =>
  svd(multiplyTransposedRight(left, right)).values[0]!;

describe('the norm of a product is that of its decomposition', () => {
  test.each([
    ['without a gap', L, R],
    ['with one large value', dominated, R],
    [
      'with columns of very different scales',
      mapped(L, (x, _, c) => x * 1e3 ** (c - 2)),
      mapped(R, (x, _, c) => x * 1e3 ** (2 - c)),
    ],
    [
      'where two columns cancel to nine digits',
      mapped(L, (x, row, c) => (c < 2 ? L.data[row * COUNT]! : 1e-9 * x)),
      mapped(R, (x, row, c) => (c < 2 ? (c === 0 ? 1 : -1) * R.data[row * COUNT]! : x)),
    ],
    ['of something small', mapped(dominated, x => 1e-60 * x), R],
    ['of zero', mapped(L, () => 0), R],
  ])('%s', (_, left, right) => {
    const value = expected(left, right);
    // What cancels is rounded at the size of its terms.
    const terms = frobeniusNorm(left) * frobeniusNorm(right);
    expect(Math.abs(norm(left, right) - value)).toBeLessThanOrEqual(1e-11 * value + 1e-17 * terms);
  });
});

test('a Frobenius norm below what is enough is given instead', () => {
  const product = multiplyTransposedRight(L, R);
  const frobenius = Math.hypot(...product.data);
  expect(norm(L, R, 1.01 * frobenius) / frobenius).toBeCloseTo(1, 12);
  expect(norm(L, R, 0.99 * frobenius)).toBeLessThan(0.99 * frobenius);
});

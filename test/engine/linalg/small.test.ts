import { describe, expect, it } from 'vitest';
import { jacobiSingularValues, jacobiSvd } from '../../../src/engine/linalg/jacobiSvd.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { fromRows, zeros } from '../../../src/engine/linalg/matrix.ts';
import {
  frobeniusNorm,
  identity,
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
  orthonormalityError,
  plus,
  transpose,
} from '../../../src/engine/linalg/products.ts';
import {
  fullOrthogonalFactor,
  rangeBasis,
  rankRevealingQr,
  thinQr,
  triangularFactor,
} from '../../../src/engine/linalg/qr.ts';
import { symmetricEigen } from '../../../src/engine/linalg/symmetricEigen.ts';

/** Any fixed, well-spread numbers. */
function sample(rows: number, cols: number, seed: number): Matrix {
  const out = zeros(rows, cols);
  let state = seed * 2654435761 + 1;
  for (let i = 0; i < out.data.length; i++) {
    state = (state * 1103515245 + 12345) % 2147483648;
    out.data[i] = state / 1073741824 - 1;
  }
  return out;
}

function distance(a: Matrix, b: Matrix): number {
  return frobeniusNorm(plus(a, b, -1));
}

describe('products', () => {
  it('agree with each other and with a hand-computed case', () => {
    const a = fromRows([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const b = sample(3, 7, 1);
    expect(multiply(a, identity(3))).toEqual(a);
    expect(multiply(a, transpose(a))).toEqual(
      fromRows([
        [14, 32],
        [32, 77],
      ]),
    );
    expect(distance(multiply(a, b), multiplyTransposedLeft(transpose(a), b))).toBeLessThan(1e-14);
    expect(distance(multiply(a, b), multiplyTransposedRight(a, transpose(b)))).toBeLessThan(1e-14);
    expect(() => multiply(a, a)).toThrow(RangeError);
  });

  it('takes the norm of tiny numbers without underflow', () => {
    expect(frobeniusNorm(fromRows([[3e-200, 4e-200]]))).toBeCloseTo(5e-200, 210);
    expect(frobeniusNorm(fromRows([[3e-200, 4e-200]])) / 5e-200).toBeCloseTo(1, 14);
  });
});

describe('QR', () => {
  for (const [rows, cols] of [
    [9, 4],
    [4, 4],
    [3, 6],
    [1, 1],
  ] as const) {
    it(`factors ${rows}×${cols} with orthonormal Q and non-negative diagonal`, () => {
      const a = sample(rows, cols, rows);
      const { Q, R } = thinQr(a);
      expect(distance(multiply(Q, R), a)).toBeLessThan(1e-14);
      expect(orthonormalityError(Q)).toBeLessThan(1e-14);
      for (let i = 0; i < R.rows; i++) {
        expect(R.data[i * R.cols + i]).toBeGreaterThanOrEqual(0);
        for (let j = 0; j < i; j++) expect(R.data[i * R.cols + j]).toBe(0);
      }
      expect(distance(triangularFactor(a), R)).toBeLessThan(1e-14);
    });
  }

  it('completes to a square orthogonal matrix', () => {
    const Q = fullOrthogonalFactor(sample(7, 3, 5));
    expect([Q.rows, Q.cols]).toEqual([7, 7]);
    expect(orthonormalityError(Q)).toBeLessThan(1e-14);
  });

  it('finds the rank, also where the entries are tiny', () => {
    const low = multiply(sample(8, 2, 1), sample(2, 6, 2));
    expect(rangeBasis(low, 1e-12).cols).toBe(2);
    expect(rangeBasis(zeros(5, 3), 0).cols).toBe(0);
    const { Q, C } = rankRevealingQr(low, 1e-12);
    expect(distance(multiply(Q, C), low)).toBeLessThan(1e-13);
    const tiny = { ...low, data: low.data.map(x => x * 1e-180) };
    expect(rangeBasis(tiny, 1e-192).cols).toBe(2);
  });
});

describe('symmetricEigen', () => {
  it('diagonalises, in descending order', () => {
    const b = sample(6, 6, 3);
    const a = plus(b, transpose(b));
    const { values, vectors } = symmetricEigen(a);
    expect(orthonormalityError(vectors)).toBeLessThan(1e-14);
    const diagonal = zeros(6, 6);
    values.forEach((value, i) => (diagonal.data[i * 6 + i] = value));
    expect(distance(multiply(a, vectors), multiply(vectors, diagonal))).toBeLessThan(1e-13);
    for (let i = 1; i < 6; i++) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]!);
  });

  it('keeps tiny eigenvalues of a graded Gram matrix', () => {
    const a = fromRows([
      [1, 1e-8, 0],
      [1e-8, 4e-14, 0],
      [0, 0, 1e-28],
    ]);
    const { values } = symmetricEigen(a);
    expect(values[1]! / (4e-14 - 1e-16)).toBeCloseTo(1, 10);
    expect(values[2]! / 1e-28).toBeCloseTo(1, 12);
  });
});

describe('jacobiSvd', () => {
  for (const [rows, cols] of [
    [9, 4],
    [4, 9],
    [5, 5],
    [1, 3],
  ] as const) {
    it(`factors ${rows}×${cols}`, () => {
      const a = sample(rows, cols, rows + 2 * cols);
      const { U, values, V } = jacobiSvd(a);
      const p = Math.min(rows, cols);
      const middle = zeros(p, p);
      values.forEach((value, i) => (middle.data[i * p + i] = value));
      expect(distance(multiplyTransposedRight(multiply(U, middle), V), a)).toBeLessThan(1e-14);
      expect(orthonormalityError(U)).toBeLessThan(1e-14);
      expect(orthonormalityError(V)).toBeLessThan(1e-14);
      expect(Array.from(jacobiSingularValues(a))).toEqual(
        Array.from(values, value => expect.closeTo(value, 13) as number),
      );
    });
  }

  it('gives exact zeros for a rank-deficient matrix a zero left vector, and survives tiny scales', () => {
    const { values } = jacobiSvd(zeros(3, 2));
    expect(Array.from(values)).toEqual([0, 0]);
    const tiny = jacobiSvd(
      fromRows([
        [3e-200, 0],
        [0, 4e-200],
      ]),
    );
    expect(tiny.values[0]! / 4e-200).toBeCloseTo(1, 14);
    expect(tiny.values[1]! / 3e-200).toBeCloseTo(1, 14);
  });
});

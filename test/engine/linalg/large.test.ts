import { describe, expect, it } from 'vitest';
import { gramSvd } from '../../../src/engine/linalg/gramSvd.ts';
import { triplesOf, denseTriples } from '../../../src/engine/linalg/lowRank.ts';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { zeros } from '../../../src/engine/linalg/matrix.ts';
import {
  columns,
  frobeniusNorm,
  multiply,
  multiplyTransposedLeft,
  multiplyTransposedRight,
  orthonormalityError,
  plus,
  transpose,
} from '../../../src/engine/linalg/products.ts';
import { lowRankFactors } from '../../../src/engine/linalg/sketch.ts';
import { completed, svd } from '../../../src/engine/linalg/svd.ts';
import { hypotenuse, tridiagonalEigenvalues } from '../../../src/engine/linalg/tridiagonal.ts';
import { wasmMultiply, wasmSymmetricEigen } from '../../../src/engine/linalg/wasmMatrices.ts';
import { gaussianMatrix, haarOrthogonal } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

function gaussian(rows: number, cols: number): Matrix {
  return gaussianMatrix(randomStream('bases', rows * 1000 + cols), rows, cols);
}

function withSingularValues(rows: number, values: readonly number[]): Matrix {
  const U = haarOrthogonal(randomStream('bases', rows), rows);
  const V = haarOrthogonal(randomStream('bases', values.length + 7), values.length);
  const middle = zeros(rows, values.length);
  values.forEach((value, i) => (middle.data[i * values.length + i] = value));
  return multiplyTransposedRight(multiply(U, middle), V);
}

/** Positive entries, and 0 in every other column. */
function withZeros(a: Matrix): Matrix {
  return { ...a, data: a.data.map((value, i) => ((i % a.cols) % 2 === 0 ? 0 : Math.abs(value))) };
}

function distance(a: Matrix, b: Matrix): number {
  return frobeniusNorm(plus(a, b, -1));
}

/** Σ over k in plain loops. */
function plainProduct(a: Matrix, b: Matrix): Matrix {
  const out = zeros(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++)
    for (let k = 0; k < a.cols; k++)
      for (let j = 0; j < b.cols; j++)
        out.data[i * b.cols + j]! += a.data[i * a.cols + k]! * b.data[k * b.cols + j]!;
  return out;
}

describe('products in WASM', () => {
  it.each([
    [1, 1, 1],
    [3, 5, 2],
    [65, 130, 9],
    [70, 64, 512],
  ])('%i×%i by ×%i agree with plain loops', (rows, inner, cols) => {
    const a = gaussian(rows, inner);
    const b = gaussian(inner, cols);
    const expected = plainProduct(a, b);
    expect(distance(wasmMultiply(a, b), expected)).toBeLessThan(1e-14 * (1 + frobeniusNorm(expected)) * 4);
  });

  it('are what large products use, transposed or not', () => {
    const a = gaussian(150, 140);
    const b = gaussian(140, 130);
    const expected = plainProduct(a, b);
    for (const product of [
      multiply(a, b),
      multiplyTransposedLeft(transpose(a), b),
      multiplyTransposedRight(a, transpose(b)),
    ])
      expect(distance(product, expected) / frobeniusNorm(expected)).toBeLessThan(1e-15);
  });
});

describe('symmetric eigenvalues in WASM', () => {
  it.each([1, 2, 3, 7, 64, 130])('n = %i', n => {
    const x = gaussian(n, n);
    const a = plus(x, transpose(x));
    const { values, rows } = wasmSymmetricEigen(a);
    expect(orthonormalityError(transpose(rows))).toBeLessThan(1e-15 * (20 + n));
    const scaledRows = { ...rows, data: rows.data.map((value, i) => value * values[Math.floor(i / n)]!) };
    expect(distance(multiply(rows, a), scaledRows)).toBeLessThan(1e-15 * (20 + n) * frobeniusNorm(a));
    for (let i = 1; i < n; i++) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]!);
  });

  it('of diagonal, repeated and zero matrices', () => {
    for (const entries of [
      [3, 1, 2, 2, 2],
      [0, 0, 0],
    ]) {
      const n = entries.length;
      const a = zeros(n, n);
      entries.forEach((value, i) => (a.data[i * n + i] = value));
      const { values, rows } = wasmSymmetricEigen(a);
      expect(Array.from(values)).toEqual([...entries].sort((x, y) => y - x));
      expect(orthonormalityError(transpose(rows))).toBeLessThan(1e-15);
    }
  });

  it('of a tridiagonal matrix with known ones', () => {
    const n = 50;
    const values = tridiagonalEigenvalues(new Float64Array(n).fill(2), new Float64Array(n - 1).fill(-1));
    values.forEach((value, i) =>
      expect(value).toBeCloseTo(2 + 2 * Math.cos((Math.PI * (i + 1)) / (n + 1)), 13),
    );
    expect(hypotenuse(3e200, 4e200) / 5e200).toBeCloseTo(1, 15);
    expect(hypotenuse(0, 0)).toBe(0);
  });
});

describe('large singular value decompositions', () => {
  const spread = (count: number, least: number) =>
    Array.from({ length: count }, (_, i) => 2 - ((2 - least) * i) / (count - 1));

  const geometric = (count: number, least: number) =>
    Array.from({ length: count }, (_, i) => least ** (i / (count - 1)));

  it.each([
    ['well-conditioned, square', withSingularValues(80, spread(80, 0.5))],
    ['well-conditioned, tall', withSingularValues(130, spread(60, 0.01))],
    [
      'with equal values',
      withSingularValues(60, [...Array<number>(30).fill(2), ...Array<number>(30).fill(1)]),
    ],
    ['ill-conditioned', withSingularValues(60, spread(60, 1e-7))],
    ['graded over eight decades', withSingularValues(70, geometric(60, 1e-8))],
    ['singular', withSingularValues(60, spread(60, 0))],
    ['of rank one', withSingularValues(60, [3, ...Array<number>(50).fill(0)])],
    ['zero', zeros(60, 50)],
    ['Gaussian', gaussian(150, 150)],
    // as gradients of hidden units of which every other is dead
    ['with columns of zeros', withZeros(gaussian(300, 64))],
    ['tiny', { ...gaussian(60, 50), data: gaussian(60, 50).data.map(value => value * 1e-120) }],
  ])('%s', (name, a) => {
    const size = frobeniusNorm(a) || 1;
    const top = gramSvd(a)!;
    expect(
      distance(denseTriples({ left: top.U, strengths: top.values, right: top.V }), a) / size,
    ).toBeLessThan(1e-13);
    for (const given of [a, transpose(a)]) {
      const { U, values, V } = svd(given);
      expect(orthonormalityError(U)).toBeLessThan(2e-13);
      expect(orthonormalityError(V)).toBeLessThan(2e-13);
      const again = denseTriples({ left: U, strengths: values, right: V });
      expect(distance(again, given) / size).toBeLessThan(1e-13);
      for (let i = 1; i < values.length; i++) expect(values[i]!).toBeLessThanOrEqual(values[i - 1]!);
    }
    if (name === 'graded over eight decades')
      geometric(60, 1e-8).forEach((value, i) => expect(Math.abs(top.values[i]! - value)).toBeLessThan(1e-14));
  });

  it('completes missing columns', () => {
    const Q = columns(haarOrthogonal(randomStream('bases', 2), 9), [0, 1, 2, 3, 4]);
    Q.data.forEach((_, i) => {
      if (i % 5 >= 2) Q.data[i] = 0;
    });
    const full = completed(Q, 2);
    expect(orthonormalityError(full)).toBeLessThan(1e-14);
    expect(columns(full, [0, 1])).toEqual(columns(Q, [0, 1]));
  });
});

describe('low rank', () => {
  it('is found among large matrices, and only there', () => {
    const low = multiply(gaussian(200, 5), gaussian(5, 150));
    const found = lowRankFactors(low, 1e-9)!;
    expect(found.Q.cols).toBe(5);
    expect(distance(multiply(found.Q, found.C), low)).toBeLessThan(1e-9);
    expect(lowRankFactors(gaussian(200, 150), 1e-9)).toBeNull();
    // One entry that random directions see well enough, however few they are.
    const spiked = { ...low, data: low.data.slice() };
    spiked.data[777]! += 1;
    expect(lowRankFactors(spiked, 1e-9)!.Q.cols).toBe(6);
  });

  it.each([
    ['small', 12, 9],
    ['large', 150, 140],
  ])('triples of a %s matrix, of low and of full rank', (_, rows, cols) => {
    const low = multiply(gaussian(rows, 3), gaussian(3, cols));
    const few = triplesOf(low, 1e-9);
    expect(few.strengths).toHaveLength(3);
    expect(distance(denseTriples(few), low)).toBeLessThan(1e-10);
    const full = gaussian(rows, cols);
    const all = triplesOf(full, 1e-9);
    expect(all.strengths).toHaveLength(cols);
    expect(distance(denseTriples(all), full)).toBeLessThan(1e-11);
    expect(triplesOf(zeros(rows, cols), 0).strengths).toHaveLength(0);
  });
});

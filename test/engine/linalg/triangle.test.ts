import { describe, expect, it } from 'vitest';
import type { Matrix } from '../../../src/engine/linalg/matrix.ts';
import { columns, frobeniusNorm, multiplyTransposedLeft, plus } from '../../../src/engine/linalg/products.ts';
import { triangularFactor } from '../../../src/engine/linalg/qr.ts';
import { triangularised } from '../../../src/engine/linalg/triangle.ts';
import { gaussianMatrix } from '../../../src/engine/random/matrices.ts';
import { randomStream } from '../../../src/engine/random/stream.ts';

function gaussian(rows: number, cols: number): Matrix {
  return gaussianMatrix(randomStream('bases', rows * 1000 + cols), rows, cols);
}

function distance(a: Matrix, b: Matrix): number {
  return frobeniusNorm(plus(a, b, -1)) / frobeniusNorm(b);
}

const count = (n: number) => Array.from({ length: n }, (_, i) => i);

// Rows, columns, how many of them become a triangle: in plain loops, then in WASM.
const shapes = [
  [1, 1, 1],
  [5, 7, 3],
  [6, 9, 9],
  [9, 4, 4],
  [70, 61, 50],
  [130, 150, 150],
] as const;

describe('a matrix made triangular', () => {
  it.each(shapes)('%i×%i, %i columns: exact zeros, positive diagonal, the same inner products', (m, n, p) => {
    const a = gaussian(m, n);
    const R = triangularised(a, p);
    expect([R.rows, R.cols]).toEqual([m, n]);
    for (let j = 0; j < Math.min(p, m); j++) {
      expect(R.data[j * n + j]).toBeGreaterThan(0);
      for (let i = j + 1; i < m; i++) expect(R.data[i * n + j]).toBe(0);
    }
    expect(distance(multiplyTransposedLeft(R, R), multiplyTransposedLeft(a, a))).toBeLessThan(1e-13);
  });

  it.each(shapes)('%i×%i, %i columns: the triangle is that of QR', (m, n, p) => {
    const a = gaussian(m, n);
    const kept = Math.min(m, p);
    const triangle = columns(triangularised(a, p, kept), count(p));
    expect(distance(triangle, triangularFactor(columns(a, count(p))))).toBeLessThan(1e-12);
  });

  it('leaves what is triangular as it is', () => {
    const R = triangularised(gaussian(8, 8), 8);
    expect(triangularised(R, 8)).toEqual(R);
  });
});

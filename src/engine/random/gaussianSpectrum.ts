import ln from '@stdlib/math-base-special-ln';
import { tridiagonalEigenvalues } from '../linalg/tridiagonal.ts';
import type { RandomStream } from './stream.ts';

/**
 * Singular values, descending, of an m×n matrix with independent N(0, 1) entries, drawn without forming it: Householder
 * reflections turn such a matrix into a bidiagonal one with independent χ entries (Silverstein 1985), diagonal
 * χ_N, χ_{N−1}, … and off-diagonal χ_{p−1}, …, χ_1 with N = max(m, n), p = min(m, n). The singular vectors of a
 * Gaussian matrix are Haar and independent of its singular values, so bases can be drawn apart, or not at all.
 */
export function gaussianSingularValues(stream: RandomStream, m: number, n: number): Float64Array {
  const p = Math.min(m, n);
  const longer = Math.max(m, n);
  const diagonal = new Float64Array(p);
  const lower = new Float64Array(Math.max(0, p - 1));
  for (let i = 0; i < p; i++) {
    diagonal[i] = chi(stream, longer - i);
    if (i < p - 1) lower[i] = chi(stream, p - 1 - i);
  }
  // BBᵀ of the lower bidiagonal B is tridiagonal.
  const d = new Float64Array(p);
  const e = new Float64Array(Math.max(0, p - 1));
  for (let i = 0; i < p; i++) {
    const below = i > 0 ? lower[i - 1]! : 0;
    d[i] = diagonal[i]! * diagonal[i]! + below * below;
    if (i < p - 1) e[i] = diagonal[i]! * lower[i]!;
  }
  return tridiagonalEigenvalues(d, e).map(value => Math.sqrt(Math.max(0, value)));
}

/** χ with k ≥ 1 degrees of freedom: the norm of k standard normals. */
export function chi(stream: RandomStream, k: number): number {
  if (k === 1) return Math.abs(stream.normal());
  return Math.sqrt(2 * gamma(stream, k / 2));
}

/** Gamma of shape ≥ 1 and scale 1 (Marsaglia and Tsang 2000, without the squeeze). */
function gamma(stream: RandomStream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = stream.uniform();
    if (u > 0 && ln(u) < 0.5 * x * x + d - d * v + d * ln(v)) return d * v;
  }
}

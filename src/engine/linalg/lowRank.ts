import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';
import { lowRankFactors } from './sketch.ts';
import { countAbove, svd } from './svd.ts';
import { multiply, multiplyTransposedRight } from './products.ts';
import { rankRevealingQr, thinQr } from './qr.ts';

/** M = left · diag(strengths) · rightᵀ with orthonormal columns and descending, positive strengths. */
export interface Triples {
  readonly left: Matrix;
  readonly strengths: Float64Array;
  readonly right: Matrix;
}

/** From this smaller side on, random directions tell a low rank sooner than pivoting does. */
const LARGE = 128;

/**
 * Singular triples of a dense matrix, those above `cut` (absolute). Its rank is found first, so that a low-rank matrix costs
 * its rank and not its size.
 */
export function triplesOf(a: Matrix, cut: number): Triples {
  const large = Math.min(a.rows, a.cols) >= LARGE;
  const factors = large ? lowRankFactors(a, cut) : rankRevealingQr(a, cut / 4);
  if (!factors) {
    const { U, values, V } = svd(a);
    return above({ left: U, strengths: values, right: V }, cut);
  }
  if (factors.Q.cols === 0) return none(a.rows, a.cols);
  const inner = svd(factors.C);
  return above({ left: multiply(factors.Q, inner.U), strengths: inner.values, right: inner.V }, cut);
}

/** Singular triples of P·Qᵀ (P rows×k, Q cols×k), those above `cut` relative to the largest. */
export function triplesOfProduct(P: Matrix, Q: Matrix, cut: number): Triples {
  if (P.cols === 0) return none(P.rows, Q.rows);
  if (P.cols >= LARGE) {
    const product = multiplyTransposedRight(P, Q);
    const { U, values, V } = svd(product);
    return above({ left: U, strengths: values, right: V }, cut * (values[0] ?? 0));
  }
  const p = thinQr(P);
  const q = thinQr(Q);
  const inner = svd(multiplyTransposedRight(p.R, q.R));
  const all = { left: multiply(p.Q, inner.U), strengths: inner.values, right: multiply(q.Q, inner.V) };
  return above(all, cut * (inner.values[0] ?? 0));
}

function above(triples: Triples, cut: number): Triples {
  const k = countAbove(triples.strengths, Math.max(cut, 0));
  return {
    left: leading(triples.left, k),
    strengths: triples.strengths.slice(0, k),
    right: leading(triples.right, k),
  };
}

/** The first k columns. */
export function leading(a: Matrix, k: number): Matrix {
  if (k === a.cols) return a;
  const out = zeros(a.rows, k);
  for (let i = 0; i < a.rows; i++) for (let j = 0; j < k; j++) out.data[i * k + j] = a.data[i * a.cols + j]!;
  return out;
}

function none(rows: number, cols: number): Triples {
  return { left: zeros(rows, 0), strengths: new Float64Array(0), right: zeros(cols, 0) };
}

/** Columns multiplied by the given factors, as a new matrix. */
export function scaleColumns(a: Matrix, factors: Float64Array): Matrix {
  const out = zeros(a.rows, a.cols);
  for (let i = 0; i < a.rows; i++)
    for (let j = 0; j < a.cols; j++) out.data[i * a.cols + j] = a.data[i * a.cols + j]! * factors[j]!;
  return out;
}

/** left · diag(strengths) · rightᵀ, entry by entry. */
export function denseTriples({ left, strengths, right }: Triples): Matrix {
  return multiplyTransposedRight(scaleColumns(left, strengths), right);
}

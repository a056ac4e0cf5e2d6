import type { Matrix } from '../linalg/matrix.ts';
import {
  besides,
  columns,
  frobeniusNorm,
  multiply,
  multiplyTransposedLeft,
  plus,
  scaled,
} from '../linalg/products.ts';
import { rangeBasis } from '../linalg/qr.ts';

/** Directions below this part of their block's norm are rounding, not content. */
export const RELATIVE_CUT = 1e-10;

/** Columns that span something, divided by the norm of the whole block they come from. Zero blocks span nothing. */
export function normalisedBlocks(blocks: readonly Matrix[]): Matrix[] {
  return blocks.flatMap(block => {
    const norm = frobeniusNorm(block);
    return block.cols > 0 && norm > 0 ? [scaled(block, 1 / norm)] : [];
  });
}

/** Orthonormal basis (d×q) of the columns of all blocks, which must have been normalised. */
export function spanBasis(dimension: number, blocks: readonly Matrix[]): Matrix {
  if (blocks.length === 0) return { rows: dimension, cols: 0, data: new Float64Array(0) };
  return rangeBasis(besides(blocks), RELATIVE_CUT);
}

/** Orthonormal basis of what the blocks span beyond the orthonormal columns of `kept`, orthogonal to `kept`. */
export function complementBasis(kept: Matrix, blocks: readonly Matrix[]): Matrix {
  if (kept.cols === kept.rows) return { rows: kept.rows, cols: 0, data: new Float64Array(0) };
  const remainder = blocks.map(block => withoutSpan(kept, block));
  const basis = spanBasis(kept.rows, remainder);
  if (basis.cols === 0) return basis;
  // Once more, and orthonormalise again: what rounding left along `kept` goes.
  return rangeBasis(withoutSpan(kept, basis), 0.5);
}

function withoutSpan(kept: Matrix, block: Matrix): Matrix {
  if (kept.cols === 0) return block;
  return plus(block, multiply(kept, multiplyTransposedLeft(kept, block)), -1);
}

/** Two orthonormal sets of columns as one basis. */
export function joined(first: Matrix, second: Matrix): Matrix {
  if (second.cols === 0) return first;
  if (first.cols === 0) return second;
  return besides([first, second]);
}

/** Columns from `start` to before `end`. */
export function columnRange(a: Matrix, start: number, end: number): Matrix {
  if (start === 0 && end === a.cols) return a;
  return columns(
    a,
    Array.from({ length: end - start }, (_, i) => start + i),
  );
}

import { smallSingularValues } from './smallSingularValues.ts';

const MOST_ITERATIONS = 20;
/** Residual, relative to the eigenvalue, at which the iteration ends: the eigenvalue itself is right to its square. */
const SMALL = 1e-8;

/**
 * ‖M‖₂ of small square matrices (size×size, row-major): by power iteration on MMᵀ where one singular value is so large that
 * nothing else can be the top one, else by all of them. M may be overwritten.
 */
export function topSingularValueOf(most: number): (size: number, M: Float64Array) => number {
  const gram = new Float64Array(most * most);
  const x = new Float64Array(most);
  const y = new Float64Array(most);
  const values = new Float64Array(most);
  return (size, M) => {
    const square = squareOfTop(size, M, gram, x, y);
    if (square !== null) return Math.sqrt(square);
    smallSingularValues(size, M, values);
    return values[0]!;
  };
}

/** The top eigenvalue of MMᵀ if its square is more than half of ‖MMᵀ‖²_F, so that it is surely the top one; null if not. */
function squareOfTop(
  size: number,
  M: Float64Array,
  gram: Float64Array,
  x: Float64Array,
  y: Float64Array,
): number | null {
  let frobenius2 = 0;
  let longest = 0;
  let first = 0;
  for (let i = 0; i < size; i++) {
    let row2 = 0;
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += M[i * size + k]! * M[j * size + k]!;
      gram[i * size + j] = sum;
      row2 += sum * sum;
    }
    frobenius2 += row2;
    if (row2 > longest) {
      longest = row2;
      first = i;
    }
  }
  // Nothing tiny: its squares would have lost their digits.
  if (!(frobenius2 > 1e-200)) return null;
  for (let j = 0; j < size; j++) x[j] = gram[first * size + j]! / Math.sqrt(longest);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    let quotient = 0;
    let norm2 = 0;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += gram[i * size + j]! * x[j]!;
      y[i] = sum;
      quotient += sum * x[i]!;
      norm2 += sum * sum;
    }
    if (norm2 - quotient * quotient <= SMALL * SMALL * norm2) {
      return quotient * quotient > 0.5 * frobenius2 ? quotient : null;
    }
    const norm = Math.sqrt(norm2);
    for (let i = 0; i < size; i++) x[i] = y[i]! / norm;
  }
  return null;
}

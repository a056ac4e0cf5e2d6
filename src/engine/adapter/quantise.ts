import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';

/** Nearest point of a uniform symmetric grid with 2^bits − 1 levels a row, scaled to the row's largest entry. */
export function quantised(a: Matrix, bits: number): Matrix {
  let levels = 1;
  for (let i = 1; i < bits; i++) levels *= 2;
  levels -= 1;
  const out = zeros(a.rows, a.cols);
  for (let i = 0; i < a.rows; i++) {
    let largest = 0;
    for (let j = 0; j < a.cols; j++) largest = Math.max(largest, Math.abs(a.data[i * a.cols + j]!));
    if (largest === 0) continue;
    const step = largest / levels;
    for (let j = 0; j < a.cols; j++)
      out.data[i * a.cols + j] = step * Math.floor(a.data[i * a.cols + j]! / step + 0.5);
  }
  return out;
}

import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import { fullOrthogonalFactor, thinQr } from '../linalg/qr.ts';
import type { RandomStream } from './stream.ts';

/** rows×cols with independent standard normal entries, drawn row by row. */
export function gaussianMatrix(stream: RandomStream, rows: number, cols: number): Matrix {
  const out = zeros(rows, cols);
  for (let i = 0; i < out.data.length; i++) out.data[i] = stream.normal();
  return out;
}

/** An orthogonal n×n matrix from the Haar measure: QR of a Gaussian matrix with R's diagonal made positive. */
export function haarOrthogonal(stream: RandomStream, n: number): Matrix {
  return fullOrthogonalFactor(gaussianMatrix(stream, n, n));
}

/** n×k with orthonormal columns, uniformly distributed (the first k columns of a Haar matrix). */
export function haarFrame(stream: RandomStream, n: number, k: number): Matrix {
  return thinQr(gaussianMatrix(stream, n, k)).Q;
}

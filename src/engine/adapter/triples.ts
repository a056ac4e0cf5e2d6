import type { Triples } from '../linalg/lowRank.ts';
import { leading } from '../linalg/lowRank.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { besides } from '../linalg/products.ts';
import { thinQr } from '../linalg/qr.ts';
import { gaussianMatrix } from '../random/matrices.ts';
import type { RandomStream } from '../random/stream.ts';

/**
 * Exactly `count` triples: the leading ones, and where there are fewer, further orthonormal vectors with strength zero.
 * Those are drawn at random, since an SVD leaves them undetermined.
 */
export function completedTriples(triples: Triples, count: number, random: RandomStream): Triples {
  const k = Math.min(count, triples.strengths.length);
  const strengths = new Float64Array(count);
  strengths.set(triples.strengths.subarray(0, k));
  return {
    left: completed(leading(triples.left, k), count, random),
    strengths,
    right: completed(leading(triples.right, k), count, random),
  };
}

function completed(basis: Matrix, count: number, random: RandomStream): Matrix {
  if (basis.cols === count) return basis;
  const extra = gaussianMatrix(random, basis.rows, count - basis.cols);
  // The sign rule of QR leaves the first columns, already orthonormal, as they are.
  const Q = thinQr(besides([basis, extra])).Q;
  for (let i = 0; i < basis.rows; i++)
    Q.data.set(basis.data.subarray(i * basis.cols, (i + 1) * basis.cols), i * count);
  return Q;
}

/** Part of the trace below which an off-diagonal entry counts as zero. */
const NEGLIGIBLE = 1e-18;
const MAX_SWEEPS = 40;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations. `A` (size×size, row-major) is
 * overwritten: its diagonal becomes the eigenvalues, in no order. Column j of `V` (size×size) is the eigenvector of
 * entry j. Allocates nothing; the order of operations is fixed.
 */
export function symmetricEigen(size: number, A: Float64Array, V: Float64Array): void {
  V.fill(0);
  for (let i = 0; i < size; i++) V[i * size + i] = 1;
  let trace = 0;
  for (let i = 0; i < size; i++) trace += Math.abs(A[i * size + i]!);
  const negligible = NEGLIGIBLE * trace;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = A[p * size + q]!;
        const app = A[p * size + p]!;
        const aqq = A[q * size + q]!;
        if (!(Math.abs(apq) > negligible)) continue;
        rotated = true;
        rotate(size, A, V, p, q, apq, app, aqq);
      }
    }
    if (!rotated) return;
  }
}

function rotate(
  size: number,
  A: Float64Array,
  V: Float64Array,
  p: number,
  q: number,
  apq: number,
  app: number,
  aqq: number,
): void {
  const theta = (aqq - app) / (2 * apq);
  const root = Math.sqrt(theta * theta + 1);
  const t = theta >= 0 ? 1 / (theta + root) : 1 / (theta - root);
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  A[p * size + p] = app - t * apq;
  A[q * size + q] = aqq + t * apq;
  A[p * size + q] = 0;
  A[q * size + p] = 0;
  for (let k = 0; k < size; k++) {
    if (k !== p && k !== q) {
      const akp = A[k * size + p]!;
      const akq = A[k * size + q]!;
      const newP = c * akp - s * akq;
      const newQ = s * akp + c * akq;
      A[k * size + p] = newP;
      A[p * size + k] = newP;
      A[k * size + q] = newQ;
      A[q * size + k] = newQ;
    }
    const vkp = V[k * size + p]!;
    const vkq = V[k * size + q]!;
    V[k * size + p] = c * vkp - s * vkq;
    V[k * size + q] = s * vkp + c * vkq;
  }
}

/** Index of the largest diagonal entry. */
export function largestDiagonal(size: number, A: Float64Array): number {
  let best = 0;
  for (let i = 1; i < size; i++) {
    if (A[i * size + i]! > A[best * size + best]!) best = i;
  }
  return best;
}

/** |cos| of two rows below which they count as orthogonal. */
const NEGLIGIBLE = 4e-16;
const MAX_SWEEPS = 60;

/**
 * Singular values of a small square matrix, descending, by one-sided Jacobi rotations of its rows: accurate for tiny
 * singular values too. `M` (size×size, row-major) is overwritten; `values` receives `size` numbers.
 */
export function smallSingularValues(size: number, M: Float64Array, values: Float64Array): void {
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        if (orthogonalise(size, M, p * size, q * size)) rotated = true;
      }
    }
    if (!rotated) break;
  }
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += M[i * size + k]! * M[i * size + k]!;
    values[i] = Math.sqrt(sum);
  }
  values.subarray(0, size).sort().reverse();
}

function orthogonalise(size: number, M: Float64Array, p: number, q: number): boolean {
  let pp = 0;
  let qq = 0;
  let pq = 0;
  for (let k = 0; k < size; k++) {
    const x = M[p + k]!;
    const y = M[q + k]!;
    pp += x * x;
    qq += y * y;
    pq += x * y;
  }
  // Products of tiny rows underflow; such a pair counts as orthogonal.
  if (!(pq * pq > NEGLIGIBLE * NEGLIGIBLE * pp * qq) || pp * qq === 0) return false;
  const theta = (qq - pp) / (2 * pq);
  const root = Math.sqrt(theta * theta + 1);
  const t = theta >= 0 ? 1 / (theta + root) : 1 / (theta - root);
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const x = M[p + k]!;
    const y = M[q + k]!;
    M[p + k] = c * x - s * y;
    M[q + k] = s * x + c * y;
  }
  return true;
}

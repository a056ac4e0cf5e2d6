/**
 * The triangular factor of a thin QR by Householder reflections. The tall matrix X (length×count) is given by its
 * columns, each contiguous: column j starts at `columns[j * stride]`. `columns` is overwritten. `R` (count×count,
 * row-major) receives the upper triangle; its rows from `length` on are zero where there are fewer rows than columns.
 */
export function thinTriangle(
  columns: Float64Array,
  count: number,
  length: number,
  stride: number,
  R: Float64Array,
): void {
  R.fill(0, 0, count * count);
  for (let j = 0; j < count; j++) {
    const at = j * stride;
    const reflections = Math.min(j, length);
    for (let k = 0; k < reflections; k++) R[k * count + j] = columns[at + k]!;
    if (j >= length) continue;
    let below = 0;
    for (let i = j + 1; i < length; i++) below += columns[at + i]! * columns[at + i]!;
    const pivot = columns[at + j]!;
    const norm = Math.sqrt(pivot * pivot + below);
    const diagonal = pivot > 0 ? -norm : norm;
    R[j * count + j] = diagonal;
    if (below === 0 || norm === 0) {
      R[j * count + j] = pivot;
      continue;
    }
    // v = x − diagonal·e_j, so that ‖v‖²/2 = norm·(norm + |pivot|).
    columns[at + j] = pivot - diagonal;
    const half = norm * (norm + Math.abs(pivot));
    for (let c = j + 1; c < count; c++) reflect(columns, at, c * stride, j, length, half);
  }
}

function reflect(
  columns: Float64Array,
  v: number,
  x: number,
  from: number,
  length: number,
  half: number,
): void {
  let product = 0;
  for (let i = from; i < length; i++) product += columns[v + i]! * columns[x + i]!;
  const factor = product / half;
  for (let i = from; i < length; i++) columns[x + i] = columns[x + i]! - factor * columns[v + i]!;
}

/** out = P·Qᵀ for two size×size upper triangles (row-major). */
export function timesTransposedTriangle(
  size: number,
  P: Float64Array,
  Q: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = Math.max(i, j); k < size; k++) sum += P[i * size + k]! * Q[j * size + k]!;
      out[i * size + j] = sum;
    }
  }
}

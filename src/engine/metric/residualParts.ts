import { dot } from './learnedMap.ts';

/**
 * Splits a dense residual E (m×n, row-major) by unit vectors u and v into `parts`: e = uᵀEv, and the squared norms of the
 * column (I − uuᵀ)Ev, the row uᵀE(I − vvᵀ) and the bulk (I − uuᵀ)E(I − vvᵀ). What a kernel's `residualParts` does, for
 * gradients that are not a kernel's.
 */
export function denseResidualParts(
  E: Float64Array,
  u: Float64Array,
  v: Float64Array,
  parts: Float64Array,
): void {
  const m = u.length;
  const n = v.length;
  const Ev = Float64Array.from({ length: m }, (_, i) => dot(E, i * n, v, 0, n));
  const uE = new Float64Array(n);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) uE[j] = uE[j]! + u[i]! * E[i * n + j]!;
  const e = dot(u, 0, Ev, 0, m);
  let bulk = 0;
  for (let i = 0; i < m; i++) {
    const rest = Ev[i]! - e * u[i]!;
    for (let j = 0; j < n; j++) {
      const entry = E[i * n + j]! - u[i]! * uE[j]! - rest * v[j]!;
      bulk += entry * entry;
    }
  }
  parts[0] = e;
  parts[1] = squaredRemainder(Ev, e, u);
  parts[2] = squaredRemainder(uE, e, v);
  parts[3] = bulk;
}

/** ‖x − e·u‖². */
function squaredRemainder(x: Float64Array, e: number, u: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const d = x[i]! - e * u[i]!;
    sum += d * d;
  }
  return sum;
}

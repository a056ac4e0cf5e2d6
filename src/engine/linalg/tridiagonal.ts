/** √(a² + b²) without overflow; only portable operations. */
export function hypotenuse(a: number, b: number): number {
  const x = Math.abs(a);
  const y = Math.abs(b);
  const large = x > y ? x : y;
  const small = x > y ? y : x;
  if (large === 0) return 0;
  const ratio = small / large;
  return large * Math.sqrt(1 + ratio * ratio);
}

/**
 * Diagonalises a symmetric tridiagonal matrix by implicit QL (EISPACK's tql2): on return `d` holds the eigenvalues,
 * unsorted. `d` is the diagonal (n), `e` the off-diagonal (n − 1); both are overwritten. Every plane rotation is
 * reported as rotate(i, c, s): rows i and i + 1 of the eigenvector matrix become (c·xᵢ − s·xᵢ₊₁, s·xᵢ + c·xᵢ₊₁).
 */
export function diagonaliseTridiagonal(
  d: Float64Array,
  e: Float64Array,
  rotate: ((i: number, c: number, s: number) => void) | null,
): void {
  const n = d.length;
  const off = new Float64Array(n);
  off.set(e.subarray(0, Math.max(0, n - 1)));
  for (let l = 0; l < n; l++) {
    for (let iteration = 0; ; iteration++) {
      let m = l;
      for (; m < n - 1; m++) {
        const scale = Math.abs(d[m]!) + Math.abs(d[m + 1]!);
        if (Math.abs(off[m]!) <= 1.1102230246251565e-16 * scale) break;
      }
      if (m === l) break;
      if (iteration === 60) throw new Error('the QL iteration did not converge');
      let g = (d[l + 1]! - d[l]!) / (2 * off[l]!);
      let r = hypotenuse(g, 1);
      g = d[m]! - d[l]! + off[l]! / (g + (g < 0 ? -r : r));
      let s = 1;
      let c = 1;
      let p = 0;
      let i = m - 1;
      for (; i >= l; i--) {
        const f = s * off[i]!;
        const b = c * off[i]!;
        r = hypotenuse(f, g);
        off[i + 1] = r;
        if (r === 0) {
          d[i + 1] = d[i + 1]! - p;
          off[m] = 0;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1]! - p;
        r = (d[i]! - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        if (rotate) rotate(i, c, s);
      }
      if (r === 0 && i >= l) continue;
      d[l] = d[l]! - p;
      off[l] = g;
      off[m] = 0;
    }
  }
}

/** Eigenvalues, descending, of the symmetric tridiagonal matrix with diagonal d and off-diagonal e. */
export function tridiagonalEigenvalues(d: Float64Array, e: Float64Array): Float64Array {
  const values = d.slice();
  diagonaliseTridiagonal(values, e, null);
  return values.sort().reverse();
}

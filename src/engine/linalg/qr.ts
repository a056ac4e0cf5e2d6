import type { Matrix } from './matrix.ts';
import { zeros } from './matrix.ts';

/**
 * Householder QR of a rows×cols matrix, held by columns so that every inner loop runs over contiguous memory.
 * `reflectors[j]` is the j-th Householder vector (zero above j), scaled so that H = I − v·vᵀ.
 */
interface Factored {
  readonly reflectors: readonly Float64Array[];
  /** p×cols, upper triangular in the (possibly permuted) column order. */
  readonly R: Matrix;
  /** Column of the original matrix that stands at each place of R. */
  readonly order: readonly number[];
}

/** A = QR with Q rows×p, R p×cols upper triangular with non-negative diagonal, p = min(rows, cols). */
export function thinQr(a: Matrix): { readonly Q: Matrix; readonly R: Matrix } {
  const factored = householder(a, null);
  const Q = leadingColumns(factored.reflectors, a.rows, factored.R.rows);
  return fixSigns(Q, factored.R);
}

/** R of A = QR alone, non-negative diagonal: what norms and singular values of tall matrices need. */
export function triangularFactor(a: Matrix): Matrix {
  return fixSigns(null, householder(a, null).R).R;
}

/** The square orthogonal factor Q (rows×rows) of A, with the signs of R's diagonal made positive. */
export function fullOrthogonalFactor(a: Matrix): Matrix {
  const factored = householder(a, null);
  const Q = leadingColumns(factored.reflectors, a.rows, a.rows);
  return fixSigns(Q, factored.R).Q;
}

/**
 * Orthonormal basis (rows×rank) of the column space of A, by QR with column pivoting: columns are taken until what
 * remains of the largest is at most `cut` (absolute).
 */
export function rangeBasis(a: Matrix, cut: number): Matrix {
  const factored = householder(a, cut);
  return leadingColumns(factored.reflectors, a.rows, factored.R.rows);
}

/** Rank-revealing factorisation A ≈ Q·C with Q rows×rank orthonormal and C rank×cols; error at most about `cut`. */
export function rankRevealingQr(a: Matrix, cut: number): { readonly Q: Matrix; readonly C: Matrix } {
  const factored = householder(a, cut);
  const C = zeros(factored.R.rows, a.cols);
  factored.order.forEach((from, to) => {
    for (let i = 0; i < C.rows; i++) C.data[i * a.cols + from] = factored.R.data[i * a.cols + to]!;
  });
  return { Q: leadingColumns(factored.reflectors, a.rows, factored.R.rows), C };
}

/** With a cut: column pivoting and early end. Without: columns in their own order, all of them. */
function householder(a: Matrix, cut: number | null): Factored {
  const { rows, cols } = a;
  const columns = Array.from({ length: cols }, (_, j) => {
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; i++) column[i] = a.data[i * cols + j]!;
    return column;
  });
  const order = Array.from({ length: cols }, (_, j) => j);
  const reflectors: Float64Array[] = [];
  const most = Math.min(rows, cols);
  let p = 0;
  for (; p < most; p++) {
    if (cut !== null) {
      const best = largestTail(columns, p);
      if (best.norm <= cut) break;
      [columns[p], columns[best.at]] = [columns[best.at]!, columns[p]!];
      [order[p], order[best.at]] = [order[best.at]!, order[p]!];
    }
    const reflector = reflectorOf(columns[p]!, p);
    reflectors.push(reflector);
    for (let j = p; j < cols; j++) reflect(reflector, columns[j]!, p);
  }
  const R = zeros(p, cols);
  for (let j = 0; j < cols; j++) for (let i = 0; i < p && i <= j; i++) R.data[i * cols + j] = columns[j]![i]!;
  return { reflectors, R, order };
}

function largestTail(columns: readonly Float64Array[], from: number): { at: number; norm: number } {
  let at = from;
  let norm = -1;
  for (let j = from; j < columns.length; j++) {
    const tail = tailNorm(columns[j]!, from);
    if (tail > norm) {
      norm = tail;
      at = j;
    }
  }
  return { at, norm };
}

function tailNorm(x: Float64Array, from: number): number {
  let largest = 0;
  for (let i = from; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = from; i < x.length; i++) sum += (x[i]! / largest) * (x[i]! / largest);
  return largest * Math.sqrt(sum);
}

/** v with (I − vvᵀ)x zero below `from`; the zero vector when there is nothing to do. */
export function reflectorOf(x: Float64Array, from: number): Float64Array {
  const v = new Float64Array(x.length);
  const norm = tailNorm(x, from);
  // Already along its axis (or zero): leave it, so that axes stay exact.
  if (norm === Math.abs(x[from]!) && tailNorm(x, from + 1) === 0) return v;
  const head = x[from]! / norm;
  const sign = head < 0 ? -1 : 1;
  // u = x/‖x‖ + sign·e has ‖u‖² = 2(1 + |head|); v = u·√2/‖u‖.
  const scale = 1 / Math.sqrt(1 + sign * head);
  for (let i = from + 1; i < x.length; i++) v[i] = (x[i]! / norm) * scale;
  v[from] = (head + sign) * scale;
  return v;
}

/** x ← (I − vvᵀ)x for a v that is zero above `from`. */
export function reflect(v: Float64Array, x: Float64Array, from: number): void {
  let dot = 0;
  for (let i = from; i < x.length; i++) dot += v[i]! * x[i]!;
  if (dot === 0) return;
  for (let i = from; i < x.length; i++) x[i] = x[i]! - dot * v[i]!;
}

function leadingColumns(reflectors: readonly Float64Array[], rows: number, count: number): Matrix {
  const Q = zeros(rows, count);
  const column = new Float64Array(rows);
  for (let j = 0; j < count; j++) {
    column.fill(0);
    column[j] = 1;
    for (let l = Math.min(j, reflectors.length - 1); l >= 0; l--) reflect(reflectors[l]!, column, l);
    for (let i = 0; i < rows; i++) Q.data[i * count + j] = column[i]!;
  }
  return Q;
}

function fixSigns(Q: null, R: Matrix): { Q: null; R: Matrix };
function fixSigns(Q: Matrix, R: Matrix): { Q: Matrix; R: Matrix };
function fixSigns(Q: Matrix | null, R: Matrix): { Q: Matrix | null; R: Matrix } {
  for (let i = 0; i < R.rows; i++) {
    if (R.data[i * R.cols + i]! >= 0) continue;
    for (let j = i; j < R.cols; j++) R.data[i * R.cols + j] = -R.data[i * R.cols + j]!;
    if (Q) for (let l = 0; l < Q.rows; l++) Q.data[l * Q.cols + i] = -Q.data[l * Q.cols + i]!;
  }
  return { Q, R };
}

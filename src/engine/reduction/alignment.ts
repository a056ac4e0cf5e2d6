import { leading, scaleColumns, triplesOfProduct } from '../linalg/lowRank.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import {
  besides,
  column,
  columns,
  frobeniusNorm,
  multiply,
  multiplyTransposedLeft,
  plus,
  rows,
  transpose,
} from '../linalg/products.ts';
import type { Target } from '../system.ts';
import { grouped } from './paired.ts';
import type { Structure } from './structure.ts';

/** How a target lies in the singular bases of the frozen factors. */
export interface Alignment {
  /**
   * Part of ‖Δ‖ that shares no singular bases with W2 and W1, and part of the factors that is off their joint diagonals,
   * whichever is larger: 0 in the setting of the paper, rounding for its matrices from a file.
   */
  readonly defect: number;
  /** Right singular vectors of Δ (n×k) along V, and the matching right singular vectors of W2 (h×k) along G. */
  readonly right: Matrix;
  readonly middle: Matrix;
  /** Further orthonormal directions along V and along G, which complete those above. */
  readonly spareRight: Matrix;
  readonly spareMiddle: Matrix;
}

/** At least `wanted` directions in `right` and in `middle` with their spare ones, where the dimensions allow it. */
export function alignmentOf(
  structure: Structure,
  dims: { readonly m: number; readonly h: number; readonly n: number },
  target: Target,
  wanted: number,
): Alignment {
  const bases = structure.kind === 'dense' ? structure.joint : null;
  const pairs = structure.kind === 'dense' ? structure.joint.pairs : structure.pairs;
  const top = target.strengths[0] ?? 0;
  const weighted = scaleColumns(
    target.left,
    target.strengths.map(value => (top > 0 ? value / top : 0)),
  );
  const left = bases ? multiplyTransposedLeft(bases.U, weighted) : weighted;
  const right = bases ? multiplyTransposedLeft(bases.V, target.right) : target.right;
  // A vector of pair coordinates in the coordinates of the problem.
  const outward = (basis: Matrix | null, dimension: number, at: readonly number[], x: Matrix): Matrix => {
    if (basis) {
      const chosen = columns(basis, at);
      return x.rows === 1 && x.cols === 1 && x.data[0] === 1 ? chosen : multiply(chosen, x);
    }
    const out = zeros(dimension, x.cols);
    at.forEach((to, i) => out.data.set(x.data.subarray(i * x.cols, (i + 1) * x.cols), to * x.cols));
    return out;
  };
  let accepted = 0;
  const rights: Matrix[] = [];
  const middles: Matrix[] = [];
  for (const group of grouped(pairs)) {
    if (group[0]!.m === null || group[0]!.n === null) continue;
    const L = rows(
      left,
      group.map(pair => pair.m!),
    );
    const R = rows(
      right,
      group.map(pair => pair.n!),
    );
    if (isZero(L) || isZero(R)) continue;
    accepted += symmetricPart(L, R);
    const directions = groupDirections(L, R);
    if (directions.cols === 0) continue;
    rights.push(
      outward(
        bases?.V ?? null,
        dims.n,
        group.map(pair => pair.n!),
        directions,
      ),
    );
    middles.push(
      outward(
        bases?.G ?? null,
        dims.h,
        group.map(pair => pair.h),
        directions,
      ),
    );
  }
  // Target outside the span of the pre-trained model: its bases are free on both sides.
  const outside = triplesOfProduct(
    outsideOf(
      bases ? bases.U : null,
      pairs.map(pair => pair.m),
      weighted,
    ),
    outsideOf(
      bases ? bases.V : null,
      pairs.map(pair => pair.n),
      target.right,
    ),
    1e-10,
  );
  const free = outside.strengths.filter(value => value > 1e-10).length;
  for (const value of outside.strengths) accepted += value * value;
  if (free > 0) rights.push(leading(outside.right, free));

  let size = 0;
  for (const value of target.strengths) size += top > 0 ? (value / top) * (value / top) : 0;
  const defect = Math.max(
    size > 0 ? Math.sqrt(Math.max(0, size - accepted) / size) : 0,
    bases ? bases.defect : 0,
  );
  const axis = (dimension: number) => (i: number) => {
    const x = new Float64Array(dimension);
    x[i] = 1;
    return x;
  };
  const along = (basis: Matrix | null, dimension: number, at: readonly number[]) =>
    Array.from(
      { length: at.length },
      (_, i) => () => (basis ? column(basis, at[i]!) : axis(dimension)(at[i]!)),
    );
  const everyAxis = (dimension: number) =>
    Array.from({ length: dimension }, (_, i) => () => axis(dimension)(i));
  const inBoth = pairs.filter(pair => pair.m !== null && pair.n !== null);
  const k = rights.reduce((sum, block) => sum + block.cols, 0);
  const fixedRight = rights.length > 0 ? besides(rights) : zeros(dims.n, 0);
  const fixedMiddle = middles.length > 0 ? besides(middles) : zeros(dims.h, 0);
  const middle = completedWith(
    fixedMiddle,
    // What lies outside has no partner in W2: directions that the frozen factors do not touch come first.
    [...(free > 0 ? everyAxis(dims.h).reverse() : [])],
    Math.min(k, dims.h),
  );
  return {
    defect,
    right: fixedRight,
    middle,
    spareRight: completedWith(
      fixedRight,
      [
        ...along(
          bases?.V ?? null,
          dims.n,
          inBoth.map(pair => pair.n!),
        ),
        ...everyAxis(dims.n),
      ],
      Math.min(wanted, dims.n),
      true,
    ),
    spareMiddle: completedWith(
      middle,
      [
        ...along(
          bases?.G ?? null,
          dims.h,
          inBoth.map(pair => pair.h),
        ),
        ...everyAxis(dims.h),
      ],
      Math.min(wanted, dims.h),
      true,
    ),
  };
}

/** Right singular vectors of LRᵀ, in the coordinates of its group, that count. */
function groupDirections(L: Matrix, R: Matrix): Matrix {
  if (L.rows === 1) {
    let product = 0;
    for (let j = 0; j < L.cols; j++) product += L.data[j]! * R.data[j]!;
    return Math.abs(product) > 1e-10 ? { rows: 1, cols: 1, data: Float64Array.of(1) } : zeros(1, 0);
  }
  const { strengths, right } = triplesOfProduct(L, R, 1e-10);
  return leading(right, strengths.filter(value => value > 1e-10).length);
}

/** ‖(C + Cᵀ)/2‖²_F of C = LRᵀ: what one rotation of the whole group makes diagonal. */
function symmetricPart(L: Matrix, R: Matrix): number {
  // ‖C‖² = ⟨LᵀL, RᵀR⟩ and ⟨C, Cᵀ⟩ = tr(CC) = ⟨(RᵀL)ᵀ, RᵀL⟩.
  const gramL = multiplyTransposedLeft(L, L);
  const gramR = multiplyTransposedLeft(R, R);
  const cross = multiplyTransposedLeft(R, L);
  const crossT = transpose(cross);
  let square = 0;
  let twisted = 0;
  for (let i = 0; i < gramL.data.length; i++) {
    square += gramL.data[i]! * gramR.data[i]!;
    twisted += cross.data[i]! * crossT.data[i]!;
  }
  return 0.5 * (square + twisted);
}

function outsideOf(basis: Matrix | null, taken: readonly (number | null)[], x: Matrix): Matrix {
  if (basis) {
    if (basis.cols === basis.rows) return zeros(x.rows, x.cols);
    const once = plus(x, multiply(basis, multiplyTransposedLeft(basis, x)), -1);
    const twice = plus(once, multiply(basis, multiplyTransposedLeft(basis, once)), -1);
    // A remainder of rounding size is no direction.
    return frobeniusNorm(twice) > 1e-10 * frobeniusNorm(x) ? twice : zeros(x.rows, x.cols);
  }
  const out = { rows: x.rows, cols: x.cols, data: x.data.slice() };
  for (const i of taken) if (i !== null) out.data.fill(0, i * x.cols, (i + 1) * x.cols);
  return out;
}

function completedWith(
  fixed: Matrix,
  candidates: readonly (() => Float64Array)[],
  total: number,
  spareOnly = false,
): Matrix {
  if (fixed.cols >= total) return spareOnly ? zeros(fixed.rows, 0) : fixed;
  const found: Float64Array[] = Array.from({ length: fixed.cols }, (_, j) => column(fixed, j));
  for (const candidate of candidates) {
    if (found.length >= total) break;
    const x = candidate();
    for (let pass = 0; pass < 2; pass++)
      for (const y of found) {
        let dot = 0;
        for (let i = 0; i < x.length; i++) dot += x[i]! * y[i]!;
        if (dot !== 0) for (let i = 0; i < x.length; i++) x[i] = x[i]! - dot * y[i]!;
      }
    let square = 0;
    for (const value of x) square += value * value;
    if (square < 0.01) continue;
    const scale = 1 / Math.sqrt(square);
    found.push(x.map(value => value * scale));
  }
  const kept = spareOnly ? found.slice(fixed.cols) : found;
  const out = zeros(fixed.rows, kept.length);
  kept.forEach((x, j) => {
    for (let i = 0; i < x.length; i++) out.data[i * kept.length + j] = x[i]!;
  });
  return out;
}

function isZero(a: Matrix): boolean {
  return a.data.every(value => value === 0);
}

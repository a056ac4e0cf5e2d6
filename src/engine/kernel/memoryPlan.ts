import type { GradientForm, LossForm } from './form.ts';
import { roundUpToFour, type Layout } from './layout.ts';

/** What decides how much memory the WASM kernel needs besides its state vectors. */
export interface MemoryShape {
  readonly layout: Layout;
  readonly k: number;
  readonly gradientForm: GradientForm;
  readonly lossForm: LossForm;
  readonly denseW2: boolean;
  readonly denseW1: boolean;
}

/** Where every operand and workspace of the WASM kernel lies: offsets and sizes in doubles. Absent regions have size 0. */
export interface MemoryPlan {
  /** Doubles from row to row: of the workspace, of matrices with k + r1 + r2 columns, of matrices with r columns. */
  readonly wide: number;
  readonly small: number;
  readonly square: number;
  readonly offsets: Readonly<Record<RegionName, number>>;
  /** Doubles in all regions together. */
  readonly length: number;
}

export type RegionName =
  | 'strengths'
  | 'minusStrengths'
  | 'diagonal2'
  | 'rows2'
  | 'diagonal1'
  | 'rows1'
  | 'u'
  | 'v'
  | 'L'
  | 'Q'
  | 'G'
  | 'H'
  | 'C'
  | 'transposedC'
  | 'D'
  | 'delta'
  | 'E'
  | 'left'
  | 'smallRows'
  | 'factorL'
  | 'factorQ'
  | 'triangleL'
  | 'triangleQ'
  | 'coefficients'
  | 'vectors'
  | 'sums';

/** At most this many vectors in one combination. */
export const MAX_TERMS = 32;

/** Lays out the kernel's memory. Rows of zeros follow blocks whose tiles read past the last row. */
export function memoryPlan(shape: MemoryShape): MemoryPlan {
  const { layout, k } = shape;
  const { dims, rank1, rank2, stride } = layout;
  const r = rank1 + rank2;
  const w = k + r;
  const wide = workspaceStride(stride);
  const small = roundUpToFour(w) + 8;
  const square = roundUpToFour(Math.max(rank1, rank2)) + 4;
  const entrywise = shape.gradientForm === 'residual' || shape.lossForm === 'residual';
  const rowsM = roundUpToFour(dims.m);
  const factored = shape.gradientForm === 'factored';
  const qr = shape.lossForm === 'qr';
  const sizes: Record<RegionName, number> = {
    strengths: roundUpToFour(k),
    minusStrengths: roundUpToFour(k),
    diagonal2: shape.denseW2 ? 0 : wide,
    rows2: shape.denseW2 ? rowsM * wide : 0,
    diagonal1: shape.denseW1 ? 0 : wide,
    rows1: shape.denseW1 ? roundUpToFour(dims.h) * wide : 0,
    u: wide,
    v: wide,
    L: (w + 4) * wide,
    Q: (w + 4) * wide,
    G: (rank1 + 1) * wide,
    H: (rank2 + 1) * wide,
    C: (rank2 + 1) * square,
    transposedC: (rank1 + 1) * square,
    D: (rank2 + 1) * square,
    delta: entrywise ? rowsM * wide : 0,
    E: entrywise ? rowsM * wide : 0,
    left: shape.gradientForm === 'residual' ? rank1 * wide : 0,
    smallRows: factored ? (4 * r + Math.max(rank1, rank2) + 3) * small : 0,
    factorL: qr ? w * wide : 0,
    factorQ: qr ? w * wide : 0,
    triangleL: qr ? w * small : 0,
    triangleQ: qr ? w * small : 0,
    coefficients: 3 * MAX_TERMS,
    vectors: MAX_TERMS / 2,
    sums: 16,
  };
  return { wide, small, square, ...place(sizes) };
}

function place(sizes: Record<RegionName, number>): Pick<MemoryPlan, 'offsets' | 'length'> {
  const offsets = { ...sizes };
  let length = 0;
  for (const name of Object.keys(sizes) as RegionName[]) {
    offsets[name] = length;
    // Regions start on cache lines.
    length += 8 * Math.ceil(sizes[name] / 8);
  }
  return { offsets, length };
}

/**
 * Distance between rows in the workspace. Tiles walk across rows: at a multiple of 256 bytes the rows would share a few
 * cache sets, so a little is added there.
 */
function workspaceStride(stride: number): number {
  return stride >= 64 && stride % 32 === 0 ? stride + 8 : stride;
}

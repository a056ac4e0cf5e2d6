import type { Fault, Result } from '../fault.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import { frozenFactor, shapeOf } from '../linalg/frozenFactor.ts';
import { scaleColumns } from '../linalg/lowRank.ts';
import type { Triples } from '../linalg/lowRank.ts';
import { columns, multiply, plus } from '../linalg/products.ts';
import { svd } from '../linalg/svd.ts';
import type { RandomStream } from '../random/stream.ts';
import type { FrozenFactor } from '../system.ts';

/** One adapted weight matrix as an initialisation sees it: W (outputs×inputs) gets W + s·BA. */
export interface Layer {
  /** 1: W1 (h×n) with A1, B1. 2: W2 (m×h) with A2, B2. */
  readonly index: 1 | 2;
  readonly outputs: number;
  readonly inputs: number;
  readonly rank: number;
  /** α */
  readonly scale: number;
  /** s of W + s·BA */
  readonly scaling: number;
  readonly W: FrozenFactor;
  /** The adapter's own stream: one standard normal draw is scaled by α, so that sweeps over α are paired. */
  readonly random: RandomStream;
  /** Singular triples of −∇_W L at zero adapters: W2ᵀΔ for layer 1, ΔW1ᵀ for layer 2. */
  negativeGradient(): Triples;
  /**
   * Directions of the layer's inputs by descending variance, when the model's input is isotropic: left singular vectors
   * of W1 for layer 2 (inputs×count), null for layer 1, where none is singled out.
   */
  inputDirections(count: number): Matrix | null;
  /** Right singular vectors of Δ (layer 1) or the matching ones of W2 (layer 2), completed to min(rank, inputs) columns. */
  spectralDirections(): Result<Matrix>;
  /** The arrays A and B of a file, checked. */
  givenFactors(): Result<{ readonly A: Matrix; readonly B: Matrix }>;
}

/** How one adapter starts. */
export interface LayerStart {
  /** rank×inputs */
  readonly A: Matrix;
  /** outputs×rank */
  readonly B: Matrix;
  /** The frozen matrix from then on, where the recipe changes it. */
  readonly W?: FrozenFactor;
  /** Factors that are not trained. */
  readonly frozen?: readonly ('A' | 'B')[];
}

export function started(start: LayerStart): Result<LayerStart> {
  return { ok: true, value: start };
}

export function refused(fault: Fault): Result<LayerStart> {
  return { ok: false, faults: [fault] };
}

/** A fault where the rank exceeds `most`, else null. */
export function rankFault(layer: Layer, most: number, why: string): Fault | null {
  if (layer.rank <= most) return null;
  return {
    code: 'rank-too-large',
    path: ['adapter', 'rank'],
    message: `Rank ${layer.rank} is too large: ${why} (W${layer.index === 1 ? '₁' : '₂'} is ${layer.outputs}×${layer.inputs})`,
    remedy: `Set "rank" to at most ${most}, or choose another initialisation.`,
  };
}

export function zeroA(layer: Layer): Matrix {
  return zeros(layer.rank, layer.inputs);
}

export function zeroB(layer: Layer): Matrix {
  return zeros(layer.outputs, layer.rank);
}

/** The r largest or smallest of the min(outputs, inputs) singular triples, by descending singular value. */
export function extremeTriples(W: FrozenFactor, which: 'top' | 'bottom', r: number): Triples {
  const { rows, cols } = shapeOf(W);
  const p = Math.min(rows, cols);
  const range = (from: number) => Array.from({ length: r }, (_, i) => from + i);
  const chosen = range(which === 'top' ? 0 : p - r);
  if (W.kind === 'dense') {
    const { U, values, V } = svd(W.matrix);
    return {
      left: columns(U, chosen),
      strengths: Float64Array.from(chosen, i => values[i]!),
      right: columns(V, chosen),
    };
  }
  const value = (i: number) => W.values[i] ?? 0;
  const order = Array.from({ length: p }, (_, i) => i);
  order.sort((i, j) => Math.abs(value(j)) - Math.abs(value(i)) || i - j);
  const left = zeros(rows, r);
  const right = zeros(cols, r);
  const strengths = new Float64Array(r);
  chosen.forEach((place, j) => {
    const i = order[place]!;
    strengths[j] = Math.abs(value(i));
    left.data[i * r + j] = value(i) < 0 ? -1 : 1;
    right.data[i * r + j] = 1;
  });
  return { left, strengths, right };
}

/** W − s·BA; stays diagonal where the product only touches the diagonal. */
export function offset(layer: Layer, A: Matrix, B: Matrix): FrozenFactor {
  const { W, scaling } = layer;
  if (W.kind === 'dense') return frozenFactor(plus(W.matrix, multiply(B, A), -scaling));
  const diagonal = diagonalProduct(B, A);
  if (!diagonal) {
    const product = multiply(B, A);
    const dense = zeros(W.rows, W.cols);
    for (let i = 0; i < dense.data.length; i++) dense.data[i] = -scaling * product.data[i]!;
    for (let i = 0; i < W.values.length; i++)
      dense.data[i * W.cols + i] = dense.data[i * W.cols + i]! + W.values[i]!;
    return frozenFactor(dense);
  }
  const values = new Float64Array(diagonal.length);
  for (let i = 0; i < values.length; i++) {
    const before = W.values[i] ?? 0;
    const after = before - scaling * diagonal[i]!;
    // What rounding leaves of a singular value that was taken out is nothing.
    values[i] = Math.abs(after) <= 4e-16 * Math.abs(before) ? 0 : after;
  }
  return { kind: 'diagonal', rows: W.rows, cols: W.cols, values };
}

/** Diagonal of BA if every other entry is exactly zero, found without forming the product. */
function diagonalProduct(B: Matrix, A: Matrix): Float64Array | null {
  const r = A.rows;
  const length = Math.min(B.rows, A.cols);
  const out = new Float64Array(length);
  for (let l = 0; l < r; l++) {
    let row = -1;
    for (let i = 0; i < B.rows; i++)
      if (B.data[i * r + l] !== 0) {
        if (row >= 0) return null;
        row = i;
      }
    let col = -1;
    for (let j = 0; j < A.cols; j++)
      if (A.data[l * A.cols + j] !== 0) {
        if (col >= 0) return null;
        col = j;
      }
    if (row < 0 || col < 0) continue;
    if (row !== col) return null;
    out[row] = out[row]! + B.data[row * r + l]! * A.data[l * A.cols + col]!;
  }
  return out;
}

/** Columns of X times the square roots of `values`. */
export function timesRoots(X: Matrix, values: Float64Array): Matrix {
  return scaleColumns(
    X,
    values.map(value => Math.sqrt(value)),
  );
}

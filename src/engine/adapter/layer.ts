import type { Fault, Result } from '../fault.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { zeros } from '../linalg/matrix.ts';
import { shapeOf } from '../linalg/frozenFactor.ts';
import { scaleColumns } from '../linalg/lowRank.ts';
import type { Triples } from '../linalg/lowRank.ts';
import { columns } from '../linalg/products.ts';
import { svd } from '../linalg/svd.ts';
import type { RandomStream } from '../random/stream.ts';
import type { FrozenFactor } from '../system.ts';

/** One adapted weight matrix as an initialisation sees it: W (outputs×inputs) gets W + s·BA. */
export interface Layer {
  /** From 1, along the network: in matrix factorisation W1 (h×n) with A1, B1 and W2 (m×h) with A2, B2. */
  readonly index: number;
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
  /** Whether the frozen matrix gives the start away: W ← W − s·BA, so that the adapted weight is W still. */
  readonly subtracted?: boolean;
  /** The frozen matrix from then on, where the recipe replaces it. */
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
    message: `Rank ${layer.rank} is too large: ${why} (W${subscripted(layer.index)} is ${layer.outputs}×${layer.inputs})`,
    remedy: `Set "rank" to at most ${most}, or choose another initialisation.`,
  };
}

function subscripted(index: number): string {
  return String(index).replaceAll(/\d/g, digit => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]!);
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

/** Columns of X times the square roots of `values`. */
export function timesRoots(X: Matrix, values: Float64Array): Matrix {
  return scaleColumns(
    X,
    values.map(value => Math.sqrt(value)),
  );
}

import type { FrozenFactor, System } from '../system.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { gradientForm, lossForm, type GradientForm, type LossForm } from './form.ts';
import { copyColumns, copyRows, layoutOf, type Layout } from './layout.ts';

/**
 * A frozen factor times s, padded for the kernels: a diagonal of `stride` numbers, or the matrix by rows (rows×stride).
 * `upper` says that every entry below the diagonal is exactly zero, so that products need only half of it.
 */
export type PaddedFactor =
  | { readonly kind: 'diagonal'; readonly values: Float64Array }
  | {
      readonly kind: 'dense';
      readonly rows: number;
      readonly cols: number;
      readonly byRows: Float64Array;
      readonly upper: boolean;
    };

/** What stays constant in a system, laid out for the kernels. Every row has `layout.stride` entries, zero padded. */
export interface Operands {
  readonly layout: Layout;
  readonly gradientForm: GradientForm;
  readonly lossForm: LossForm;
  /** s², the weight of the products A2·B1 and B2ᵀ·E·A1ᵀ; the frozen factors carry the single powers of s. */
  readonly scalingSquared: number;
  readonly W2: PaddedFactor;
  readonly W1: PaddedFactor;
  /** Number of singular triples of the target. */
  readonly k: number;
  /** Left singular vectors of Δ as rows, k×stride. */
  readonly left: Float64Array;
  readonly strengths: Float64Array;
  /** Right singular vectors of Δ as rows, k×stride. */
  readonly right: Float64Array;
  /** The probes u and v, padded to `stride`. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** Δ itself, m×stride, where a form needs it; empty otherwise. */
  readonly delta: Float64Array;
}

/** Lays out the constants of a system. Throws if its shapes do not chain. */
export function operandsOf(system: System): Operands {
  const { dims, rank1, rank2, target, scaling } = system;
  const layout = layoutOf(dims, rank1, rank2);
  const { stride } = layout;
  const k = target.strengths.length;
  requireShape('the target’s left vectors', target.left, dims.m, k);
  requireShape('the target’s right vectors', target.right, dims.n, k);
  const left = new Float64Array(k * stride);
  const right = new Float64Array(k * stride);
  copyColumns(target.left, left, 0, stride);
  copyColumns(target.right, right, 0, stride);
  const gradient = gradientForm(dims, rank1, rank2, k);
  const loss = lossForm(dims, rank1, rank2, k);
  const entrywise = gradient === 'residual' || loss === 'residual';
  return {
    layout,
    gradientForm: gradient,
    lossForm: loss,
    scalingSquared: scaling * scaling,
    W2: padFactor('W2', system.W2, dims.m, dims.h, scaling, stride),
    W1: padFactor('W1', system.W1, dims.h, dims.n, scaling, stride),
    k,
    left,
    strengths: Float64Array.from(target.strengths),
    right,
    u: padVector(system.probes.u, stride),
    v: padVector(system.probes.v, stride),
    delta: entrywise ? denseTarget(system, left, right, stride) : new Float64Array(0),
  };
}

function padFactor(
  name: string,
  factor: FrozenFactor,
  rows: number,
  cols: number,
  scaling: number,
  stride: number,
): PaddedFactor {
  if (factor.kind === 'diagonal') {
    if (factor.rows !== rows || factor.cols !== cols || factor.values.length > Math.min(rows, cols)) {
      throw new RangeError(
        `${name} is a diagonal ${factor.rows}×${factor.cols} with ${factor.values.length} values, expected ${rows}×${cols}`,
      );
    }
    const values = new Float64Array(stride);
    factor.values.forEach((value, i) => (values[i] = scaling * value));
    return { kind: 'diagonal', values };
  }
  requireShape(name, factor.matrix, rows, cols);
  const scaled = { rows, cols, data: factor.matrix.data.map(value => scaling * value) };
  const byRows = new Float64Array(rows * stride);
  copyRows(scaled, byRows, 0, stride);
  return { kind: 'dense', rows, cols, byRows, upper: isUpperTriangular(factor.matrix) };
}

function isUpperTriangular({ rows, cols, data }: Matrix): boolean {
  for (let i = 1; i < rows; i++)
    for (let j = 0; j < i && j < cols; j++) if (data[i * cols + j] !== 0) return false;
  return true;
}

function padVector(vector: Float64Array, stride: number): Float64Array {
  const padded = new Float64Array(stride);
  padded.set(vector);
  return padded;
}

/** Δ with padded rows: the given entries if there are any, else Σ strength·left·rightᵀ in the triples' order. */
function denseTarget(system: System, left: Float64Array, right: Float64Array, stride: number): Float64Array {
  const { dims, target } = system;
  const delta = new Float64Array(dims.m * stride);
  if (target.dense !== undefined) {
    requireShape('the target', target.dense, dims.m, dims.n);
    copyRows(target.dense, delta, 0, stride);
    return delta;
  }
  target.strengths.forEach((strength, l) => {
    for (let i = 0; i < dims.m; i++) {
      const weight = strength * left[l * stride + i]!;
      if (weight === 0) continue;
      for (let j = 0; j < dims.n; j++) {
        const at = i * stride + j;
        delta[at] = delta[at]! + weight * right[l * stride + j]!;
      }
    }
  });
  return delta;
}

function requireShape(what: string, matrix: Matrix, rows: number, cols: number): void {
  if (matrix.rows !== rows || matrix.cols !== cols) {
    throw new RangeError(`${what}: ${matrix.rows}×${matrix.cols}, expected ${rows}×${cols}`);
  }
}

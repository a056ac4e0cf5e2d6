import type { Matrix } from './linalg/matrix.ts';

/** Sizes of the factorisation: Y is m×n, the hidden dimension is h. */
export interface Dims {
  readonly m: number;
  readonly h: number;
  readonly n: number;
}

/** The trained factors. Row-major: A1 rank1×n, B1 h×rank1, A2 rank2×h, B2 m×rank2. */
export interface Factors {
  readonly A1: Matrix;
  readonly B1: Matrix;
  readonly A2: Matrix;
  readonly B2: Matrix;
}

/**
 * A frozen factor. `diagonal` is a rows×cols matrix that is zero except `values[i]` at (i, i), so that
 * `values.length <= min(rows, cols)`: in a basis of singular vectors the frozen factors cost nothing.
 */
export type FrozenFactor =
  | { readonly kind: 'diagonal'; readonly rows: number; readonly cols: number; readonly values: Float64Array }
  | { readonly kind: 'dense'; readonly matrix: Matrix };

/**
 * Δ = Yft − W2 W1 (m×n), always as its singular triples: Δ = left · diag(strengths) · rightᵀ with left m×k,
 * right n×k, strengths descending. `dense` is the same matrix entry by entry, and is present when it was given
 * (it is then authoritative) or is small.
 */
export interface Target {
  readonly left: Matrix;
  readonly strengths: Float64Array;
  readonly right: Matrix;
  readonly dense?: Matrix;
}

/**
 * Directions and numbers that the metrics and the theory need, in the coordinates of the system.
 *
 * μ₁, x₁, y₁ is the top singular triple of W2ᵀΔ and ν₁, x₁′, y₁′ that of ΔW1ᵀ; γ₁ = (x₁; y₁)/√2 and
 * γ₂ = (x₁′; y₁′)/√2. In the aligned rank-one case x₁ = g, y₁ = v, x₁′ = u, y₁′ = g.
 */
export interface Probes {
  /** Top left and right singular vector of Δ (lengths m and n). */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** Top singular value of Δ. */
  readonly sigma: number;
  /** γ₁ as its two halves of unit length: x₁ (h) and y₁ (n). */
  readonly gamma1: { readonly x: Float64Array; readonly y: Float64Array };
  /** γ₂ as its two halves of unit length: x₁′ (m) and y₁′ (h). */
  readonly gamma2: { readonly x: Float64Array; readonly y: Float64Array };
  /** μ₁: growth rate of adapter 1 while the adapters are small; σ·σ_W2 = λ in the aligned case. */
  readonly mu: number;
  /** ν₁: growth rate of adapter 2; σ·σ_W1 in the aligned case. */
  readonly nu: number;
  /** True where W2, W1 and Δ share their singular bases (assumptions 2.1 and 2.2 of the paper). */
  readonly aligned: boolean;
}

/** How the coordinates of a system came about. Sizes are those integrated, `full` those of the file. */
export interface ReductionReport {
  readonly m: number;
  readonly h: number;
  readonly n: number;
  readonly r1: number;
  readonly r2: number;
  readonly full: { readonly m: number; readonly h: number; readonly n: number; readonly r: number };
  /** One short sentence a reduction that was used, or the reason why none was. */
  readonly reasons: readonly string[];
}

/** Everything the dynamics of one run needs: frozen factors, target and initial adapters, in one set of coordinates. */
export interface System {
  readonly dims: Dims;
  readonly rank1: number;
  readonly rank2: number;
  readonly W2: FrozenFactor;
  readonly W1: FrozenFactor;
  readonly target: Target;
  readonly initial: Factors;
  /** Factors that keep their initial value (MiCA's B); absent where all four are trained. */
  readonly frozen?: readonly (keyof Factors)[];
  /** s of M = W + s·B·A (PEFT's scaling). */
  readonly scaling: number;
  readonly probes: Probes;
  readonly reduction: ReductionReport;
}

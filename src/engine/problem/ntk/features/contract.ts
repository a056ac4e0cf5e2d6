/**
 * The features of a linearised network: how each of its KN outputs f_q = f⁰_q + ⟨G_q, X⟩ depends on the adapted m×n
 * matrix X. A *state* holds the factors of X = uvᵀ component by component: r rows of length m (the columns of u), then r
 * rows of length n (the columns of v). Nothing here allocates; outputs must not overlap inputs.
 */
export interface Features {
  readonly m: number;
  readonly n: number;
  /** N: data points. */
  readonly samples: number;
  /** K: outputs for each; output k of point i is q = iK + k. */
  readonly outputs: number;
  /** About how many operations one application takes at rank r. */
  operations(rank: number): number;
  /** out_q ← ⟨G_q, X⟩ for the m×n matrix X, row-major. */
  apply(x: Float64Array, out: Float64Array): void;
  /** out ← Σ_q e_q G_q, m×n. */
  adjoint(e: Float64Array, out: Float64Array): void;
  /** out_q ← ⟨G_q, uvᵀ⟩ with u from the state `left` and v from the state `right`. */
  applyFactors(left: Float64Array, right: Float64Array, rank: number, out: Float64Array): void;
  /** Adds Sv to the u part of `out` and Sᵀu to its v part, S = Σ_q e_q G_q. */
  addAdjointFactors(e: Float64Array, state: Float64Array, rank: number, out: Float64Array): void;
}

/** How the outputs are compared with the targets: L̂ = (1/N) Σ_i ℓ(f_i, y_i), a convex function of the KN outputs f. */
export interface DataLoss {
  /** L̂ at f; writes ∂L̂/∂f to `slope` (KN). */
  evaluate(f: Float64Array, slope: Float64Array): number;
  /** out ← ∇²L̂·df, at the f of the last evaluation. */
  curvature(df: Float64Array, out: Float64Array): void;
  /** The conjugate H*(c·slope) = sup_f ⟨c·slope, f⟩ − L̂(f), with the slope of the last evaluation and 0 ≤ c ≤ 1. */
  conjugate(c: number): number;
}

/** Which loss, as the experiment names it. */
export type LossName = 'squared' | 'crossEntropy';

import type { Mode } from './escape.ts';

/**
 * Estimate of λ_max(K) at the end state, in which gradient descent must be stable: 1.5·max(2λ, end·‖W‖²) over the
 * learned modes, W the frozen factor that the learning adapter sees (theory.md, What the theory predicts). An estimate, not a bound: measured
 * values were 0.45 to 1 times this.
 */
export function curvatureEstimate(modes: readonly Mode[], frozenNorm: number): number {
  let largest = 0;
  for (const { rate, end } of modes) largest = Math.max(largest, 2 * rate, end * frozenNorm * frozenNorm);
  return 1.5 * largest;
}

/** Gradient descent is stable while η < 2/λ_max. */
export function learningRateLimit(curvature: number): number {
  return 2 / curvature;
}

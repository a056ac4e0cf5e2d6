import { exponential } from './exponential.ts';

/**
 * One direction under spectral initialisation with the other adapter off (theory.md, What the theory predicts): p(t) = a(t)·b(t) with a(0) = a₀,
 * b(0) = 0. The target is learned when p = σ/σ_W. Exact.
 */
export interface SpectralMode {
  /** σ: strength of the target. */
  readonly sigma: number;
  /** σ_W: singular value of the frozen factor that this adapter sees. */
  readonly sigmaW: number;
  /** |a₀| */
  readonly start: number;
}

interface Roots {
  readonly kappa: number;
  readonly upper: number;
  readonly lower: number;
  readonly omega: number;
}

function rootsOf({ sigma, sigmaW, start }: SpectralMode): Roots {
  const kappa = (start * start) / 2;
  const d = Math.sqrt(sigma * sigma + sigmaW * sigmaW * kappa * kappa);
  return {
    kappa,
    upper: (sigma + d) / (sigmaW * kappa),
    lower: (-sigmaW * kappa) / (sigma + d),
    omega: 2 * sigmaW * d,
  };
}

/** x = e^{2θ}, which obeys a logistic law between its two roots, and its distance to the upper one. */
function position(
  mode: SpectralMode,
  t: number,
): { readonly x: number; readonly left: number; readonly roots: Roots } {
  const roots = rootsOf(mode);
  const { upper, lower, omega } = roots;
  // Written in 1/R, so that nothing overflows for large t.
  const inverse = ((upper - 1) / (1 - lower)) * exponential(-omega * t);
  const x = (lower * inverse + upper) / (1 + inverse);
  return { x, left: ((upper - lower) * inverse) / (1 + inverse), roots };
}

/** p(t). */
export function spectralProduct(mode: SpectralMode, t: number): number {
  const { x, roots } = position(mode, t);
  return (roots.kappa / 2) * ((x - 1) * (1 + 1 / x));
}

/** Signal left at time t: e = σ − σ_W·p(t), without cancellation however small it is. */
export function spectralResidual(mode: SpectralMode, t: number): number {
  const { x, left, roots } = position(mode, t);
  return ((mode.sigmaW * roots.kappa) / 2) * left * ((x - roots.lower) / x);
}

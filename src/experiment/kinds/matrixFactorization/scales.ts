import type { PreparedProblem } from '../../../engine/problem/matrixFactorization/prepare.ts';
import type { Settings } from './settings.ts';

/** Predictions from settings and spectrum, before any draw (SCIENCE §5, §11.6). Times are flow times. */
export interface Scales {
  /** λ: growth rate of the signal direction; 0 where the target is out of reach of both adapters. */
  readonly lambda: number;
  /** Generalised δ_w = ν₁/μ₁. */
  readonly deltaW: number;
  /** Singular value of the frozen factor on which the signal grows. */
  readonly sigmaW2?: number;
  /** T½ with E‖a₀‖² = rα², and its standard deviation over seeds. Only for initialisations of a known scale. */
  readonly escape?: { readonly time: number; readonly spread: number };
  /** What `until: "auto"` means. */
  readonly horizon: number;
  /** Estimate of the largest curvature at the end of training. */
  readonly lambdaMax?: number;
  readonly learningRateLimit?: number;
}

/** What `until: "auto"` means where no rate is known. */
const FALLBACK_HORIZON = 200;

/** Predictions for a variant. */
export function scalesOf(settings: Settings, prepared: PreparedProblem): Scales {
  const { probes } = prepared;
  const { scaling } = settings.adapter;
  // s acts like time running s times as fast on adapters √s as large (SCIENCE §3.3).
  const lambda = scaling * Math.max(probes.mu, probes.nu);
  const deltaW = probes.mu > 0 ? probes.nu / probes.mu : Infinity;
  if (!(lambda > 0)) return { lambda: 0, deltaW, horizon: FALLBACK_HORIZON };
  const sigmaW2 = lambda / scaling / probes.sigma;
  const square = initialSquare(settings, prepared);
  const escape =
    square === null
      ? undefined
      : {
          time: Math.max(0, Math.log((4 * probes.sigma) / (sigmaW2 * scaling * square)) / (2 * lambda)),
          spread: spreadOfLog(settings) / (2 * lambda),
        };
  const signal = probes.sigma / sigmaW2;
  const { largest, smallest } = extremes(prepared);
  const tail = scaling * signal * smallest * smallest;
  const lambdaMax = scaling * 1.5 * Math.max((2 * lambda) / scaling, signal * largest * largest);
  return {
    lambda,
    deltaW,
    sigmaW2,
    ...(escape && { escape }),
    horizon: (escape?.time ?? 0) + 15 / lambda + Math.min(tail > 0 ? 5 / tail : Infinity, 200 / lambda),
    lambdaMax,
    learningRateLimit: 2 / lambdaMax,
  };
}

/** E‖a₀‖²: squared length of the random factor along the signal direction; null where it is not small and random. */
function initialSquare({ adapter }: Settings, { weights }: PreparedProblem): number | null {
  const { init, initScale: alpha, rank } = adapter;
  switch (init.kind) {
    case 'gaussian':
    case 'both':
      return rank * alpha * alpha;
    case 'spectral':
      return alpha * alpha;
    case 'peftDefault':
      // Uniform on ±1/√n has variance 1/(3n).
      return rank / (3 * weights.dims.n);
    case 'peftGaussian':
      return 1 / rank;
    default:
      return null;
  }
}

/** Standard deviation of ln‖a₀‖² over draws: that of ln χ² with r degrees of freedom, √ψ′(r/2). */
function spreadOfLog({ adapter }: Settings): number {
  const degrees = adapter.init.kind === 'spectral' ? 1 : adapter.rank;
  let x = degrees / 2;
  let trigamma = 0;
  for (; x < 6; x++) trigamma += 1 / (x * x);
  return Math.sqrt(trigamma + 1 / x + 1 / (2 * x * x) + 1 / (6 * x ** 3));
}

/** Largest and smallest positive singular value of W₂. */
function extremes({ structure }: PreparedProblem): { readonly largest: number; readonly smallest: number } {
  const pairs = structure.kind === 'diagonal' ? structure.pairs : structure.joint.pairs;
  let largest = 0;
  let smallest = Infinity;
  for (const { s2 } of pairs) {
    if (s2 <= 0) continue;
    largest = Math.max(largest, s2);
    smallest = Math.min(smallest, s2);
  }
  return { largest, smallest: Number.isFinite(smallest) ? smallest : 0 };
}

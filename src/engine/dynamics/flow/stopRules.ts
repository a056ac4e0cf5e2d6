import ln from '@stdlib/math-base-special-ln';
import type { EndReason } from '../../simulation.ts';
import { normBound } from '../../metric/frozenProducts.ts';
import type { System } from '../../system.ts';

/** The loss counts as zero below this part of ‖Δ‖²_F. */
const ZERO_LOSS = 1e-30;
/** |d ln L/d ln t| below this over one decade of t counts as standing still. */
const STILL = 0.02;
const DECADE = 10;

/**
 * Ends a flow early where nothing more will happen (theory.md, Numerics): at L < 1e-30‖Δ‖², or when L has hardly
 * moved over a decade of t and no silent direction can still grow from α to order one before the end.
 */
export class StopRules {
  readonly #zero: number;
  readonly #frozenNorm: number;
  readonly #logGrowth: number;
  #stillSince = NaN;

  /** `alpha` is the size of one entry of the random factors. */
  constructor(system: System, alpha: number) {
    let size2 = 0;
    for (const strength of system.target.strengths) size2 += strength * strength;
    this.#zero = ZERO_LOSS * size2;
    this.#frozenNorm = system.scaling * Math.max(normBound(system.W1), normBound(system.W2));
    this.#logGrowth = alpha > 0 && alpha < 1 ? -ln(alpha) : 0;
  }

  /** Takes a point of the run: time, loss and ‖∇L‖². */
  observe(t: number, loss: number, gradient2: number): void {
    // d ln L/d ln t = −t·‖∇L‖²/L.
    const still = t > 0 && gradient2 * t < STILL * loss;
    if (!still) this.#stillSince = NaN;
    else if (Number.isNaN(this.#stillSince)) this.#stillSince = t;
  }

  /** The reason to stop at time t with this loss, if there is one. */
  reason(t: number, loss: number, end: number): EndReason | undefined {
    if (loss < this.#zero) return 'reached 1e-30';
    // ‖W₂ᵀE‖ and ‖EW₁ᵀ‖ are at most ‖W‖·‖E‖: the rate at which a silent direction could still escape.
    const silentRate = this.#frozenNorm * Math.sqrt(2 * loss);
    const still = t >= DECADE * this.#stillSince && (end - t) * silentRate < this.#logGrowth;
    return still ? 'nothing more will happen before t_end' : undefined;
  }
}

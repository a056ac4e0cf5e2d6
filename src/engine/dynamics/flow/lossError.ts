import type { System } from '../../system.ts';

/** Below this part of ½‖Δ‖² the relative accuracy asked of the loss relaxes like the root of the loss. */
const DEEP = 1e-10;
/** It never relaxes beyond this. */
const COARSE = 1e-2;
/** Rounding of E, in parts of ‖Δ‖, that no step can avoid; and the loss, in parts of ‖Δ‖², that is nothing else. */
const ROUNDING = 1e-14;
const ROUNDING_LOSS = 1e-28;

/**
 * Measures errors of the loss relative to the loss itself. A state that is right to six digits leaves no digit of a loss of
 * 1e-12, because E is a small difference of large terms; this second measure is what keeps deep losses right.
 */
export class LossError {
  readonly #targetSize2: number;
  readonly #targetSize: number;

  constructor(system: System) {
    let sum = 0;
    for (const strength of system.target.strengths) sum += strength * strength;
    this.#targetSize2 = sum;
    this.#targetSize = Math.sqrt(sum);
  }

  /** An error of the loss over what `tolerance` allows at this loss: at most 1 is good. */
  of(error: number, loss: number, tolerance: number): number {
    const size = Math.abs(error);
    if (size === 0 || loss < ROUNDING_LOSS * this.#targetSize2) return 0;
    const depth = (DEEP * 0.5 * this.#targetSize2) / loss;
    const relaxed =
      depth > 1 ? Math.min(tolerance * Math.sqrt(depth), Math.max(tolerance, COARSE)) : tolerance;
    return size / (relaxed * loss + ROUNDING * this.#targetSize * Math.sqrt(loss));
  }
}

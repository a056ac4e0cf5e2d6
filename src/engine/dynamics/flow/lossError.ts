import { normBound } from '../../metric/frozenProducts.ts';
import type { System } from '../../system.ts';

/** Below this part of ½‖Δ‖² the relative accuracy asked of the loss relaxes like the root of the loss. */
const DEEP = 1e-10;
/** It never relaxes beyond this. */
const COARSE = 1e-2;
/** Rounding of E that no step can avoid, and the loss that is nothing else: in parts of the largest term of E, and of its square. */
const ROUNDING = 1e-14;
const ROUNDING_LOSS = 1e-28;

/**
 * Measures errors of the loss relative to the loss itself. A state that is right to six digits leaves no digit of a loss of
 * 1e-12, because E is a small difference of large terms; this second measure is what keeps deep losses right.
 */
export class LossError {
  readonly #targetSize2: number;
  readonly #targetSize: number;
  readonly #norm1: number;
  readonly #norm2: number;
  readonly #scaling: number;
  /** A bound of the terms that add up to E. Large factors whose product is small make it much larger than ‖Δ‖. */
  #terms: number;

  constructor(system: System) {
    let sum = 0;
    for (const strength of system.target.strengths) sum += strength * strength;
    this.#targetSize2 = sum;
    this.#targetSize = Math.sqrt(sum);
    this.#norm1 = normBound(system.W1);
    this.#norm2 = normBound(system.W2);
    this.#scaling = system.scaling;
    this.#terms = this.#targetSize;
  }

  /** Takes ‖A₁‖², ‖B₁‖², ‖A₂‖², ‖B₂‖² of the current state: E = Δ − s·W₂B₁A₁ − s·B₂A₂(W₁ + s·B₁A₁) is rounded at their size. */
  observe(squares: Float64Array): void {
    const first = this.#scaling * Math.sqrt(squares[0]! * squares[1]!);
    const second = this.#scaling * Math.sqrt(squares[2]! * squares[3]!);
    const most = this.#norm2 * first + second * (this.#norm1 + first);
    this.#terms = Math.max(this.#targetSize, most);
  }

  /** An error of the loss over what `tolerance` allows at this loss: at most 1 is good. */
  of(error: number, loss: number, tolerance: number): number {
    const size = Math.abs(error);
    if (size === 0 || loss < ROUNDING_LOSS * this.#terms * this.#terms) return 0;
    const depth = (DEEP * 0.5 * this.#targetSize2) / loss;
    const relaxed =
      depth > 1 ? Math.min(tolerance * Math.sqrt(depth), Math.max(tolerance, COARSE)) : tolerance;
    return size / (relaxed * loss + ROUNDING * this.#terms * Math.sqrt(loss));
  }
}

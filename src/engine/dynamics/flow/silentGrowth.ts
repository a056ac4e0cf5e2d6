import { timesColumn, timesRow } from '../../metric/frozenProducts.ts';
import type { System } from '../../system.ts';

/** Target directions beyond this many hardly set the scale of the frozen factors. */
const MOST = 16;

/**
 * Bounds how fast a target direction that has not been learned yet can grow: by ‖W₂ᵀE‖ or ‖EW₁ᵀ‖. Such a direction sits at
 * the size of the initialisation, far below what a step's error test sees, and yet decides the time of the next drop of the
 * loss. With a single target direction none is left after the escape.
 */
export class SilentGrowth {
  readonly #scale: number;
  readonly #irreducible: number;

  constructor(system: System) {
    const { strengths } = system.target;
    let scale = 0;
    if (strengths.length > 1) {
      for (let l = 0; l < Math.min(MOST, strengths.length); l++)
        scale = Math.max(scale, frozenGain(system, l));
    }
    this.#scale = system.scaling * scale;
    let sum = 0;
    for (let l = system.rank1 + system.rank2; l < strengths.length; l++) sum += strengths[l]! * strengths[l]!;
    this.#irreducible = 0.5 * sum;
  }

  /** The bound at a loss. What no adapter of these ranks can represent does not grow. */
  rate(loss: number): number {
    return this.#scale * Math.sqrt(2 * Math.max(0, loss - this.#irreducible));
  }
}

/** max(‖W₂ᵀu_l‖, ‖W₁v_l‖). */
function frozenGain(system: System, l: number): number {
  const { left, right } = system.target;
  const { h } = system.dims;
  const out = new Float64Array(h);
  timesRow(system.W2, column(left, l), 0, out, 0);
  const first = norm(out);
  timesColumn(system.W1, column(right, l), 0, out, 0);
  return Math.max(first, norm(out));
}

function column(matrix: { rows: number; cols: number; data: Float64Array }, l: number): Float64Array {
  return Float64Array.from({ length: matrix.rows }, (_, i) => matrix.data[i * matrix.cols + l]!);
}

function norm(x: Float64Array): number {
  let sum = 0;
  for (const value of x) sum += value * value;
  return Math.sqrt(sum);
}

import type { System } from '../system.ts';

/** Floating-point operations in a slice: a few milliseconds of compiled code. */
const SLICE = 4e6;

/**
 * Measures work by counting instead of by the clock: tells when a few milliseconds' worth of gradients have been evaluated
 * since the last slice ended.
 */
export class WorkSlice {
  readonly #gradients: number;
  #since = 0;

  constructor(system: System) {
    this.#gradients = Math.max(1, Math.floor(SLICE / gradientFlops(system)));
  }

  /** Whether `gradients`, a running count, has moved on by a slice since this last said so. */
  isOver(gradients: number): boolean {
    if (gradients - this.#since < this.#gradients) return false;
    this.#since = gradients;
    return true;
  }
}

/** About how many operations one gradient takes, vector operations included. */
function gradientFlops(system: System): number {
  const { m, h, n } = system.dims;
  const r = system.rank1 + system.rank2;
  const w = system.target.strengths.length + r;
  const entrywise = 6 * m * n * r;
  const factored = (m + n) * (w * w + 2 * w * r);
  const dense2 = system.W2.kind === 'dense' ? 2 * m * h * r : 0;
  const dense1 = system.W1.kind === 'dense' ? 2 * h * n * r : 0;
  return Math.min(entrywise, factored) + dense2 + dense1 + 20 * r * (m + h + n) + 1_000;
}

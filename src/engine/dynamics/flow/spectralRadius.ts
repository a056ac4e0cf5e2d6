import { layoutOf } from '../../kernel/layout.ts';
import type { Kernel, Vector } from '../../kernel/contract.ts';
import type { System } from '../../system.ts';

const MOST_ITERATIONS = 20;
const CONVERGED = 0.05;
const MARGIN = 1.1;
/** Length of the finite difference, relative to the state. */
const DIFFERENCE = 1e-7;

/**
 * Estimates the spectral radius of the flow's Jacobian (minus the Hessian of L, hence symmetric) by power iteration on
 * finite differences, started from the last estimate's vector.
 */
export class SpectralRadius {
  /** Gradients evaluated so far. */
  gradients = 0;
  readonly #kernel: Kernel;
  readonly #direction: Vector;
  readonly #shifted: Vector;
  readonly #derivative: Vector;
  readonly #floor: number;

  /** `floor` is the size of the initial adapters, below which the state does not set the difference's length. */
  constructor(kernel: Kernel, system: System, floor: number) {
    this.#kernel = kernel;
    this.#direction = kernel.allocate();
    this.#shifted = kernel.allocate();
    this.#derivative = kernel.allocate();
    this.#floor = floor;
    fillPattern(system, kernel.view(this.#direction));
  }

  /** 1.1 times the largest |eigenvalue| at y, whose derivative is f; at least `least`. */
  estimate(y: Vector, f: Vector, least: number): number {
    const kernel = this.#kernel;
    const delta = DIFFERENCE * Math.max(Math.sqrt(kernel.dot(y, y)), this.#floor);
    this.#mix(f);
    let rho = 0;
    for (let i = 0; i < MOST_ITERATIONS; i++) {
      const size = Math.sqrt(kernel.dot(this.#direction, this.#direction));
      if (!(size > 0)) break;
      kernel.stage(this.#shifted, y, delta / size, ONE, [this.#direction], this.#derivative);
      this.gradients += 1;
      kernel.combine(this.#direction, null, [1 / delta, -1 / delta], [this.#derivative, f]);
      const previous = rho;
      rho = Math.sqrt(kernel.dot(this.#direction, this.#direction));
      if (i > 0 && Math.abs(rho - previous) < CONVERGED * rho) break;
    }
    return Math.max(MARGIN * rho, least);
  }

  /** Adds a tenth of the flow's own direction, so that a mode which became the largest is not missed for long. */
  #mix(f: Vector): void {
    const kernel = this.#kernel;
    const own = Math.sqrt(kernel.dot(this.#direction, this.#direction));
    const flow = Math.sqrt(kernel.dot(f, f));
    if (own > 0 && flow > 0) kernel.combine(this.#direction, this.#direction, [(0.1 * own) / flow], [f]);
  }
}

const ONE = [1];

/** A fixed pattern without symmetry on every entry that is not padding. */
function fillPattern(system: System, view: Float64Array): void {
  const { dims, rank1, rank2, stride, offsets } = layoutOf(system.dims, system.rank1, system.rank2);
  const rows = [
    [offsets[0], rank1, dims.n],
    [offsets[1], rank1, dims.h],
    [offsets[2], rank2, dims.h],
    [offsets[3], rank2, dims.m],
  ] as const;
  let seed = 12_345;
  for (const [offset, count, length] of rows) {
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < length; j++) {
        // seed·16807 mod 2³¹ − 1 by Schrage's decomposition: integers only, as a remainder of doubles is slow.
        const high = (seed / 127_773) | 0;
        seed = 16_807 * (seed - 127_773 * high) - 2836 * high;
        if (seed < 0) seed += 2_147_483_647;
        view[offset + i * stride + j] = seed / 1_073_741_823.5 - 1;
      }
    }
  }
}

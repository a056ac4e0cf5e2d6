/** About 25 samples for every power of ten. */
const GROWTH = 1.1;
const DENSE = 10;

/**
 * Which steps of a run are recorded: with a number of samples, evenly spaced ones over the steps allowed; without, the first
 * ten and then a geometric grid. The grid is the same for all runs of an experiment, so that they can be averaged.
 */
export class StepGrid {
  #next = 0;
  readonly #stride: number | undefined;

  constructor(limit: number, samples: number | undefined) {
    if (samples !== undefined) this.#stride = Math.max(1, Math.ceil(limit / (samples - 1)));
  }

  /** Whether `step`, a running count, has come to the next step of the grid; each says so once. */
  isDue(step: number): boolean {
    if (step < this.#next) return false;
    while (this.#next <= step) this.#next = this.#after(this.#next);
    return true;
  }

  #after(step: number): number {
    if (this.#stride !== undefined) return step + this.#stride;
    return step < DENSE ? step + 1 : Math.max(step + 1, Math.round(step * GROWTH));
  }
}

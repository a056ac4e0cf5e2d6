import type { BatchProgress } from './batchEvents.ts';

/** Keeps account of how far the runs of a batch have come. */
export class ProgressMeter {
  readonly #cost: Float64Array;
  readonly #fraction: Float64Array;
  readonly #total: number;
  /** Cost of the runs that were found and not computed. */
  #saved = 0;
  #ended = 0;
  #failed = 0;
  #cached = 0;

  /** `costs` in any common unit; runs without a known cost weigh as much as the cheapest. */
  constructor(costs: readonly number[]) {
    const known = costs.filter(cost => cost > 0 && Number.isFinite(cost));
    const least = known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : 1;
    this.#cost = Float64Array.from(costs, cost => (cost > 0 && Number.isFinite(cost) ? cost : least));
    this.#fraction = new Float64Array(costs.length);
    this.#total = this.#cost.reduce((sum, cost) => sum + cost, 0);
  }

  advance(run: number, fraction: number): void {
    this.#fraction[run] = Math.max(this.#fraction[run]!, Math.min(1, fraction));
  }

  end(run: number, how: { readonly failed: boolean; readonly cached: boolean }): void {
    this.#fraction[run] = 1;
    this.#ended++;
    if (how.failed) this.#failed++;
    if (how.cached) {
      this.#cached++;
      this.#saved += this.#cost[run]!;
    }
  }

  /** The account after `seconds` of wall clock. */
  read(seconds: number): BatchProgress {
    let done = 0;
    for (let run = 0; run < this.#cost.length; run++) done += this.#cost[run]! * this.#fraction[run]!;
    const worked = done - this.#saved;
    const left = this.#total - done;
    const computed = this.#ended - this.#cached;
    return {
      fraction: this.#total > 0 ? Math.min(1, done / this.#total) : 1,
      total: this.#cost.length,
      ended: this.#ended,
      failed: this.#failed,
      cached: this.#cached,
      seconds,
      secondsLeft: worked > 0 && seconds > 0 ? (seconds * Math.max(0, left)) / worked : null,
      rate: computed > 0 && seconds > 0 ? computed / seconds : null,
    };
  }
}

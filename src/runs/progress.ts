import type { BatchProgress } from './batchEvents.ts';
import type { RunStatus } from './record.ts';

/** Keeps account of how far the runs of a batch have come. */
export class ProgressMeter {
  readonly #cost: Float64Array;
  readonly #fraction: Float64Array;
  readonly #total: number;
  /** Cost of the runs that were found and not computed. */
  #saved = 0;
  /** Cost of what will not be computed, because it was cancelled. */
  #givenUp = 0;
  #ended = 0;
  #failed = 0;
  #cancelled = 0;
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

  /** A run has ended. One that was cancelled stays as far as it came: what is left of it is neither done nor awaited. */
  end(run: number, status: RunStatus, cached: boolean): void {
    this.#ended++;
    if (status === 'cancelled') {
      this.#cancelled++;
      this.#givenUp += this.#cost[run]! * (1 - this.#fraction[run]!);
      return;
    }
    this.#fraction[run] = 1;
    if (status === 'failed') this.#failed++;
    if (cached) {
      this.#cached++;
      this.#saved += this.#cost[run]!;
    }
  }

  /** The account after `seconds` of wall clock. */
  read(seconds: number): BatchProgress {
    let done = 0;
    for (let run = 0; run < this.#cost.length; run++) done += this.#cost[run]! * this.#fraction[run]!;
    const worked = done - this.#saved;
    const left = this.#total - done - this.#givenUp;
    const computed = this.#ended - this.#cached - this.#cancelled;
    return {
      fraction: this.#total > 0 ? Math.min(1, done / this.#total) : 1,
      total: this.#cost.length,
      ended: this.#ended,
      failed: this.#failed,
      cancelled: this.#cancelled,
      cached: this.#cached,
      seconds,
      secondsLeft: worked > 0 && seconds > 0 ? (seconds * Math.max(0, left)) / worked : null,
      rate: computed > 0 && seconds > 0 ? computed / seconds : null,
    };
  }
}

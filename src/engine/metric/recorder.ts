import type { Evaluate, Metric } from './contract.ts';
import type { TrajectoryPoint } from './point.ts';
import { chooseMetrics, columnsOf } from './registry.ts';

/** Makes the rows of one trajectory: `t`, `step` for discrete dynamics, and the columns of the chosen metrics. */
export class Recorder {
  /** Largest drift of the conserved quantities among the rows so far. */
  largestDrift = 0;
  readonly #width: number;
  readonly #discrete: boolean;
  readonly #evaluations: readonly { readonly evaluate: Evaluate; readonly at: number }[];
  readonly #driftColumn: number;
  readonly #readsResidual: boolean;

  /** `start` is the run's first point; `onlyAsked` as in `chooseMetrics`. */
  constructor(start: TrajectoryPoint, asked: readonly string[], discrete: boolean, onlyAsked = false) {
    const chosen = chooseMetrics(asked, onlyAsked);
    const first = discrete ? 2 : 1;
    let at = first;
    this.#evaluations = chosen.map(metric => {
      const entry = { evaluate: metric.prepare(start), at };
      at += metric.columns(start.shape).length;
      return entry;
    });
    this.#readsResidual = chosen.some(metric => metric.readsResidual);
    this.#discrete = discrete;
    this.#width = at;
    this.#driftColumn = columnKeys(chosen, start, discrete).indexOf('drift');
  }

  /** The row of a point; a fresh array. `step` is recorded for discrete dynamics. */
  row(point: TrajectoryPoint, step: number): Float64Array {
    const values = new Float64Array(this.#width);
    values[0] = point.t;
    if (this.#discrete) values[1] = step;
    // First, because the loss comes along.
    if (this.#readsResidual) point.prepareResidual();
    for (const { evaluate, at } of this.#evaluations) evaluate(point, values, at);
    const drift = values[this.#driftColumn]!;
    if (drift > this.largestDrift) this.largestDrift = drift;
    return values;
  }
}

/** Column keys of a run's rows. */
export function columnKeys(chosen: readonly Metric[], point: TrajectoryPoint, discrete: boolean): string[] {
  return columnsOf(chosen, point.shape, discrete).map(info => info.key);
}

import type { SeriesInfo } from '../simulation.ts';
import type { Dims } from '../system.ts';
import type { TrajectoryPoint } from './point.ts';

/** What decides how many columns a metric has. */
export interface MetricShape {
  readonly dims: Dims;
  readonly rank1: number;
  readonly rank2: number;
  /** Number of singular triples of Δ. */
  readonly targets: number;
}

/** Writes a metric's values at a point into `out` from index `at` on; NaN where a value is undefined. */
export type Evaluate = (point: TrajectoryPoint, out: Float64Array, at: number) => void;

/** One quantity that is recorded at sample times; some have several columns (singular values…). */
export interface Metric {
  /** The metric as a whole. `info.key` is what an experiment's `metrics: []` asks for. */
  readonly info: SeriesInfo;
  /** Whether it is recorded without being asked for. */
  readonly byDefault: boolean;
  /** Whether it needs E in parts, with which the loss comes along. */
  readonly readsResidual?: boolean;
  /** Its columns, in the order in which `Evaluate` writes them. */
  columns(shape: MetricShape): readonly SeriesInfo[];
  /** Makes the function that computes it along one run; `start` is the run's first point. */
  prepare(start: TrajectoryPoint): Evaluate;
}

/** A metric of one column that needs nothing but the point. */
export function scalarMetric(
  info: SeriesInfo,
  byDefault: boolean,
  value: (point: TrajectoryPoint) => number,
  readsResidual = false,
): Metric {
  return {
    info,
    byDefault,
    readsResidual,
    columns: () => [info],
    prepare: () => (point, out, at) => {
      out[at] = value(point);
    },
  };
}

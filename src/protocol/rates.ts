import type { Statistic } from './panel.ts';

/** A stretch of flow time of one variant. */
export interface IntervalView {
  readonly variant: string;
  readonly from: number;
  readonly to: number;
}

/** How fast a series changed in an interval: least squares for each seed, mean and sd over seeds. */
export interface RateView {
  /** d ln y/dt per unit of flow time; null where no seed has three samples there. */
  readonly rate: Statistic | null;
  /** d ln y/d ln t. */
  readonly power: Statistic | null;
  /** Seeds that were fitted, and the fewest samples that one of them had. */
  readonly seeds: number;
  readonly samples: number;
  /** log₁₀ of the fitted exponential at the first time of the interval, the mean over seeds. */
  readonly start: number;
  /** The least part of the variance of ln y that a seed’s exponential explains, and its power law. */
  readonly r2: number;
  readonly powerR2: number;
}

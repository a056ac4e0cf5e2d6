import type { PanelIntent, SeriesView, Statistic } from './panel.ts';

/** The singular directions of what a variant is to learn. */
export interface TargetView {
  /** Singular values σᵢ, descending. */
  readonly sigma: readonly number[];
  /** Predicted T½ of each in flow time, mean and sd over seeds; null where nothing is predicted. */
  readonly times: readonly (Statistic | null)[];
  /** Why no time is predicted; null where some are. */
  readonly withheld: string | null;
}

/** A series that has a view of its own and was not recorded. */
export interface UnrecordedView {
  /** What `metrics` calls it. */
  readonly key: string;
  readonly label: string;
  /** What to write into the file: `"metrics": ["svF"]`. */
  readonly line: string;
  /** The button that writes it; null where the file cannot be edited that way. */
  readonly action: { readonly label: string; readonly intent: PanelIntent } | null;
}

/** A matrix that was recorded over time. Its entries are fetched for one variant at a time. */
export interface MatrixSeriesView {
  readonly series: SeriesView;
  /** Rows and columns; the last of each is what lies outside the followed directions. */
  readonly size: number;
}

/** The entries of a recorded matrix along one variant: means and sd over seeds, of log₁₀ for a log series. */
export interface MatrixView {
  readonly variant: string;
  readonly size: number;
  /** Flow times, ascending. */
  readonly t: Float64Array;
  /** Matrix after matrix, each row after row. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** A run that is being computed, or that failed. */
export interface RunRowView {
  /** Position in the batch. */
  readonly run: number;
  /** `10⁻³ gaussian, seed 3`. */
  readonly name: string;
  readonly state: 'running' | 'failed';
  readonly fraction: number;
  /** Since it began; null once it has ended. */
  readonly seconds: number | null;
  /** Why it failed; empty before. */
  readonly reason: string;
}

/** Runs that the reader may want to do something about. */
export interface RunRowsView {
  readonly rows: readonly RunRowView[];
  /** Failed runs beyond those. */
  readonly more: number;
  /** Whether computing the failed ones again may end otherwise: one that diverged will diverge. */
  readonly curable: boolean;
}

/** The charts over time of a kind of problem: described by the kind, drawn without knowing it. */

/** What the page of curves shows, and how it is looked at before the reader changes anything. */
export interface CurvePageView {
  /** Scale of the time axis. */
  readonly x: 'linear' | 'log';
  /** The first has the whole width, the others stand below it in pairs; what a batch has not recorded is left out. */
  readonly charts: readonly CurveChartView[];
  /** Series that the table below reads; absent: those of the charts. */
  readonly read?: readonly string[];
}

export interface CurveChartView {
  /** Unique on its page; zooms are kept by it. */
  readonly key: string;
  /**
   * `variants`: one series of every variant; the first chart is one of these. `selected`: series of the selected variant, on one
   * axis. `phases`: of the selected variant a loss and an alignment, and a norm on an axis of its own, as phases follow one another.
   */
  readonly kind: 'variants' | 'selected' | 'phases';
  /** Null: as its series is called. */
  readonly title: string | null;
  readonly series: readonly string[];
  /** What the series of a `selected` chart are called at their ends; empty in other charts. */
  readonly names: readonly string[];
}

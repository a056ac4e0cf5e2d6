import type { SeriesView } from './panel.ts';

/** A numeric setting that a batch sweeps over. */
export interface SweepAxisView {
  /** `adapter.initScale` and its short name. */
  readonly path: string;
  readonly field: string;
  /** Ascending. */
  readonly values: readonly number[];
  readonly labels: readonly string[];
  /** Spaced so that a log axis shows them best. */
  readonly log: boolean;
}

/** A variant on the grid: its value on every axis (NaN where it has none), and what its runs ended with. */
export interface SweepCellView {
  readonly variant: string;
  readonly at: readonly number[];
  /** Mean and sd of end values over seeds by series key; of log₁₀ for log series. */
  readonly ends: Readonly<Record<string, { readonly mean: number; readonly sd: number }>>;
}

/** The cells along one axis that share everything else, and the power law through their ends of one series. */
export interface SweepFitView {
  /** Index of the axis, key of the series. */
  readonly axis: number;
  readonly series: string;
  /** What the cells share: `2 gaussian`; empty where nothing else differs. */
  readonly name: string;
  /** Variant ids by ascending axis value. */
  readonly variants: readonly string[];
  readonly deltaW: number | null;
  /** log₁₀ end = intercept + slope·log₁₀ value, ± half-width of the 95 % interval; null with fewer than three cells. */
  readonly fit: {
    readonly slope: number;
    readonly half: number;
    readonly intercept: number;
    readonly cells: number;
    readonly from: number;
    readonly to: number;
  } | null;
  readonly predicted: { readonly value: number; readonly formula: string } | null;
  readonly remark: { readonly severity: 'info' | 'warning'; readonly text: string } | null;
}

/** The ends of a batch as functions of what was swept. */
export interface SweepView {
  /** At least one with three values or more; that with the most comes first. */
  readonly axes: readonly SweepAxisView[];
  readonly series: readonly SeriesView[];
  /** When all variants ended, or null where they differ. */
  readonly time: number | null;
  readonly cells: readonly SweepCellView[];
  readonly fits: readonly SweepFitView[];
}

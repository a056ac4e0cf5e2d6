/**
 * Messages between the extension host and the plot panel, and the view model that the panel draws.
 * Numbers are computed on the host's side: the panel only places them on the screen.
 */
import type { OverlayView } from './overlay.ts';
import type { ComparisonView } from './comparison.ts';
import type { CurvePageView } from './curvePage.ts';
import type { DiagnosisView } from './diagnosis.ts';
import type { MatrixSeriesView, MatrixView, TargetView, UnrecordedView } from './directions.ts';
import type { EventView } from './events.ts';
import type { GroupingView } from './grouping.ts';
import type { PageView } from './page.ts';
import type { IntervalView, RateView } from './rates.ts';
import type { RunRowsView } from './runRows.ts';
import type { SweepView } from './sweep.ts';
import type { VerdictCountView } from './verdicts.ts';
import type { PreviewView, WhatIfView } from './whatIf.ts';

/** A variant's curve of one series: mean over seeds with one standard deviation to each side. */
export interface CurveView {
  /** Flow times, ascending. */
  readonly t: Float64Array;
  /** For series on a log scale these are statistics of log₁₀ of the values; NaN where undefined. */
  readonly mean: Float64Array;
  readonly sd: Float64Array;
  /** How many seeds each point averages. */
  readonly count: Uint16Array;
}

/** One seed's curve, for the `lines` mode; log₁₀ for log series. */
export interface LineView {
  readonly seed: number;
  readonly t: Float64Array;
  readonly value: Float64Array;
}

export interface Statistic {
  readonly mean: number;
  readonly sd: number;
}

export interface VariantView {
  /** Stable within the batch and from batch to batch of the same settings. */
  readonly id: string;
  /** Values of the differing fields, in the order of `PanelView.fields`, ready to show: `10⁻³`, `gaussian`. */
  readonly labels: readonly string[];
  /** All differing fields in one short name: `10⁻³ gaussian`. */
  readonly name: string;
  /** 0…5: index into the series colours (first differing field). 0…3: dash pattern (second field). */
  readonly colour: number;
  readonly dash: number;
  readonly runs: { readonly total: number; readonly done: number; readonly failed: number };
  /** How its runs ended, where ends are judged. */
  readonly verdicts?: readonly VerdictCountView[];
  /** By series key; absent until the first sample. */
  readonly curves: Readonly<Record<string, CurveView>>;
  /** Measured event times over seeds, by event key (`escape`). */
  readonly events: Readonly<Record<string, Statistic>>;
  /** λ of this variant, to show time as λt. */
  readonly lambda: number;
  /** η of discrete dynamics, to show time as steps. */
  readonly learningRate: number | null;
  /** The value read off the paper for the final log₁₀ loss, where this variant reproduces one. */
  readonly paper: { readonly loss?: number; readonly alignment?: number } | null;
  /** Where runs of this variant diverged: the last finite point. */
  readonly divergence: { readonly t: number; readonly logLoss: number } | null;
}

export interface SeriesView {
  readonly key: string;
  readonly label: string;
  readonly symbol: string;
  readonly scale: 'log' | 'linear';
}

/** A named stretch of the time axis for one variant: alignment, local convergence, slow tail. */
export interface PhaseView {
  readonly variant: string;
  readonly label: string;
  readonly shortLabel: string;
  readonly from: number;
  readonly to: number;
}

export type PanelState = 'empty' | 'running' | 'done' | 'stopped' | 'failed' | 'error' | 'interrupted';

/** A message to the reader above the plots. */
export interface NoteView {
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly detail: string;
  /** Buttons, the first being the primary one. */
  readonly actions: readonly { readonly label: string; readonly intent: PanelIntent }[];
}

export interface PanelView {
  readonly state: PanelState;
  readonly title: string;
  readonly runs: {
    readonly total: number;
    readonly done: number;
    readonly failed: number;
    readonly variants: number;
    readonly seeds: number;
    readonly cached: number;
  };
  /** Overall progress, 0…1. */
  readonly fraction: number;
  /** Seconds of wall clock so far or in all; estimate of what is left, or of the whole before a run. */
  readonly seconds: number;
  readonly secondsLeft: number | null;
  /** `12 runs/s` while it runs; null before the first. */
  readonly rate: string | null;
  readonly runRows: RunRowsView;
  /** Only where variants of several batches are compared. */
  readonly comparison?: ComparisonView;
  /** Only where the reader pools variants, which then are the groups. */
  readonly grouping?: GroupingView;
  /** Largest relative drift of the conserved quantities; null where nothing is conserved or nothing has run. */
  readonly drift: { readonly value: number; readonly verdict: 'ok' | 'expected' | 'high' } | null;
  /** `gradient flow` or `GD, η = 10⁻⁴, 50 000 steps`. */
  readonly method: string;
  /** Whether time can be shown in steps; and what t counts where it is not flow time: `iteration`. */
  readonly discrete: boolean;
  readonly clock?: string;
  /** Names of the differing fields: `initScale`, `init`. */
  readonly fields: readonly string[];
  readonly curvePage: CurvePageView;
  readonly series: readonly SeriesView[];
  readonly variants: readonly VariantView[];
  /** Final horizon: axes are fixed to it while running. */
  readonly horizon: number;
  readonly phases: readonly PhaseView[];
  /** What theory says of the variants, drawn and withheld. */
  readonly overlays: readonly OverlayView[];
  readonly notes: readonly NoteView[];
  /** What the runs show; empty while the batch runs. */
  readonly diagnosis: DiagnosisView;
  /** Ends over swept settings, once a batch with a numeric axis has ended. */
  readonly sweep: SweepView | null;
  /** Phase boundaries of the runs that have ended. */
  readonly events: readonly EventView[];
  /** What there is to learn, by variant id; left out where it is not known. */
  readonly targets: Readonly<Record<string, TargetView>>;
  /** The matrix that was recorded over time; null where none was. */
  readonly matrix: MatrixSeriesView | null;
  /** Series that have views of their own and are missing. */
  readonly unrecorded: readonly UnrecordedView[];
  /** Figures of the kind of problem, of the runs that have ended. */
  readonly pages: readonly PageView[];
  /** `{ label: "Figure 1", passed: 9, total: 9 }` when the file reproduces a published figure. */
  readonly reproduced: {
    readonly label: string;
    readonly passed: number;
    readonly total: number;
    readonly complete: boolean;
  } | null;
  /** True when the file was edited since this batch was launched. */
  readonly stale: boolean;
  /** The previous batch's means of the series of the first chart, drawn as ghosts. */
  readonly ghosts: readonly {
    readonly name: string;
    readonly t: Float64Array;
    readonly mean: Float64Array;
  }[];
}

/** What the user asks for in the panel. */
export type PanelIntent =
  | { readonly type: 'run' }
  | { readonly type: 'stop' }
  | { readonly type: 'showFile'; readonly line: number }
  | { readonly type: 'showLog' }
  /** Compute what the batch still lacks, from the text that it was launched with. */
  | { readonly type: 'resume' }
  | { readonly type: 'cancelRun'; readonly run: number }
  /** Make an edit that was offered, by its id: the panel never says what to write. */
  | { readonly type: 'applyFix'; readonly fix: string }
  /** All samples as a file for NumPy; the results as a Markdown table, or the command that computes them, copied. */
  | { readonly type: 'export'; readonly what: 'npz' | 'markdown' | 'commandLine' }
  /** Write the settings that were asked about last (`whatIf`) into the file. */
  | { readonly type: 'writeWhatIf' };

export type ToPanel =
  | { readonly type: 'view'; readonly view: PanelView }
  | {
      readonly type: 'lines';
      readonly request: number;
      readonly lines: Readonly<Record<string, readonly LineView[]>>;
    }
  | { readonly type: 'matrix'; readonly request: number; readonly matrix: MatrixView | null }
  | {
      readonly type: 'rates';
      readonly request: number;
      readonly rates: Readonly<Record<string, RateView>>;
    }
  /** Null where a newer question took its place. */
  | { readonly type: 'whatIf'; readonly request: number; readonly answer: WhatIfView | null }
  /** What the text that is being edited would do; null: nothing else than what is shown. */
  | { readonly type: 'preview'; readonly preview: PreviewView | null }
  | { readonly type: 'saved'; readonly request: number; readonly error: string | null };

export type FromPanel =
  | { readonly type: 'ready'; readonly version: string }
  /** The view that was sent last is on the screen: only now is the next one sent, so that none queue up. */
  | { readonly type: 'drawn' }
  | { readonly type: 'intent'; readonly intent: PanelIntent }
  /** Asks for the single seeds of the shown variants: answered by `lines`, keys `variantId/seriesKey`. */
  | {
      readonly type: 'lines';
      readonly request: number;
      readonly variants: readonly string[];
      readonly series: readonly string[];
    }
  /** Asks for the recorded matrix of a variant: answered by `matrix`. */
  | { readonly type: 'matrix'; readonly request: number; readonly variant: string }
  /** Asks how fast series changed in intervals: answered by `rates`, keys `variantId/seriesKey`. */
  | {
      readonly type: 'rates';
      readonly request: number;
      readonly series: readonly string[];
      readonly intervals: readonly IntervalView[];
    }
  /** Asks what a variant would do with these values, by dotted path: answered by `whatIf`. */
  | {
      readonly type: 'whatIf';
      readonly request: number;
      readonly variant: string;
      readonly changes: Readonly<Record<string, number>>;
    }
  /** A figure or table to be saved where the user says: answered by `saved`. */
  | {
      readonly type: 'save';
      readonly request: number;
      readonly name: string;
      readonly kind: 'svg' | 'png' | 'json' | 'csv';
      readonly content: string | Uint8Array;
    }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'error'; readonly message: string };

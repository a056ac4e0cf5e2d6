import type { Classification } from './classification.ts';
import type { Writing } from './writing.ts';

/**
 * What every problem kind offers to whoever drives it (worker, command line, test): a run that can be advanced
 * in slices. Nothing here knows what is being fitted.
 */

/** One column of a trajectory and how to draw and explain it. */
export interface SeriesInfo {
  /** Key in files, JSON and CSV: `loss`, `alignment`, `normZ1`… */
  readonly key: string;
  /** Plain-text label for legends and tables. */
  readonly label: string;
  /** Mathematical symbol in Unicode, for example `‖Z₁‖₂`. */
  readonly symbol: string;
  /** Whether the quantity is read on a logarithmic axis. */
  readonly scale: 'log' | 'linear';
  /** Of a quantity that is zero but for rounding: what is below, of either sign, is no more than that. */
  readonly resolution?: number;
  /** What it is and its formula, in Markdown without LaTeX. */
  readonly help: string;
}

/** What a simulation yields between slices of work. The receiver may keep `values`. */
export type SimulationStep =
  | { readonly kind: 'sample'; readonly values: Float64Array }
  | { readonly kind: 'progress'; readonly fraction: number };

/** Why a run ended by itself. */
export type EndReason =
  'horizon' | 'reached 1e-30' | 'nothing more will happen before t_end' | 'stationary' | 'diverged';

/** What is known once a run has ended. Times are flow times t (t = ηk for discrete dynamics). */
export interface Outcome {
  readonly reason: EndReason;
  /** Times of events that happened, by key (`escape`, `alignmentEnd`, `crossing`, `plateau`…). */
  readonly events: Readonly<Record<string, number>>;
  /** Health figures: `drift` of the conserved quantities… */
  readonly health: Readonly<Record<string, number>>;
  /** Work done: `gradients`, `steps`, `rejected`. */
  readonly counts: Readonly<Record<string, number>>;
  /** Only when the run diverged: the last finite state's time, step and loss, and what to do. */
  readonly divergence?: {
    readonly t: number;
    readonly step?: number;
    readonly loss: number;
    readonly remedy: string;
  };
  /** Numbers of the end state that have no time series, by key; null where one is not defined. */
  readonly ends?: Readonly<Record<string, number | null>>;
  /** What the end state is: a key of the kind's verdicts. */
  readonly verdict?: string;
  /** Short lists that belong to the end state: singular values of the solution, descending… */
  readonly spectra?: Readonly<Record<string, readonly number[]>>;
  /** What it writes, where the run learns to write. */
  readonly writing?: Writing;
  /** What it calls examples, where the run learns to classify. */
  readonly classification?: Classification;
}

/** A kind of end state, as a kind's runs name it in `Outcome.verdict`. */
export interface VerdictInfo {
  /** As stored: `localMinimum`. */
  readonly key: string;
  /** In a word, for tables where there is little room: `spurious`. */
  readonly short: string;
  /** Plain-text label for tables: `local minimum`. */
  readonly label: string;
  /** What it means and what it rests on, in Markdown without LaTeX. */
  readonly help: string;
  readonly tone: 'good' | 'warning' | 'bad' | 'neutral';
}

/** A run in progress; resume it with `next()`. It yields at least every few milliseconds of work. */
export type Simulation = Generator<SimulationStep, Outcome, undefined>;

/** A run that is ready to start. */
export interface PlannedRun {
  /** Column keys of each sample, in order; `t` is first and `step`, where there are steps, second. */
  readonly columns: readonly string[];
  /** Which kernel computes it; stored with the run because it decides the last bits. */
  readonly kernel: string;
  /** Sizes that are integrated, where the problem has an exact reduction. */
  readonly reduction?: {
    readonly m: number;
    readonly h: number;
    readonly n: number;
    readonly r1: number;
    readonly r2: number;
    readonly reasons: readonly string[];
  };
  start(): Simulation;
}

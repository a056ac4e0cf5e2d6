import type { TSchema } from 'typebox';
import type { Result } from '../../engine/fault.ts';
import type { EventInfo } from '../../engine/event/infos.ts';
import type { Outcome, PlannedRun, SeriesInfo, VerdictInfo } from '../../engine/simulation.ts';
import type { NumericArrays } from '../../data/array.ts';
import type { CurvePageView } from '../../protocol/curvePage.ts';
import type { TargetView } from '../../protocol/directions.ts';
import type { OverlayView } from '../../protocol/overlay.ts';
import type { PageView } from '../../protocol/page.ts';
import type { CurveView, Statistic } from '../../protocol/panel.ts';
import type { Finding } from '../issue.ts';
import type { JsonObject, Path } from '../json.ts';
import type { Expectations } from './expectations.ts';

/** All settings of one run but its seed, every default explicit. Plain data: it travels to workers and into records. */
export interface ResolvedVariant {
  readonly problem: JsonObject;
  readonly adapter: JsonObject;
  readonly dynamics: JsonObject;
  /** Keys of the metrics to record, those recorded by default included. */
  readonly metrics: readonly string[];
}

/** The arrays of every file an experiment reads, by path as the experiment writes it. */
export type LoadedFiles = Readonly<Record<string, NumericArrays>>;

/** An array that a variant reads from a file, or a text. */
export interface ArrayRequest {
  /** The file as the experiment writes it. */
  readonly path: string;
  /** Name of the array; a bare `.npy` has one array, which any name gives. */
  readonly name: string;
  /** Which setting names the file, and which the array. */
  readonly fileAt: Path;
  readonly at: Path;
  /** Leaves single precision and bytes as they are stored: of many examples, which would take several times the memory. */
  readonly asStored?: true;
  /** The path leads to a folder of images, of which all arrays are taken, whatever `name` says. */
  readonly folder?: true;
  /** Takes the bytes of the whole file, which has to be a text in UTF-8. */
  readonly text?: true;
}

/** What one run will cost, foreseen from its settings. */
export interface RunEstimate {
  /** Seconds of one core. */
  readonly seconds: number;
  /** Peak memory of the run in bytes, and what its samples occupy afterwards. */
  readonly bytes: number;
  readonly storedBytes: number;
}

/** Numbers that follow from the settings before anything runs; whatever is not defined is left out. */
export interface Derived {
  /** λ: growth rate of the signal direction. */
  readonly lambda?: number;
  /** δ_w of the target direction. */
  readonly deltaW?: number;
  /** Predicted time of escape T½, and its spread over seeds. */
  readonly escape?: { readonly time: number; readonly spread: number };
  /** End of the run in flow time. */
  readonly horizon?: number;
  /** Predicted limit of the learning rate. */
  readonly learningRateLimit?: number;
  /** Numbers that are trained. */
  readonly trainable?: number;
}

/** Something that follows from the settings and is worth saying beside the one it hangs on. */
export interface FactInfo {
  /** What the setting `editor.inlayHints` calls it: `escape`. */
  readonly key: string;
  /** What it is called among sentences: `predicted escape T½`. */
  readonly label: string;
  /** Stands before and after the value: `T½ ≈ `, ` trained`. */
  readonly before: string;
  readonly after?: string;
  /** Readable without LaTeX; empty where there is none. */
  readonly formula: string;
  /** One sentence of Markdown: what follows from it. */
  readonly help: string;
}

/** Such a thing of one variant. */
export interface Fact {
  readonly key: string;
  /** A number, or words where it is none: `10 × 14 × 10`. */
  readonly value: number | string;
  /** Standard deviation over seeds. */
  readonly spread?: number;
  /** Settings that it hangs on, the one that it belongs beside first; of those that the file writes. */
  readonly at: readonly Path[];
}

/** How a variant is trained, for headers, axes and health figures. */
export interface Method {
  /** In the header: `gradient flow`, `GD`. */
  readonly name: string;
  /** What t counts where it is not flow time: `iteration`. */
  readonly clock?: string;
  /** Whether step numbers are a clock besides t, with t = η·step. */
  readonly discrete: boolean;
  readonly learningRate: number | null;
  /** Steps that every run makes; null where that is not known beforehand. */
  readonly steps: number | null;
  /** Error allowed in a step of a flow's integration. */
  readonly tolerance: number | null;
  /** Whether the conserved quantities are conserved (flow), drift as expected (plain descent), or mean nothing. */
  readonly conserves: 'exactly' | 'nearly' | 'not';
}

/** A whole file to begin with, for an empty document. */
export interface Starter {
  readonly label: string;
  readonly description: string;
  /** Without `version`. `${1:…}` marks what to fill in. */
  readonly body: JsonObject;
}

/** A number that theory speaks of and that a user's own expressions may name. */
export interface Quantity {
  /** As an expression writes it: `lambda`. */
  readonly name: string;
  /** As theory.md writes it: `λ`. */
  readonly symbol: string;
  /** One sentence of Markdown: what it is. */
  readonly help: string;
  /** Where it is not defined: completes "it has no value …". Absent where it always is. */
  readonly missing?: string;
}

/** The quantities of one variant. */
export interface Quantities {
  /** Those that are defined, by name. */
  readonly values: ReadonlyMap<string, number>;
  /** False where weights are missing or too large to look at now: what has no value then may still be defined. */
  readonly complete: boolean;
}

/** What simulation has shown of a variant so far; statistics of log series are of log₁₀. */
export interface Measured {
  /** By series key; empty before the first sample. */
  readonly curves: Readonly<Record<string, CurveView>>;
  /** Times of events over the seeds that have ended. */
  readonly events: Readonly<Record<string, Statistic>>;
  readonly seeds: readonly number[];
  /** Whether the batch has ended: what takes more than a few milliseconds waits for that. */
  readonly ended: boolean;
  /** End of the plotted time axis. */
  readonly horizon: number;
  /** A number of the end state over the runs that ended well; null before, and where there is no such number. */
  readonly end: (key: string) => Statistic | null;
}

/** Theory to draw over a variant’s curves, or why it is not drawn. */
export type Overlay = Omit<OverlayView, 'variant'>;

/** A run that has ended, in whatever way. */
export interface EndedRun {
  readonly seed: number;
  readonly status: 'done' | 'failed' | 'cancelled';
  readonly outcome: Omit<Outcome, 'reason' | 'divergence'>;
  /** Samples row after row, `t` first. */
  readonly columns: readonly string[];
  readonly rows: Float64Array;
}

/** A variant with those of its runs that have ended, named and coloured as everywhere in the panel. */
export interface VariantRuns {
  readonly id: string;
  readonly name: string;
  /** One a differing field. */
  readonly labels: readonly string[];
  readonly colour: number;
  readonly dash: number;
  readonly variant: ResolvedVariant;
  /** In the order of the seeds. */
  readonly runs: readonly EndedRun[];
}

/** What the pages of a batch are made from. */
export interface PageInput {
  /** Those of this kind, in the order of the batch. */
  readonly variants: readonly VariantRuns[];
  /** Short names of the fields that differ. */
  readonly fields: readonly string[];
  /** Runs that each variant will have. */
  readonly seeds: number;
  readonly files: LoadedFiles;
  /** Whether the batch has ended. */
  readonly ended: boolean;
}

/**
 * What can be fitted. A new kind is one folder with an object of this type and a `ProblemPlanner`, and a line in the registries
 * of both: file schema, validation, runs and estimates follow from them.
 */
export interface ProblemKind {
  /** Value of `problem.kind`. */
  readonly kind: string;
  readonly label: string;
  /** Markdown. */
  readonly help: string;
  readonly starter: Starter;
  /** TypeBox schemas of the sections of the file, in resolved form: what has a `default` is optional in a file. */
  readonly sections: { readonly problem: TSchema; readonly adapter: TSchema; readonly dynamics: TSchema };
  /** Every series that `metrics` may name, in the order of columns. */
  readonly series: readonly SeriesInfo[];
  /** Charts over time; lines of the user's own can be drawn over their series. */
  readonly curvePage: CurvePageView;
  /** Numbers of the end state that its runs can have besides series (`Outcome.ends`). */
  readonly ends: readonly SeriesInfo[];
  /** What the end state can be (`Outcome.verdict`), the best first; none where ends are not judged. */
  readonly verdicts: readonly VerdictInfo[];
  /** Columns and keys of `ends` that a table of results has, in its order. */
  readonly results: readonly string[];
  /** Keys of those recorded without being asked for. */
  readonly defaultSeries: readonly string[];
  /** When a series is recorded, in the words of the docs: `always`, `on request`. */
  readonly recorded: (key: string) => string;
  /** Every column that a run can have besides its time; of numbered ones the first (`svF.1`). */
  readonly columns: readonly string[];
  /** Key of the series that records a column (`svF` for `svF.2`); undefined where there is no such column. */
  seriesOf(column: string): string | undefined;
  /** How to draw and explain a column (`svF.2` too); undefined where there is no such column. */
  columnInfo(column: string): SeriesInfo | undefined;
  /** Numbers that expressions may name. */
  readonly quantities: readonly Quantity[];
  quantitiesOf(variant: ResolvedVariant, files: LoadedFiles): Quantities;
  /** Events that its runs can have. */
  readonly events: readonly EventInfo[];
  /** Arrays that the variant reads from files. */
  files(variant: ResolvedVariant): readonly ArrayRequest[];
  /** Everything that can be said against a variant before it runs. `files` has those that could be read. */
  check(variant: ResolvedVariant, files: LoadedFiles): readonly Finding[];
  method(variant: ResolvedVariant): Method;
  derive(variant: ResolvedVariant, files: LoadedFiles): Derived;
  /** What can be said beside settings. A kind that has nothing to say leaves it out. */
  readonly facts?: {
    readonly infos: readonly FactInfo[];
    of(variant: ResolvedVariant, files: LoadedFiles): readonly Fact[];
  };
  /**
   * What theory says of a variant. Asked some times a second while a batch runs: what does not depend on
   * `measured` is kept. A kind without theory leaves it out.
   */
  overlays?(variant: ResolvedVariant, files: LoadedFiles, measured: Measured): readonly Overlay[];
  /** The singular directions of the target; null where they are not known or cost too much. A kind without leaves it out. */
  target?(variant: ResolvedVariant, files: LoadedFiles): TargetView | null;
  /**
   * Figures besides curves over time. Asked whenever runs have ended: what depends on the settings alone is kept.
   * A page that does not apply is left out. A kind without pages leaves it out.
   */
  pages?(input: PageInput): readonly PageView[];
  /** What theory expects of a run, to diagnose it by. */
  expect(variant: ResolvedVariant, files: LoadedFiles): Expectations;
  estimate(variant: ResolvedVariant, files: LoadedFiles): RunEstimate;
}

/**
 * How the runs of a kind come about. Apart from what describes the kind: the editor needs the description at once and never the
 * solvers, which are loaded by workers alone.
 */
export interface ProblemPlanner {
  /** Value of `problem.kind`. */
  readonly kind: string;
  plan(variant: ResolvedVariant, seed: number, files: LoadedFiles): Result<PlannedRun>;
  /** Work that has the code of its runs compiled while a worker waits, in pieces of at most some 100 ms. */
  readonly warmUp?: readonly (() => void)[];
}

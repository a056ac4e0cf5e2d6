import type { Classification } from '../engine/classification.ts';
import type { Writing } from '../engine/writing.ts';

/** What is kept of a run and of a batch. Plain data: no methods, no platform types. */

/** The settings of one grid point as the file writes them: `{ "adapter.initScale": 1e-5, "adapter.init": "gaussian" }`. */
export type VariantLabel = Readonly<Record<string, unknown>>;

export type RunStatus = 'done' | 'failed' | 'cancelled';

/** One run: a variant with one seed, integrated to its end or as far as it came. */
export interface RunRecord {
  /** SHA-256 of (resolved variant, seed, engine version), hex: the same question has the same id. */
  readonly id: string;
  /** Index of its variant in the batch. */
  readonly variant: number;
  readonly seed: number;
  readonly status: RunStatus;
  /** Why it ended: an end reason when done, a sentence for a person otherwise. */
  readonly reason: string;
  /** Seconds of work in the worker. */
  readonly seconds: number;
  /** Which kernel computed it. */
  readonly kernel: string;
  readonly reduction?: {
    readonly m: number;
    readonly h: number;
    readonly n: number;
    readonly r1: number;
    readonly r2: number;
    readonly reasons: readonly string[];
  };
  readonly events: Readonly<Record<string, number>>;
  readonly health: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly divergence?: {
    readonly t: number;
    readonly step?: number;
    readonly loss: number;
    readonly remedy: string;
  };
  /** Numbers of the end state that have no time series; null where one is not defined. Absent where the kind has none. */
  readonly ends?: Readonly<Record<string, number | null>>;
  /** What the end state is: a key of the kind's verdicts. */
  readonly verdict?: string;
  /** Short lists of the end state, descending. */
  readonly spectra?: Readonly<Record<string, readonly number[]>>;
  /** What the end state calls examples, where the run learns to classify. */
  readonly classification?: Classification;
  /** What it writes, where the run learns to write. */
  readonly writing?: Writing;
  /** Column keys of the samples; the first is `t`. */
  readonly columns: readonly string[];
  /** Samples row after row: `samples[i * columns.length + j]`. NaN stands for "undefined here". */
  readonly samples: Float64Array;
}

/** One point of the sweep grid. */
export interface VariantRecord {
  readonly label: VariantLabel;
  /** A name given in the file (`variants: [{ name }]`), if any. */
  readonly name?: string;
  /** The resolved settings of this variant: problem, adapter, dynamics, metrics; every default explicit. */
  readonly resolved: unknown;
}

export type BatchState = 'running' | 'done' | 'stopped' | 'failed' | 'interrupted';

/** The head of a batch: everything but the runs. */
export interface BatchHead {
  readonly format: 'lora-dynamics/1';
  /** Unique id, sorts by time: `20261122T105801Z-4f3a`. */
  readonly id: string;
  readonly engine: string;
  /** Hash of the resolved experiment and of every file it read; not of title or notes. */
  readonly configHash: string;
  /** SHA-256 of every file that was read, by path as written; absent in batches of older versions. */
  readonly fileHashes?: Readonly<Record<string, string>>;
  /** Path of the experiment file relative to its workspace folder, or its URI when it has none. */
  readonly source: string;
  readonly title: string;
  /** Resolved experiment, every default explicit. */
  readonly experiment: unknown;
  /** Text of the file as it was when the batch was launched. */
  readonly text: string;
  readonly variants: readonly VariantRecord[];
  readonly seeds: readonly number[];
  /** ISO time of launch. */
  readonly started: string;
}

/** What is known of a batch without reading its series. */
export interface BatchSummary {
  readonly state: BatchState;
  readonly finished: string | null;
  /** Wall-clock seconds from launch to end. */
  readonly seconds: number;
  readonly runs: {
    readonly total: number;
    readonly done: number;
    readonly failed: number;
    readonly cancelled: number;
    readonly cached: number;
  };
  readonly message?: string;
}

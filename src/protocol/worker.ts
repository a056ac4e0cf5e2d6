import type { Outcome } from '../engine/simulation.ts';

/** Messages between the pool (any host) and a worker that integrates runs. */

/** One run to do. Everything in it can be cloned into a worker. */
export interface RunJob {
  /** Position in the batch, chosen by the pool's owner; echoed in every message about the run. */
  readonly index: number;
  /** Resolved variant: problem, adapter, dynamics, metrics. */
  readonly variant: unknown;
  readonly seed: number;
}

/** The arrays of a user's file, by array name; shared by all runs of a batch. */
export interface LoadedArray {
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | Uint8Array;
}
export type LoadedFiles = Readonly<Record<string, Readonly<Record<string, LoadedArray>>>>;

export type ToWorker =
  { readonly type: 'files'; readonly files: LoadedFiles } | { readonly type: 'run'; readonly job: RunJob };

export type FromWorker =
  | { readonly type: 'ready' }
  | {
      readonly type: 'started';
      readonly index: number;
      readonly columns: readonly string[];
      readonly kernel: string;
      readonly reduction?: {
        readonly m: number;
        readonly h: number;
        readonly n: number;
        readonly r1: number;
        readonly r2: number;
        readonly reasons: readonly string[];
      };
    }
  /** New rows since the last message, row after row; the buffer is transferred. At most ten a second per run. */
  | {
      readonly type: 'samples';
      readonly index: number;
      readonly fraction: number;
      readonly rows: Float64Array;
    }
  | {
      readonly type: 'finished';
      readonly index: number;
      readonly seconds: number;
      readonly rows: Float64Array;
      readonly outcome: Outcome;
    }
  | {
      readonly type: 'cancelled';
      readonly index: number;
      readonly seconds: number;
      readonly rows: Float64Array;
    }
  | { readonly type: 'failed'; readonly index: number; readonly seconds: number; readonly message: string };

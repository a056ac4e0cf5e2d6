import type { Fault } from '../engine/fault.ts';
import type { BatchHead, BatchSummary, RunRecord } from './record.ts';

/** What a batch says while it runs. `run` is the position of a run in the batch. */
export type BatchEvent =
  | { readonly type: 'launched'; readonly head: BatchHead }
  | {
      readonly type: 'runStarted';
      readonly run: number;
      readonly variant: number;
      readonly seed: number;
      readonly columns: readonly string[];
    }
  /** New rows, row after row. */
  | {
      readonly type: 'samples';
      readonly run: number;
      readonly variant: number;
      readonly seed: number;
      readonly columns: readonly string[];
      readonly fraction: number;
      readonly rows: Float64Array;
    }
  /** A run has ended; its record holds all rows, those sent before included. */
  | {
      readonly type: 'runFinished';
      readonly run: number;
      readonly record: RunRecord;
      readonly cached: boolean;
    }
  | { readonly type: 'progress'; readonly progress: BatchProgress }
  /** Somebody stopped it: no run will be started any more, and those in progress have been told. */
  | { readonly type: 'stopped' }
  /** The runs that a stop kept from starting, all at once. */
  | { readonly type: 'neverStarted'; readonly records: readonly RunRecord[] }
  /** Nothing is stored from here on; the batch goes on in memory. */
  | { readonly type: 'notStored'; readonly fault: Fault }
  | { readonly type: 'finished'; readonly summary: BatchSummary };

export interface BatchProgress {
  /** Share of the work of all runs that was done, weighed by their cost: 0…1. */
  readonly fraction: number;
  readonly total: number;
  /** Runs that have ended, in whatever way. */
  readonly ended: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Runs found in the store. */
  readonly cached: number;
  /** Seconds since launch. */
  readonly seconds: number;
  /** Estimate of what is left; null until enough has been seen. */
  readonly secondsLeft: number | null;
  /** Computed runs a second; null before the first. */
  readonly rate: number | null;
}

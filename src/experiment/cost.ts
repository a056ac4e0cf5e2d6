import type { RunEstimate } from './kinds/contract.ts';

/** What a whole batch will cost. */
export interface BatchEstimate {
  readonly runs: number;
  /** Seconds of one core for all runs together; divide by the number of workers. */
  readonly seconds: number;
  /** Peak memory of the largest run, in bytes. */
  readonly runBytes: number;
  /** What the samples of all runs occupy. */
  readonly storedBytes: number;
}

/** Adds up the estimates of single runs, one a variant, each repeated for every seed. */
export function estimateBatch(perRun: readonly (RunEstimate | undefined)[], seeds: number): BatchEstimate {
  let seconds = 0;
  let runBytes = 0;
  let storedBytes = 0;
  for (const run of perRun) {
    seconds += (run?.seconds ?? 0) * seeds;
    storedBytes += (run?.storedBytes ?? 0) * seeds;
    runBytes = Math.max(runBytes, run?.bytes ?? 0);
  }
  return { runs: perRun.length * seeds, seconds, runBytes, storedBytes };
}

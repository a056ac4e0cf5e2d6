import type { Outcome, PlannedRun } from '../../../src/engine/simulation.ts';

/** A finished run: its rows by column. */
export interface Finished {
  readonly columns: readonly string[];
  readonly rows: readonly Float64Array[];
  readonly outcome: Outcome;
  readonly progress: number;
  column(key: string): number[];
}

/** Drives a planned run to its end. */
export function drive(run: PlannedRun): Finished {
  const rows: Float64Array[] = [];
  let progress = 0;
  const simulation = run.start();
  for (;;) {
    const next = simulation.next();
    if (next.done === true) {
      const { columns } = run;
      return {
        columns,
        rows,
        progress,
        outcome: next.value,
        column: key => rows.map(row => row[columns.indexOf(key)] ?? NaN),
      };
    }
    if (next.value.kind === 'sample') rows.push(next.value.values);
    else progress++;
  }
}

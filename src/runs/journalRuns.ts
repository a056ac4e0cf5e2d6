import type { PlacedEntry, RunEnd, RunStart } from './journal.ts';
import type { RunRecord } from './record.ts';

/** A stretch of the journal, in bytes: [offset, length]. */
export type Stretch = readonly [number, number];

/** A run as the journal tells it, with the stretches that hold its frames. */
export interface JournalledRun {
  readonly run: number;
  readonly record: RunRecord;
  readonly stretches: readonly Stretch[];
}

/** What a run without an end frame is given: its batch was cut off. */
const interrupted: RunEnd = {
  status: 'cancelled',
  reason: 'interrupted',
  seconds: 0,
  events: {},
  health: {},
  counts: {},
};

/** Puts the frames of each run together, ordered by the run's position in the batch. */
export function gatherRuns(entries: readonly PlacedEntry[]): readonly JournalledRun[] {
  const open = new Map<
    number,
    { start: RunStart; rows: Float64Array[]; end: RunEnd | null; stretches: Stretch[] }
  >();
  for (const { entry, offset, length } of entries) {
    if (entry.type === 'started') {
      open.set(entry.run, { start: entry.start, rows: [], end: null, stretches: [[offset, length]] });
      continue;
    }
    const run = open.get(entry.run);
    // Frames of a run that was never started, or has already ended, mean nothing.
    if (!run || run.end) continue;
    if (entry.type === 'rows') run.rows.push(entry.rows);
    else run.end = entry.end;
    addStretch(run.stretches, offset, length);
  }
  return [...open]
    .sort(([a], [b]) => a - b)
    .map(([run, { start, rows, end, stretches }]) => ({
      run,
      record: { ...start, ...(end ?? interrupted), samples: concatenate(rows) },
      stretches,
    }));
}

/** Adds a stretch, growing the last one when the new one touches it. */
export function addStretch(stretches: Stretch[], offset: number, length: number): void {
  const last = stretches.at(-1);
  if (last && last[0] + last[1] === offset) stretches[stretches.length - 1] = [last[0], last[1] + length];
  else stretches.push([offset, length]);
}

/** All parts one after another. */
export function concatenate(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

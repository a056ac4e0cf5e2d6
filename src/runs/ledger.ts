import type { PlannedEntry } from './batchRequest.ts';
import type { BatchWriter } from './batchWriter.ts';
import type { RunEnd, RunStart } from './journal.ts';
import { concatenate } from './journalRuns.ts';
import type { RunRecord, RunStatus } from './record.ts';
import { endPart, startPart } from './runEnd.ts';

interface OpenRun {
  readonly start: RunStart;
  readonly chunks: Float64Array[];
}

/** The runs of a batch as they come in: in memory, and in the journal where there is one. */
export class RunLedger {
  /** Where it is all written too; null while nothing is stored. */
  writer: BatchWriter | null = null;
  readonly #entries: readonly PlannedEntry[];
  readonly #open = new Map<number, OpenRun>();
  readonly #records: (RunRecord | undefined)[];

  constructor(entries: readonly PlannedEntry[]) {
    this.#entries = entries;
    this.#records = entries.map(() => undefined);
  }

  /** Records by position in the batch; undefined while a run has not ended. */
  get records(): readonly (RunRecord | undefined)[] {
    return this.#records;
  }

  count(status: RunStatus): number {
    return this.#records.filter(record => record?.status === status).length;
  }

  /** Whether a run has begun and not ended. */
  isOpen(run: number): boolean {
    return this.#open.has(run);
  }

  begin(run: number, what: Pick<RunStart, 'kernel' | 'columns' | 'reduction'>): void {
    const { id, variant, seed } = this.#entries[run]!;
    const start = { id, variant, seed, ...what };
    this.#open.set(run, { start, chunks: [] });
    this.writer?.started(run, start);
  }

  /** Takes rows of a run that has begun, and says what their columns are. */
  add(run: number, rows: Float64Array): readonly string[] {
    const open = this.#open.get(run);
    if (!open) return [];
    if (rows.length > 0) {
      open.chunks.push(rows);
      this.writer?.rows(run, rows);
    }
    return open.start.columns;
  }

  /** Closes a run, also one that never began, and answers with its record. */
  end(run: number, end: RunEnd): RunRecord {
    if (!this.#open.has(run)) this.begin(run, { kernel: '', columns: [] });
    const { start, chunks } = this.#open.get(run)!;
    this.#open.delete(run);
    this.writer?.ended(run, end);
    const record = { ...start, ...end, samples: concatenate(chunks) };
    this.#records[run] = record;
    return record;
  }

  /** Takes a run that is already known, as it is, into this batch. */
  take(run: number, known: RunRecord): RunRecord {
    const record = { ...known, variant: this.#entries[run]!.variant };
    this.writer?.started(run, startPart(record));
    this.writer?.rows(run, record.samples);
    this.writer?.ended(run, endPart(record));
    this.#records[run] = record;
    return record;
  }
}

import type { Fault } from '../engine/fault.ts';
import { batchFile } from './batchFiles.ts';
import type { FileSystem } from './files.ts';
import type { JournalEntry, RunEnd, RunStart } from './journal.ts';
import { encodeEntry } from './journal.ts';
import type { JournalFile } from './journalFile.ts';
import type { Stretch } from './journalRuns.ts';
import { addStretch } from './journalRuns.ts';
import type { BatchSummary } from './record.ts';
import { storageFault } from './storageFault.ts';
import { encodeSummary, type StoredRun } from './summaryFile.ts';

interface OpenRun {
  readonly start: RunStart;
  rows: number;
  last: readonly number[];
  end: RunEnd | null;
  readonly stretches: Stretch[];
}

/** Bytes that may wait in memory before they are written without being asked. */
const pendingLimit = 1 << 20;

/**
 * Writes a batch while it runs. Entries gather in memory and go to the journal at each `flush`, which the owner
 * calls at least once a second. The first error of the disk ends the writing: `fault` then says why, what is
 * already stored stays as it is, and later calls do nothing.
 */
export class BatchWriter {
  readonly #files: FileSystem;
  readonly #folder: string;
  readonly #journal: JournalFile;
  readonly #runs = new Map<number, OpenRun>();
  readonly #onFault: (fault: Fault) => void;
  readonly #onClosed: () => void;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #offset = 0;
  #queue: Promise<void> = Promise.resolve();
  #fault: Fault | null = null;

  constructor(parts: {
    readonly files: FileSystem;
    readonly folder: string;
    readonly journal: JournalFile;
    /** Called once, at the first error of the disk. */
    readonly onFault: (fault: Fault) => void;
    readonly onClosed: () => void;
  }) {
    this.#files = parts.files;
    this.#folder = parts.folder;
    this.#journal = parts.journal;
    this.#onFault = parts.onFault;
    this.#onClosed = parts.onClosed;
  }

  /** Why nothing is written any more; null while all is well. */
  get fault(): Fault | null {
    return this.#fault;
  }

  /** Where the batch lies, for a person. */
  get place(): string {
    return `${this.#files.root}/${this.#folder}`;
  }

  started(run: number, start: RunStart): void {
    this.#runs.set(run, { start, rows: 0, last: [], end: null, stretches: [] });
    this.#add({ type: 'started', run, start });
  }

  rows(run: number, rows: Float64Array): void {
    const open = this.#runs.get(run);
    if (!open || rows.length === 0) return;
    const width = open.start.columns.length;
    open.rows += rows.length / width;
    open.last = [...rows.subarray(rows.length - width)];
    this.#add({ type: 'rows', run, rows });
  }

  ended(run: number, end: RunEnd): void {
    const open = this.#runs.get(run);
    if (!open) return;
    open.end = end;
    this.#add({ type: 'ended', run, end });
  }

  /** Sends what has gathered to the disk. Resolves when it is there, or when writing has been given up. */
  flush(): Promise<void> {
    if (this.#pending.length === 0 || this.#fault) return this.#queue;
    const bytes = new Uint8Array(this.#pendingBytes);
    let at = 0;
    for (const frame of this.#pending) {
      bytes.set(frame, at);
      at += frame.length;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
    return this.#then(() => this.#journal.append(bytes));
  }

  /** Writes what is left and the summary, and closes the batch for good. */
  async finish(summary: BatchSummary): Promise<void> {
    await this.flush();
    await this.#then(async () => {
      await this.#journal.close();
      await this.#files.writeAtomic(
        `${this.#folder}/${batchFile.summary}`,
        encodeSummary({ summary, bytes: this.#offset, runs: this.#stored() }),
      );
    });
    if (this.#fault) await this.#journal.close().catch(() => undefined);
    await this.#files.remove(`${this.#folder}/${batchFile.running}`).catch(() => undefined);
    this.#onClosed();
  }

  #add(entry: JournalEntry): void {
    if (this.#fault) return;
    const frame = encodeEntry(entry);
    addStretch(this.#runs.get(entry.run)!.stretches, this.#offset, frame.length);
    this.#offset += frame.length;
    this.#pending.push(frame);
    this.#pendingBytes += frame.length;
    if (this.#pendingBytes > pendingLimit) void this.flush();
  }

  /** Work on the disk happens one piece at a time, and not at all after the first error. */
  #then(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#fault) return;
      try {
        await work();
      } catch (error) {
        this.#fault = storageFault(error, this.#files.root);
        this.#pending = [];
        this.#pendingBytes = 0;
        this.#onFault(this.#fault);
      }
    });
    return this.#queue;
  }

  #stored(): StoredRun[] {
    return [...this.#runs]
      .filter((entry): entry is [number, OpenRun & { end: RunEnd }] => entry[1].end !== null)
      .sort(([a], [b]) => a - b)
      .map(([run, { start, end, rows, last, stretches }]) => ({
        ...start,
        ...end,
        run,
        rows,
        last,
        stretches,
      }));
  }
}

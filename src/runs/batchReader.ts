import type { Result } from '../engine/fault.ts';
import { batchFile, decodeHead, decodeOwner } from './batchFiles.ts';
import type { FileSystem } from './files.ts';
import { decodeJournal } from './journal.ts';
import { journalParts, readJournalFile } from './journalFile.ts';
import { gatherRuns } from './journalRuns.ts';
import type { BatchHead, RunStatus } from './record.ts';
import { decodeSummary, encodeSummary, type StoredRun, type SummaryFile } from './summaryFile.ts';

/** Head and summary of a batch. */
export interface ReadBatch {
  readonly head: BatchHead;
  readonly summary: SummaryFile;
}

/** A batch of another process that has written nothing for this many milliseconds is taken for dead. */
const longestSilence = 3_600_000;

/**
 * Reads a batch folder without its series. A batch that has no summary either still runs, or was cut off: then
 * its journal is read once, and the summary that should have been written is written now.
 * Undefined when the folder holds no batch (yet).
 */
export async function readBatchFolder(
  files: FileSystem,
  folder: string,
  here: {
    /** Milliseconds since 1970. */
    readonly now: number;
    /** Whether this very process writes the batch. */
    readonly isOpen: boolean;
    /** Whether the process that owns a batch is still there, as far as can be known. */
    readonly isAlive: (owner: string) => boolean;
  },
): Promise<Result<ReadBatch> | undefined> {
  const headBytes = await files.read(`${folder}/${batchFile.head}`);
  if (!headBytes) return undefined;
  const head = decodeHead(headBytes, `${files.root}/${folder}`);
  if (!head.ok) return head;
  const running = { head: head.value, summary: runningSummary(head.value) };
  if (here.isOpen) return { ok: true, value: running };
  const summaryBytes = await files.read(`${folder}/${batchFile.summary}`);
  const summary = summaryBytes && decodeSummary(summaryBytes);
  if (summary) return { ok: true, value: { head: head.value, summary } };

  const owner = decodeOwner(await files.read(`${folder}/${batchFile.running}`));
  const wrote = (await lastWrite(files, folder)) ?? here.now;
  const isRunning = owner !== undefined && here.now - wrote < longestSilence && here.isAlive(owner);
  if (isRunning) return { ok: true, value: running };
  const recovered = await recover(files, folder, head.value);
  // A place that cannot be written to is recovered again next time.
  await files
    .writeAtomic(`${folder}/${batchFile.summary}`, encodeSummary(recovered))
    .then(() => files.remove(`${folder}/${batchFile.running}`))
    .catch(() => undefined);
  return { ok: true, value: { head: head.value, summary: recovered } };
}

function runningSummary(head: BatchHead): SummaryFile {
  const total = head.variants.length * head.seeds.length;
  return {
    summary: {
      state: 'running',
      finished: null,
      seconds: 0,
      runs: { total, done: 0, failed: 0, cancelled: 0, cached: 0 },
    },
    bytes: 0,
    runs: [],
  };
}

async function recover(files: FileSystem, folder: string, head: BatchHead): Promise<SummaryFile> {
  const journal = decodeJournal(await readJournalFile(files, folder));
  const runs = gatherRuns(journal.entries).map(({ run, record, stretches }): StoredRun => {
    const { samples, ...rest } = record;
    const width = Math.max(1, record.columns.length);
    return {
      ...rest,
      run,
      rows: samples.length / width,
      last: [...samples.subarray(Math.max(0, samples.length - width))],
      stretches,
    };
  });
  const count = (status: RunStatus): number => runs.filter(run => run.status === status).length;
  const total = head.variants.length * head.seeds.length;
  const [done, failed] = [count('done'), count('failed')];
  const finished = await lastWrite(files, folder);
  return {
    summary: {
      state: 'interrupted',
      finished: finished === undefined ? null : new Date(finished).toISOString(),
      seconds: finished === undefined ? 0 : Math.max(0, (finished - Date.parse(head.started)) / 1000),
      runs: { total, done, failed, cancelled: total - done - failed, cached: 0 },
      message: 'The program ended while this batch was running; what it had computed was kept',
    },
    bytes: journal.goodBytes,
    runs,
  };
}

/** When the journal was last written to, in milliseconds since 1970. */
async function lastWrite(files: FileSystem, folder: string): Promise<number | undefined> {
  const last = (await journalParts(files, folder)).at(-1);
  return last === undefined ? undefined : (await files.stat(last))?.modified;
}

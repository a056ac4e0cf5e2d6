import type { Fault, Result } from '../engine/fault.ts';
import type { BatchNotes } from './batchFiles.ts';
import { batchFile, decodeNotes, encodeFile, isBatchId } from './batchFiles.ts';
import { BatchWriter } from './batchWriter.ts';
import { readBatchFolder, type ReadBatch } from './batchReader.ts';
import type { FileSystem } from './files.ts';
import { isFinal } from './finalRun.ts';
import { decodeJournal } from './journal.ts';
import { openJournalFile, readJournalFile, readStretches } from './journalFile.ts';
import type { Stretch } from './journalRuns.ts';
import { addStretch, gatherRuns } from './journalRuns.ts';
import type { ListedBatch } from './listing/batchCard.ts';
import { CardIndex } from './listing/cardIndex.ts';
import type { Owner } from './owner.ts';
import { noOwner } from './owner.ts';
import type { BatchHead, BatchSummary, RunRecord } from './record.ts';
import type { Retention } from './retention.ts';
import { expendable } from './retention.ts';
import { storageFault } from './storageFault.ts';
import type { StoredRun } from './summaryFile.ts';

/** A batch as listing knows it: without its series. */
export interface StoredBatch {
  readonly head: BatchHead;
  readonly summary: BatchSummary;
  readonly notes: BatchNotes;
  /** Runs of which anything is stored, in batch order; empty while the batch runs. */
  readonly runs: readonly StoredRun[];
  /** Bytes of its journal. */
  readonly bytes: number;
}

/** A folder that cannot be read; it is left alone. */
export interface UnreadableBatch {
  readonly id: string;
  readonly fault: Fault;
}

/** A run with its place in the batch. */
export interface LoadedRun {
  readonly run: number;
  readonly record: RunRecord;
}

export interface LoadedBatch extends Omit<StoredBatch, 'runs'> {
  readonly runs: readonly LoadedRun[];
  /** How many runs are in the summary but could not be read back. */
  readonly lost: number;
}

const batches = 'batches';
const trash = 'trash';
const removedFile = 'removed.json';

/**
 * The batches of one place, under a file system whose root is its `.lora-dynamics` folder:
 * `batches/<id>/` with head, journal, summary and the user's notes, and `trash/<id>/` for what may be undone.
 * A batch is written once; only its notes change. Nothing here keeps a batch open except its `BatchWriter`.
 */
export class RunStore {
  readonly #files: FileSystem;
  readonly #owner: Owner;
  readonly #now: () => number;
  readonly #index: CardIndex;
  /** What was read of ended batches stays true as long as their summary is the same file. */
  readonly #known = new Map<string, ReadBatch & { readonly stamp: number | undefined }>();
  /** Batches this store is writing. */
  readonly #open = new Set<string>();

  constructor(files: FileSystem, options: { readonly owner?: Owner; readonly now?: () => number } = {}) {
    this.#files = files;
    this.#owner = options.owner ?? noOwner;
    this.#now = options.now ?? Date.now;
    this.#index = new CardIndex(files, batches);
  }

  /** Where batches are kept, for a person. */
  get root(): string {
    return this.#files.root;
  }

  /** Where one batch is kept, for a person. */
  place(id: string): string {
    return `${this.#files.root}/${batches}/${id}`;
  }

  /** Every batch, newest first, and the folders that could not be read. */
  async list(): Promise<{
    readonly batches: readonly StoredBatch[];
    readonly unreadable: readonly UnreadableBatch[];
  }> {
    const found: StoredBatch[] = [];
    const unreadable: UnreadableBatch[] = [];
    await Promise.all(
      (await this.#ids()).map(async id => {
        const batch = await this.#read(id);
        if (batch?.ok) found.push(batch.value);
        else if (batch) unreadable.push({ id, fault: batch.faults[0]! });
      }),
    );
    unreadable.sort((a, b) => (a.id < b.id ? -1 : 1));
    found.sort((a, b) => (a.head.started < b.head.started ? 1 : a.head.started > b.head.started ? -1 : 0));
    return { batches: found, unreadable };
  }

  /** What a list says of every batch, newest first: from one file, where they are known already. */
  async cards(): Promise<readonly ListedBatch[]> {
    return this.#index.list(await this.#ids(), id => this.outline(id));
  }

  /** A batch without its series; undefined where it cannot be read. */
  async outline(id: string): Promise<StoredBatch | undefined> {
    const batch = isBatchId(id) ? await this.#read(id) : undefined;
    return batch?.ok ? batch.value : undefined;
  }

  /** The newest batch of an experiment file. */
  async latestFor(source: string): Promise<StoredBatch | undefined> {
    return (await this.list()).batches.find(batch => batch.head.source === source);
  }

  /** A batch with its series. */
  async load(id: string): Promise<Result<LoadedBatch>> {
    const batch = isBatchId(id) ? await this.#read(id) : undefined;
    if (!batch) return { ok: false, faults: [noSuchBatch(id, this.root)] };
    if (!batch.ok) return batch;
    const { runs: stored, ...rest } = batch.value;
    const journal = decodeJournal(await readJournalFile(this.#files, `${batches}/${id}`));
    const runs = gatherRuns(journal.entries).map(({ run, record }) => ({ run, record }));
    const read = new Map(runs.map(({ run, record }) => [run, record]));
    const lost = stored.filter(run => !isWhole(run, read.get(run.run))).length;
    return { ok: true, value: { ...rest, runs, lost } };
  }

  /** Finished runs by their ids, from whichever batch has them. Those not found are missing in the answer. */
  async findRuns(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, RunRecord>> {
    const found = new Map<string, RunRecord>();
    for (const { head, runs } of (await this.list()).batches) {
      if (found.size === ids.size) break;
      const wanted = runs.filter(run => ids.has(run.id) && !found.has(run.id) && isFinal(run));
      if (wanted.length === 0) continue;
      const stretches: Stretch[] = [];
      for (const [offset, length] of wanted.flatMap(run => run.stretches).sort(([a], [b]) => a - b)) {
        addStretch(stretches, offset, length);
      }
      const bytes = await readStretches(this.#files, `${batches}/${head.id}`, stretches);
      const read = new Map(gatherRuns(decodeJournal(bytes).entries).map(({ run, record }) => [run, record]));
      for (const run of wanted) {
        const record = read.get(run.run);
        if (record?.id === run.id && isWhole(run, record)) found.set(run.id, record);
      }
    }
    return found;
  }

  /** One run by its id. */
  async findRun(id: string): Promise<RunRecord | undefined> {
    return (await this.findRuns(new Set([id]))).get(id);
  }

  /** Starts to store a batch. `onFault` hears of the first error of the disk afterwards. */
  async create(head: BatchHead, onFault: (fault: Fault) => void): Promise<Result<BatchWriter>> {
    const folder = `${batches}/${head.id}`;
    if (await this.#files.stat(folder).catch(() => undefined)) {
      const message = `There is already a batch ${head.id} under ${this.root}`;
      return { ok: false, faults: [{ code: 'batch-exists', path: [], message, remedy: 'Run it again' }] };
    }
    try {
      if (!(await this.#files.stat('.gitignore'))) {
        await this.#files.writeAtomic('.gitignore', new TextEncoder().encode('*\n'));
      }
      await this.#files.writeAtomic(
        `${folder}/${batchFile.running}`,
        encodeFile({ owner: this.#owner.token }),
      );
      const journal = await openJournalFile(this.#files, folder);
      await this.#files.writeAtomic(`${folder}/${batchFile.head}`, encodeFile(head));
      this.#open.add(head.id);
      const onClosed = (): void => void this.#open.delete(head.id);
      return { ok: true, value: new BatchWriter({ files: this.#files, folder, journal, onFault, onClosed }) };
    } catch (error) {
      await this.#files.remove(folder).catch(() => undefined);
      return { ok: false, faults: [storageFault(error, this.root)] };
    }
  }

  /** Sets name, note or pin; fields left out stay as they are. */
  async annotate(id: string, notes: BatchNotes): Promise<Fault | null> {
    if (!isBatchId(id)) return noSuchBatch(id, this.root);
    const path = `${batches}/${id}/${batchFile.user}`;
    return this.#try(async () => {
      const before = decodeNotes(await this.#files.read(path));
      await this.#files.writeAtomic(path, encodeFile({ ...before, ...notes }));
    });
  }

  /** Moves a batch to the trash, from where `restore` brings it back. */
  async remove(id: string): Promise<Fault | null> {
    const batch = isBatchId(id) ? await this.#read(id) : undefined;
    if (!batch) return noSuchBatch(id, this.root);
    if (batch.ok && batch.value.summary.state === 'running') {
      return {
        code: 'batch-running',
        path: [],
        message: `Batch ${id} is still running`,
        remedy: 'Stop it first',
      };
    }
    return this.#try(async () => {
      const stamp = new TextEncoder().encode(`${JSON.stringify({ removed: this.#now() })}\n`);
      await this.#files.writeAtomic(`${batches}/${id}/${removedFile}`, stamp);
      await this.#files.rename(`${batches}/${id}`, `${trash}/${id}`);
      this.#known.delete(id);
    });
  }

  /** Brings a batch back from the trash. */
  async restore(id: string): Promise<Fault | null> {
    if (!isBatchId(id) || !(await this.#files.stat(`${trash}/${id}`))) return noSuchBatch(id, this.root);
    return this.#try(async () => {
      await this.#files.rename(`${trash}/${id}`, `${batches}/${id}`);
      await this.#files.remove(`${batches}/${id}/${removedFile}`);
    });
  }

  /** Deletes for good what has been in the trash for longer than `age` milliseconds. */
  async purgeTrash(age: number): Promise<void> {
    for (const { name } of await this.#files.list(trash)) {
      const stamp = await this.#files.stat(`${trash}/${name}/${removedFile}`);
      if (!stamp || this.#now() - stamp.modified > age) await this.#files.remove(`${trash}/${name}`);
    }
  }

  /** Deletes what the retention no longer covers, and says which batches that were. */
  async retain(retention: Retention): Promise<readonly string[]> {
    const go = expendable((await this.list()).batches, retention);
    for (const { head } of go) {
      await this.#files.remove(`${batches}/${head.id}`);
      this.#known.delete(head.id);
    }
    return go.map(({ head }) => head.id);
  }

  async #ids(): Promise<readonly string[]> {
    const entries = await this.#files.list(batches);
    return entries.filter(({ name, kind }) => kind === 'folder' && isBatchId(name)).map(({ name }) => name);
  }

  async #read(id: string): Promise<Result<StoredBatch> | undefined> {
    const folder = `${batches}/${id}`;
    const stamp = (await this.#files.stat(`${folder}/${batchFile.summary}`))?.modified;
    let known = this.#known.get(id);
    if (known?.stamp !== stamp || known?.stamp === undefined) {
      this.#known.delete(id);
      const read = await readBatchFolder(this.#files, folder, {
        now: this.#now(),
        isOpen: this.#open.has(id),
        // This process would know of its own.
        isAlive: owner => owner !== this.#owner.token && this.#owner.isAlive(owner),
      });
      if (!read?.ok) return read;
      known = { ...read.value, stamp };
      if (stamp !== undefined && !this.#open.has(id)) this.#known.set(id, known);
    }
    const notes = decodeNotes(await this.#files.read(`${folder}/${batchFile.user}`));
    const { summary, runs, bytes } = known.summary;
    return { ok: true, value: { head: known.head, summary, notes, runs, bytes } };
  }

  async #try(work: () => Promise<void>): Promise<Fault | null> {
    try {
      await work();
      return null;
    } catch (error) {
      return storageFault(error, this.root);
    }
  }
}

function isWhole(stored: StoredRun, record: RunRecord | undefined): record is RunRecord {
  return record?.status === stored.status && record.samples.length === stored.rows * stored.columns.length;
}

function noSuchBatch(id: string, root: string): Fault {
  return {
    code: 'no-such-batch',
    path: [],
    message: `There is no batch ${id} under ${root}`,
    remedy: 'It may have been deleted; run the experiment again',
  };
}

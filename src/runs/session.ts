import type { Fault } from '../engine/fault.ts';
import type { BatchEvent, BatchProgress } from './batchEvents.ts';
import { batchFormat } from './batchFiles.ts';
import { newBatchId } from './batchId.ts';
import type { BatchRequest, PlannedEntry } from './batchRequest.ts';
import { launchOrder } from './batchRequest.ts';
import type { RunEnd } from './journal.ts';
import { RunLedger } from './ledger.ts';
import { ProgressMeter } from './progress.ts';
import type { BatchHead, BatchState, BatchSummary, RunRecord, RunStatus } from './record.ts';
import { endOf } from './runEnd.ts';
import type { JobMessage, PoolTask, RunPool } from './runPool.ts';
import type { RunStore } from './store.ts';

/** Milliseconds between two writes to the disk: a crash loses less than a second. */
const flushEvery = 400;
/** Milliseconds between two progress events. */
const progressEvery = 100;

/** What a session works with. */
export interface SessionPorts {
  readonly pool: RunPool;
  /** Where to keep the batch; null keeps it in memory only. */
  readonly store: RunStore | null;
  readonly clock?: SessionClock;
}

export interface SessionClock {
  /** Milliseconds from any fixed point; never goes back. */
  now(): number;
  date(): Date;
  /** In [0, 1): tells two batches of the same second apart. */
  random(): number;
}

const systemClock: SessionClock = {
  now: () => performance.now(),
  date: () => new Date(),
  random: () => Math.random(),
};

/**
 * One launch of an experiment: finds the runs that are already known, has the others computed, stores everything
 * as it comes, and tells its listeners. The result depends on the request alone, not on the number of workers.
 */
export class BatchSession {
  readonly head: BatchHead;
  readonly #request: BatchRequest;
  readonly #ports: SessionPorts;
  readonly #clock: SessionClock;
  readonly #meter: ProgressMeter;
  readonly #listeners = new Set<(event: BatchEvent) => void>();
  readonly #ledger: RunLedger;
  #began = 0;
  #told = -Infinity;
  #fault: Fault | null = null;
  #task: PoolTask | null = null;
  #stopped = false;
  /** All runs have ended; what is left is to store them. */
  #isComputed = false;
  /** Runs that a stop kept from starting. */
  readonly #neverStarted: number[] = [];
  #launched: Promise<BatchSummary> | null = null;
  #computed: Promise<void> = Promise.resolve();

  constructor(request: BatchRequest, ports: SessionPorts) {
    const { engine, configHash, fileHashes, source, title, experiment, text, variants, seeds, runs } =
      request;
    this.#request = request;
    this.#ports = ports;
    this.#clock = ports.clock ?? systemClock;
    this.#meter = new ProgressMeter(runs.map(run => run.cost));
    this.#ledger = new RunLedger(runs);
    const date = this.#clock.date();
    this.head = {
      format: batchFormat,
      id: newBatchId(date, this.#clock.random()),
      engine,
      configHash,
      ...(fileHashes ? { fileHashes } : {}),
      source,
      title,
      experiment,
      text,
      variants,
      seeds,
      started: date.toISOString(),
    };
  }

  /** Hears every event from now on; the answer ends that. */
  on(listener: (event: BatchEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Records by position in the batch; undefined while a run has not ended. */
  get records(): readonly (RunRecord | undefined)[] {
    return this.#ledger.records;
  }

  get progress(): BatchProgress {
    return this.#meter.read((this.#clock.now() - this.#began) / 1000);
  }

  /** Whether somebody asked it to stop. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Why the batch is not stored; null when it is. */
  get storageFault(): Fault | null {
    return this.#fault;
  }

  /** Runs the batch. Resolves when every run has ended and everything is on the disk. */
  launch(): Promise<BatchSummary> {
    this.#launched ??= this.#run();
    return this.#launched;
  }

  /**
   * Stops the batch and keeps what was computed. Resolves within 100 ms, when every run has ended; `launch`
   * resolves a little later, when that is on the disk too.
   */
  async stop(): Promise<void> {
    const first = !this.#stopped && !this.#isComputed;
    this.#stopped = true;
    const ended = this.#task?.stop();
    if (first) {
      void this.#ledger.writer?.flush();
      this.#emit({ type: 'stopped' });
    }
    await ended;
    await this.#computed;
  }

  /** Cancels one run and keeps what was computed of it; the others go on. */
  cancel(run: number): void {
    this.#task?.cancel(run);
  }

  async #run(): Promise<BatchSummary> {
    this.#began = this.#clock.now();
    this.#emit({ type: 'launched', head: this.head });
    let computed = (): void => undefined;
    this.#computed = new Promise(resolve => (computed = resolve));

    const known = await this.#openStore();
    const jobs = launchOrder(this.#request.runs, this.#request.seeds).filter(run => !this.#take(run, known));
    this.#tellProgress(true);
    if (this.stopped) {
      this.#neverStarted.push(...jobs);
    } else if (jobs.length > 0) {
      const flushing = setInterval(() => void this.#ledger.writer?.flush(), flushEvery);
      this.#task = this.#ports.pool.run(
        jobs.map(run => this.#job(run)),
        this.#request.files,
        message => this.#hear(message),
      );
      await this.#task.done;
      clearInterval(flushing);
    }
    // what is said of a stop is on its way before its runs are entered
    if (this.#neverStarted.length > 0) await new Promise(resolve => setTimeout(resolve));
    this.#endNeverStarted();
    this.#isComputed = true;
    computed();

    const summary = this.#summarise();
    await this.#ledger.writer?.finish(summary);
    // The disk may have failed at the very end.
    const final = this.#fault ? { ...summary, message: this.#fault.message } : summary;
    this.#tellProgress(true);
    this.#emit({ type: 'finished', summary: final });
    return final;
  }

  /** Looks for known runs and opens the batch's place. A store that fails costs nothing but the storing. */
  async #openStore(): Promise<ReadonlyMap<string, RunRecord>> {
    const { store } = this.#ports;
    if (!store) return new Map();
    const known = await store
      .findRuns(new Set(this.#request.runs.map(run => run.id)))
      .catch(() => new Map<string, RunRecord>());
    const created = await store.create(this.head, fault => this.#giveUpStoring(fault));
    if (created.ok) this.#ledger.writer = created.value;
    else this.#giveUpStoring(created.faults[0]!);
    return known;
  }

  #giveUpStoring(fault: Fault): void {
    this.#fault = fault;
    this.#emit({ type: 'notStored', fault });
  }

  /** Takes a run from those already known; false when it has to be computed. */
  #take(run: number, known: ReadonlyMap<string, RunRecord>): boolean {
    const found = known.get(this.#entry(run).id);
    if (found) this.#finish(run, this.#ledger.take(run, found), true);
    return found !== undefined;
  }

  #job(run: number): { readonly index: number; readonly variant: unknown; readonly seed: number } {
    const { variant, seed } = this.#entry(run);
    return { index: run, variant: this.#request.variants[variant]?.resolved, seed };
  }

  #hear(message: JobMessage): void {
    const run = message.index;
    const { variant, seed } = this.#entry(run);
    switch (message.type) {
      case 'started': {
        const { columns, kernel, reduction } = message;
        this.#ledger.begin(run, { kernel, columns, ...(reduction ? { reduction } : {}) });
        this.#emit({ type: 'runStarted', run, variant, seed, columns });
        return;
      }
      case 'samples': {
        const { rows, fraction } = message;
        const columns = this.#ledger.add(run, rows);
        this.#meter.advance(run, fraction);
        this.#emit({ type: 'samples', run, variant, seed, columns, fraction, rows });
        this.#tellProgress(false);
        return;
      }
      case 'finished':
      case 'cancelled':
        if (this.#stopped && !this.#ledger.isOpen(run)) {
          this.#neverStarted.push(run);
          return;
        }
        this.#ledger.add(run, message.rows);
        this.#finish(run, this.#ledger.end(run, endOf(message)), false);
        return;
      case 'failed':
        this.#finish(run, this.#ledger.end(run, endOf(message)), false);
        return;
    }
  }

  #finish(run: number, record: RunRecord, cached: boolean): void {
    this.#meter.end(run, record.status, cached);
    this.#emit({ type: 'runFinished', run, record, cached });
    this.#tellProgress(false);
  }

  /** Enters them together, once the runs in progress have ended: thousands of them would keep those waiting who stopped the batch. */
  #endNeverStarted(): void {
    if (this.#neverStarted.length === 0) return;
    const records = this.#neverStarted.map(run => {
      this.#meter.end(run, 'cancelled', false);
      return this.#ledger.end(run, cancelledBeforeStart);
    });
    this.#emit({ type: 'neverStarted', records });
  }

  #summarise(): BatchSummary {
    const count = (status: RunStatus): number => this.#ledger.count(status);
    const [done, failed, cancelled] = [count('done'), count('failed'), count('cancelled')];
    let state: BatchState = 'done';
    if (cancelled > 0) state = 'stopped';
    else if (failed > 0 && done === 0) state = 'failed';
    const { cached, seconds } = this.progress;
    return {
      state,
      finished: this.#clock.date().toISOString(),
      seconds,
      runs: { total: this.#request.runs.length, done, failed, cancelled, cached },
    };
  }

  #tellProgress(always: boolean): void {
    const now = this.#clock.now();
    if (!always && now - this.#told < progressEvery) return;
    this.#told = now;
    this.#emit({ type: 'progress', progress: this.progress });
  }

  #emit(event: BatchEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  #entry(run: number): PlannedEntry {
    return this.#request.runs[run]!;
  }
}

const cancelledBeforeStart: RunEnd = {
  status: 'cancelled',
  reason: 'stopped before it started',
  seconds: 0,
  events: {},
  health: {},
  counts: {},
};

import type { LoadedFiles, RunJob } from '../protocol/worker.ts';
import { isFromWorker } from '../protocol/workerGuards.ts';
import type { JobMessage, PoolTask, RunPool } from '../runs/runPool.ts';
import type { WorkerFactory, WorkerHandle } from './handle.ts';
import { shareArrays } from './shareArrays.ts';

/** A worker that has not answered a request to stop after this many milliseconds is ended. The promise is 100. */
const stopPatience = 70;
/** A worker that dies this often in a row before it was ready will not come up by trying again. */
const startAttempts = 3;

interface Task extends PoolTask {
  readonly files: LoadedFiles;
  readonly hear: (message: JobMessage) => void;
  readonly waiting: RunJob[];
  running: number;
  finish(): void;
}

interface Slot {
  handle: WorkerHandle;
  ready: boolean;
  /** Whose files the worker holds. */
  filesOf: Task | null;
  work: {
    readonly task: Task;
    readonly job: RunJob;
    readonly since: number;
    timer?: ReturnType<typeof setTimeout>;
  } | null;
}

/**
 * Persistent workers that take jobs one at a time, in the order given; several tasks take turns. Workers are made
 * when they are first needed. A worker that dies fails its job with its reason, and another takes its place.
 */
export class WorkerPool implements RunPool {
  readonly size: number;
  readonly #create: WorkerFactory;
  readonly #log: (line: string) => void;
  readonly #slots: Slot[] = [];
  readonly #tasks: Task[] = [];
  #failedStarts = 0;
  #disposed = false;

  constructor(create: WorkerFactory, size: number, log: (line: string) => void) {
    this.#create = create;
    this.size = Math.max(1, size);
    this.#log = log;
  }

  /** Makes workers before there is work, so that they are warm when it comes. */
  warm(count = this.size): void {
    while (!this.#disposed && this.#slots.length < Math.min(count, this.size)) this.#addSlot(true);
  }

  /** Starts jobs as workers become free; `files` are the users' arrays that the jobs name. */
  run(jobs: readonly RunJob[], files: LoadedFiles, hear: (message: JobMessage) => void): PoolTask {
    const { promise: done, resolve: finish } = makePromise();
    const task: Task = {
      files: shareArrays(files),
      hear,
      waiting: [...jobs],
      running: 0,
      done,
      finish,
      stop: () => this.#stop(task),
      cancel: index => this.#cancel(task, index),
    };
    if (this.#disposed) this.#cancelWaiting(task);
    else this.#tasks.unshift(task);
    if (task.waiting.length === 0) this.#settle(task);
    else this.#assign();
    return task;
  }

  /** Ends every worker; jobs that had not ended are cancelled. */
  dispose(): void {
    this.#disposed = true;
    for (const task of [...this.#tasks]) this.#cancelWaiting(task);
    for (const slot of [...this.#slots]) this.#abandon(slot);
  }

  #assign(): void {
    while (!this.#disposed) {
      const task = this.#tasks.find(({ waiting }) => waiting.length > 0);
      if (!task) return;
      const slot =
        this.#slots.find(({ work }) => work === null) ??
        (this.#slots.length < this.size ? this.#addSlot(false) : undefined);
      if (!slot) return;
      const job = task.waiting.shift()!;
      // Tasks take turns: the one that was served goes to the end of the line.
      this.#tasks.splice(this.#tasks.indexOf(task), 1);
      this.#tasks.push(task);
      task.running++;
      slot.work = { task, job, since: performance.now() };
      slot.handle.setStop(false);
      if (slot.filesOf !== task) {
        slot.filesOf = task;
        slot.handle.post({ type: 'files', files: task.files });
      }
      slot.handle.post({ type: 'run', job });
    }
  }

  #addSlot(early: boolean): Slot {
    const slot: Slot = {
      handle: this.#create(
        {
          message: message => this.#receive(slot, message),
          lost: reason => this.#lose(slot, reason),
        },
        early,
      ),
      ready: false,
      filesOf: null,
      work: null,
    };
    this.#slots.push(slot);
    return slot;
  }

  #receive(slot: Slot, message: unknown): void {
    if (!isFromWorker(message)) {
      this.#log(`Dropped an unknown message from a worker: ${preview(message)}`);
      return;
    }
    if (message.type === 'ready') {
      slot.ready = true;
      this.#failedStarts = 0;
      return;
    }
    if (slot.work?.job.index !== message.index) {
      this.#log(`Dropped a message about a run that is not in progress: ${message.type} ${message.index}`);
      return;
    }
    if (message.type === 'started' || message.type === 'samples') slot.work.task.hear(message);
    else this.#end(slot, message);
  }

  /** The worker's job has ended; the worker is free. */
  #end(slot: Slot, message: JobMessage): void {
    const work = slot.work!;
    clearTimeout(work.timer);
    slot.work = null;
    work.task.running--;
    work.task.hear(message);
    this.#settle(work.task);
    this.#assign();
  }

  /** The worker died. */
  #lose(slot: Slot, reason: string): void {
    if (!this.#slots.includes(slot)) return;
    this.#log(`A worker was lost: ${reason}`);
    this.#slots.splice(this.#slots.indexOf(slot), 1);
    if (!slot.ready) this.#failedStarts++;
    if (slot.work) {
      const { job, since } = slot.work;
      const message = `The worker that computed this run stopped: ${reason}`;
      this.#end(slot, { type: 'failed', index: job.index, seconds: secondsSince(since), message });
    }
    if (this.#failedStarts >= startAttempts) this.#giveUp(reason);
  }

  /** Workers do not even start: failing what waits is better than trying for ever. */
  #giveUp(reason: string): void {
    this.#failedStarts = 0;
    for (const task of [...this.#tasks]) {
      for (const { index } of task.waiting.splice(0)) {
        task.hear({ type: 'failed', index, seconds: 0, message: `No worker could be started: ${reason}` });
      }
      this.#settle(task);
    }
  }

  #stop(task: Task): Promise<void> {
    this.#cancelWaiting(task);
    for (const slot of this.#slots) if (slot.work?.task === task) this.#askToStop(slot);
    return task.done;
  }

  #cancel(task: Task, index: number): void {
    const waiting = task.waiting.findIndex(job => job.index === index);
    if (waiting >= 0) {
      task.waiting.splice(waiting, 1);
      task.hear({ type: 'cancelled', index, seconds: 0, rows: new Float64Array() });
      this.#settle(task);
      return;
    }
    const slot = this.#slots.find(({ work }) => work?.task === task && work.job.index === index);
    if (slot) this.#askToStop(slot);
  }

  #askToStop(slot: Slot): void {
    const { work } = slot;
    if (!work || work.timer) return;
    slot.handle.setStop(true);
    work.timer = setTimeout(() => {
      // An answer that has arrived but was not read yet comes first.
      work.timer = setTimeout(() => this.#abandon(slot), 0);
    }, stopPatience);
  }

  #cancelWaiting(task: Task): void {
    for (const { index } of task.waiting.splice(0)) {
      task.hear({ type: 'cancelled', index, seconds: 0, rows: new Float64Array() });
    }
    this.#settle(task);
  }

  /** Ends a worker that does not answer; what its run has sent so far is kept by whoever listens. */
  #abandon(slot: Slot): void {
    this.#slots.splice(this.#slots.indexOf(slot), 1);
    slot.handle.terminate();
    if (!slot.work) return;
    const { job, since } = slot.work;
    const seconds = secondsSince(since);
    this.#end(slot, { type: 'cancelled', index: job.index, seconds, rows: new Float64Array() });
  }

  #settle(task: Task): void {
    if (task.waiting.length > 0 || task.running > 0) return;
    const at = this.#tasks.indexOf(task);
    if (at >= 0) this.#tasks.splice(at, 1);
    // A worker keeps nothing of a task that is over.
    for (const slot of this.#slots) if (slot.filesOf === task) slot.filesOf = null;
    task.finish();
  }
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

function makePromise(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>(done => (resolve = done));
  return { promise, resolve };
}

function preview(message: unknown): string {
  const text = JSON.stringify(message, (_key, value: unknown) => (ArrayBuffer.isView(value) ? '…' : value));
  return (text as string | undefined)?.slice(0, 200) ?? typeof message;
}

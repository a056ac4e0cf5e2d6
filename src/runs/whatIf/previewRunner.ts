import type { Outcome } from '../../engine/simulation.ts';
import type { LoadedFiles, ResolvedVariant } from '../../experiment/kinds/contract.ts';
import type { PoolTask, RunPool } from '../runPool.ts';

/** One run to look at. */
export interface PreviewJob {
  readonly variant: ResolvedVariant;
  readonly seed: number;
  readonly files: LoadedFiles;
}

/** What came of it: samples row after row, or why there are none. */
export type PreviewRun =
  | {
      readonly ok: true;
      readonly columns: readonly string[];
      readonly rows: Float64Array;
      readonly outcome: Outcome;
    }
  | { readonly ok: false; readonly problem: string };

/** A run that a newer one waits for is stopped after this many milliseconds: its estimate was wrong. */
const PATIENCE = 150;

interface Waiting {
  readonly job: PreviewJob;
  readonly resolve: (run: PreviewRun | null) => void;
}

/**
 * Computes runs to look at, one at a time; of those that wait the newest counts. Nothing is stored, and nothing is
 * computed in this thread.
 */
export class PreviewRunner {
  readonly #pool: () => RunPool;
  #task: PoolTask | null = null;
  #next: Waiting | null = null;
  #patience: ReturnType<typeof setTimeout> | undefined;

  /** @param pool - workers of its own, so that no batch is waited for; made when they are first needed */
  constructor(pool: () => RunPool) {
    this.#pool = pool;
  }

  /** Resolves when the run has ended; null where a newer one took its place. */
  run(job: PreviewJob): Promise<PreviewRun | null> {
    return new Promise(resolve => {
      this.#next?.resolve(null);
      this.#next = { job, resolve };
      if (this.#task === null) this.#start();
      else this.#patience ??= setTimeout(() => void this.#task?.stop(), PATIENCE);
    });
  }

  #start(): void {
    const next = this.#next;
    this.#next = null;
    if (next === null) return;
    const { variant, seed, files } = next.job;
    let columns: readonly string[] = [];
    const chunks: Float64Array[] = [];
    let run: PreviewRun | null = null;
    this.#task = this.#pool().run([{ index: 0, variant, seed }], files, message => {
      switch (message.type) {
        case 'started':
          columns = message.columns;
          break;
        case 'samples':
          chunks.push(message.rows);
          break;
        case 'finished':
          run = { ok: true, columns, rows: joined([...chunks, message.rows]), outcome: message.outcome };
          break;
        case 'failed':
          run = { ok: false, problem: message.message };
          break;
        case 'cancelled':
          break;
      }
    });
    void this.#task.done.then(() => {
      clearTimeout(this.#patience);
      this.#patience = undefined;
      this.#task = null;
      next.resolve(run);
      this.#start();
    });
  }
}

function joined(chunks: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

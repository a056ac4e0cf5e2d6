import { loadExperiment } from '../../experiment/load.ts';
import { withOverrides } from '../../experiment/override.ts';
import type { PanelView } from '../../protocol/panel.ts';
import type { BatchProgress } from '../batchEvents.ts';
import { endedBatch, type EndedBatch } from '../endedBatch.ts';
import { ownTheoryOf } from '../ownTheory.ts';
import { requestOf } from '../requestOf.ts';
import type { RunPool } from '../runPool.ts';
import { BatchSession } from '../session.ts';
import { rowJobs, type RowJob, type Selection } from './rowJobs.ts';

/** What a reproduction works with. */
export interface ReproductionPorts {
  readonly pool: RunPool;
  /** The text of a shipped experiment. */
  readonly preset: (id: string) => Promise<string>;
  /** The project's own figure of a batch, as SVG text. */
  readonly draw: (view: PanelView) => Promise<string>;
  /** Hears how the batch in progress stands, and which of how many it is. */
  readonly onProgress: (
    job: RowJob,
    progress: BatchProgress,
    place: { index: number; total: number },
  ) => void;
  readonly onRow: (row: RanRow) => void;
}

/** A batch of the reproduction that has ended. */
export interface RanRow {
  readonly job: RowJob;
  readonly ended: EndedBatch;
  readonly configHash: string;
  readonly engine: string;
  /** Wall-clock time of the batch on this machine. */
  readonly seconds: number;
  readonly runs: { readonly done: number; readonly failed: number };
  /** Which kernels computed it: `wasm`, or the TypeScript twin. */
  readonly kernels: readonly string[];
  /** Its figure; only batches with B random have one. */
  readonly svg: string | null;
}

/**
 * Runs the rows of the paper's figures one after another and keeps what the report needs. Nothing is stored but the
 * report: the batches are cheap, and the same bits whenever they are computed again.
 */
export class Reproduction {
  readonly #selection: Selection;
  readonly #ports: ReproductionPorts;
  #stopped = false;
  #session: BatchSession | null = null;

  constructor(selection: Selection, ports: ReproductionPorts) {
    this.#selection = selection;
    this.#ports = ports;
  }

  /** Whether somebody asked it to stop. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Ends the batch in progress; `run` then answers null. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#session?.stop();
  }

  /** All rows, or null when it was stopped. Throws where a shipped experiment is missing or broken. */
  async run(): Promise<readonly RanRow[] | null> {
    const jobs = rowJobs(this.#selection);
    const rows: RanRow[] = [];
    for (const [index, job] of jobs.entries()) {
      const row = await this.#batch(job, { index, total: jobs.length });
      if (row === null) return null;
      rows.push(row);
      this.#ports.onRow(row);
    }
    return rows;
  }

  async #batch(job: RowJob, place: { index: number; total: number }): Promise<RanRow | null> {
    const text = withOverrides(await this.#ports.preset(job.preset), job.settings);
    const loaded = await loadExperiment(text, () =>
      Promise.resolve({ ok: false, reason: 'the figures of the paper read no files' }),
    );
    const source = `${job.preset}.lora.json`;
    const request = requestOf(loaded, { source, text, fallbackTitle: job.preset });
    if (request === undefined) {
      throw new Error(`${source}: ${loaded.issues.map(({ message }) => message).join('; ')}`);
    }
    const session = new BatchSession(request, { pool: this.#ports.pool, store: null });
    session.on(event => {
      if (event.type === 'progress') this.#ports.onProgress(job, event.progress, place);
    });
    this.#session = session;
    // Asked to while the experiment was read.
    if (this.stopped) await session.stop();
    const summary = await session.launch();
    if (this.stopped) return null;
    const records = session.records.filter(record => record !== undefined);
    const ended = endedBatch(session.head, summary, records, loaded.files, ownTheoryOf(loaded));
    return {
      job,
      ended,
      configHash: session.head.configHash,
      engine: session.head.engine,
      seconds: summary.seconds,
      runs: summary.runs,
      kernels: [...new Set(records.map(({ kernel }) => kernel))],
      svg: job.factor === 'B' ? await this.#ports.draw(ended.view) : null,
    };
  }
}

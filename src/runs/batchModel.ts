import type { SeriesInfo } from '../engine/simulation.ts';
import type { MatrixSeriesView, MatrixView } from '../protocol/directions.ts';
import type { CurveView, LineView, Statistic } from '../protocol/panel.ts';
import { VariantAggregate, plotted, statistic } from './aggregate.ts';
import { endStatistic } from './endValue.ts';
import { decimate } from './decimate.ts';
import { isFinal, rests } from './finalRun.ts';
import { matrixEntry, matrixOver } from './matrixSeries.ts';
import type { RunRecord, RunStatus } from './record.ts';

/** One run as far as it has come. */
interface RunProgress {
  status: RunStatus | 'waiting' | 'running';
  fraction: number;
  columns: readonly string[];
  /** Rows in the order of arrival; one entry once the record is there. */
  chunks: Float64Array[];
  rows: number;
  record: RunRecord | null;
}

export interface RunCounts {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
}

/** One run of a variant as far as it has come. */
export interface SeedProgress {
  readonly seed: number;
  readonly status: RunStatus | 'waiting' | 'running';
  readonly fraction: number;
  /** Why it ended; empty before. */
  readonly reason: string;
}

/** A failed run and what is known of it. */
export interface Failure {
  readonly variant: number;
  readonly seed: number;
  readonly reason: string;
  readonly divergence: NonNullable<RunRecord['divergence']> | null;
}

/** Which series a key stands for; a key that nobody knows is drawn as it is, on a linear scale. */
export type SeriesLookup = (key: string) => SeriesInfo | undefined;

/**
 * A batch in memory, live or from the store: progress of every run, running statistics of every variant, and the
 * rows of every seed. It knows nothing of where its runs come from or how they are drawn.
 */
export class BatchModel {
  readonly seeds: readonly number[];
  readonly #lookup: SeriesLookup;
  readonly #placeOf: ReadonlyMap<number, number>;
  readonly #runs: RunProgress[][];
  readonly #aggregates: (VariantAggregate | null)[];
  #series: readonly SeriesInfo[] = [];
  #cached = 0;

  constructor(variants: number, seeds: readonly number[], lookup: SeriesLookup) {
    this.seeds = seeds;
    this.#lookup = lookup;
    this.#placeOf = new Map(seeds.map((seed, i) => [seed, i]));
    this.#runs = Array.from({ length: variants }, () => seeds.map(newProgress));
    this.#aggregates = Array.from({ length: variants }, () => null);
  }

  /** Takes rows of `columns.length` numbers that continue what the run has sent before. */
  append(
    variant: number,
    seed: number,
    columns: readonly string[],
    rows: Float64Array,
    fraction: number,
  ): void {
    const run = this.#run(variant, seed);
    if (run === undefined || columns.length === 0) return;
    run.status = 'running';
    run.fraction = Math.max(run.fraction, Math.min(1, fraction));
    run.columns = columns;
    if (rows.length === 0) return;
    run.chunks.push(rows);
    run.rows += rows.length / columns.length;
    this.#aggregate(variant, columns).add(seed, columns, rows);
  }

  /** Takes a finished run; only the rows that have not been sent before are added to the statistics. */
  finish(record: RunRecord, cached: boolean): void {
    const run = this.#run(record.variant, record.seed);
    if (run === undefined) return;
    const width = record.columns.length;
    const fresh = record.samples.subarray(run.rows * width);
    if (width > 0 && fresh.length > 0) {
      this.#aggregate(record.variant, record.columns).add(record.seed, record.columns, fresh);
    }
    if (rests(record) && run.record === null)
      this.#aggregate(record.variant, record.columns).rest(record.seed, record.columns, record.samples);
    run.status = record.status;
    run.fraction = 1;
    run.columns = record.columns;
    run.chunks = [record.samples];
    run.rows = width > 0 ? record.samples.length / width : 0;
    run.record = record;
    if (cached) this.#cached += 1;
  }

  /** All series that any run carries, in the order of its columns; entries of a matrix are not among them. */
  get series(): readonly SeriesInfo[] {
    return this.#series.filter(({ key }) => matrixEntry(key) === null);
  }

  /** The matrix that runs carry, the larger where they differ; null where none does. */
  get matrix(): MatrixSeriesView | null {
    let found: MatrixSeriesView | null = null;
    for (const { key, symbol, scale } of this.#series) {
      const entry = matrixEntry(key);
      const info = entry && this.#describe(entry.key);
      if (info && entry.row > (found?.size ?? 0))
        found = { series: { key: info.key, label: info.label, symbol, scale }, size: entry.row };
    }
    return found;
  }

  /** The matrix along a variant, at no more than `limit` times; null before its first sample. */
  matrixOf(variant: number, id: string, limit: number): MatrixView | null {
    const aggregate = this.#aggregates[variant];
    const keys = (this.#runs[variant] ?? [])
      .map(({ columns }) => columns.filter(key => matrixEntry(key) !== null))
      .find(({ length }) => length > 0);
    if (aggregate === null || aggregate === undefined || keys === undefined) return null;
    return matrixOver(
      id,
      Math.round(Math.sqrt(keys.length)),
      keys.map(key => aggregate.curve(key)),
      limit,
    );
  }

  /** How many runs were found in the store. */
  get cached(): number {
    return this.#cached;
  }

  /** Overall progress, 0…1: each run weighs the same. */
  get fraction(): number {
    let sum = 0;
    let total = 0;
    for (const run of this.#runs.flat()) {
      sum += run.fraction;
      total += 1;
    }
    return total > 0 ? sum / total : 0;
  }

  /** Runs that have ended, in whatever way. */
  get ended(): number {
    return this.#runs.flat().filter(({ record }) => record !== null).length;
  }

  counts(variant?: number): RunCounts {
    const runs = variant === undefined ? this.#runs.flat() : (this.#runs[variant] ?? []);
    const of = (status: RunStatus): number => runs.filter(run => run.status === status).length;
    return { total: runs.length, done: of('done'), failed: of('failed') };
  }

  /** Runs without an end that computing them again would reach as well. */
  get missing(): number {
    return this.#runs.flat().filter(({ record }) => record === null || !isFinal(record)).length;
  }

  /** How far each run of a variant is, in the order of the seeds. */
  progressOf(variant: number): readonly SeedProgress[] {
    return (this.#runs[variant] ?? []).map(({ status, fraction, record }, i) => ({
      ...{ seed: this.seeds[i]!, status, fraction },
      reason: record?.reason ?? '',
    }));
  }

  /** Curves by series key with at most `limit` points each; empty until the first sample. */
  curves(variant: number, limit = Infinity): Readonly<Record<string, CurveView>> {
    const keys = this.series.map(({ key }) => key);
    return this.#aggregates[variant]?.curves(keys, limit) ?? {};
  }

  /** Event times over the finished seeds of a variant. */
  events(variant: number): Readonly<Record<string, Statistic>> {
    const times = new Map<string, number[]>();
    for (const record of this.records(variant)) {
      for (const [key, time] of Object.entries(record.events)) {
        times.set(key, [...(times.get(key) ?? []), time]);
      }
    }
    const events: Record<string, Statistic> = {};
    for (const [key, values] of times) {
      const value = statistic(values);
      if (value !== null) events[key] = value;
    }
    return events;
  }

  /** The largest value of a health figure over all runs that report it. */
  worst(figure: string): number | null {
    let worst: number | null = null;
    for (const record of this.#runs.flat().flatMap(run => run.record ?? [])) {
      const value = record.health[figure];
      if (value !== undefined && Number.isFinite(value) && (worst === null || value > worst)) worst = value;
    }
    return worst;
  }

  /** Ended runs of a variant in the order of the seeds. */
  records(variant: number): readonly RunRecord[] {
    return (this.#runs[variant] ?? []).flatMap(run => run.record ?? []);
  }

  /** The last plotted value of a series, or a number of the end state, over the seeds that ended well (log₁₀ on a log scale). */
  final(variant: number, key: string): Statistic | null {
    return endStatistic(this.records(variant), key, this.info(key));
  }

  /** How to draw and explain a series or a number of end states; undefined where nobody knows it. */
  info(key: string): SeriesInfo | undefined {
    return this.#series.find(series => series.key === key) ?? this.#lookup(key);
  }

  failures(): readonly Failure[] {
    return this.#runs
      .flat()
      .flatMap(run => run.record ?? [])
      .filter(record => record.status === 'failed')
      .map(record => ({
        variant: record.variant,
        seed: record.seed,
        reason: record.reason,
        divergence: record.divergence ?? null,
      }));
  }

  /** The latest time that any run has reached. */
  get lastTime(): number {
    let last = 0;
    for (const run of this.#runs.flat()) {
      const chunk = run.chunks[run.chunks.length - 1];
      if (chunk === undefined) continue;
      const t = chunk[chunk.length - run.columns.length];
      if (t !== undefined && t > last) last = t;
    }
    return last;
  }

  /** Every seed's line of one series with at most `limit` points each. */
  lines(variant: number, key: string, limit: number): readonly LineView[] {
    const info = this.info(key) ?? { scale: 'linear' };
    return this.seeds.flatMap((seed, i) => {
      const run = this.#runs[variant]?.[i];
      const place = run?.columns.indexOf(key) ?? -1;
      if (run === undefined || place < 0 || run.rows === 0) return [];
      const width = run.columns.length;
      const t = new Float64Array(run.rows);
      const value = new Float64Array(run.rows);
      let row = 0;
      for (const chunk of run.chunks) {
        for (let offset = 0; offset + width <= chunk.length; offset += width) {
          t[row] = chunk[offset]!;
          value[row] = plotted(chunk[offset + place]!, info);
          row += 1;
        }
      }
      return [{ seed, ...decimate({ t, value }, limit) }];
    });
  }

  #run(variant: number, seed: number): RunProgress | undefined {
    return this.#runs[variant]?.[this.#placeOf.get(seed) ?? -1];
  }

  #aggregate(variant: number, columns: readonly string[]): VariantAggregate {
    const existing = this.#aggregates[variant];
    if (existing !== null && existing !== undefined) return existing;
    const series = columns.filter(key => key !== 't' && key !== 'step').map(key => this.#describe(key));
    const known = new Set(this.#series.map(({ key }) => key));
    this.#series = [...this.#series, ...series.filter(({ key }) => !known.has(key))];
    const aggregate = new VariantAggregate(series);
    this.#aggregates[variant] = aggregate;
    return aggregate;
  }

  #describe(key: string): SeriesInfo {
    return this.#lookup(key) ?? { key, label: key, symbol: key, scale: 'linear', help: '' };
  }
}

function newProgress(): RunProgress {
  return { status: 'waiting', fraction: 0, columns: [], chunks: [], rows: 0, record: null };
}

import type { BatchHead, RunRecord } from '../record.ts';

/** What is written before the runs: stable, scripts depend on it. */
export interface DocumentHead {
  readonly format: BatchHead['format'];
  readonly engine: string;
  readonly configHash: string;
  /** Resolved: every default explicit. */
  readonly experiment: unknown;
}

/** One run as JSON has it; non-finite numbers are null. */
export interface RunDocument {
  /** The swept settings, as written. */
  readonly variant: BatchHead['variants'][number]['label'];
  readonly seed: number;
  readonly status: RunRecord['status'];
  readonly reason: string;
  readonly seconds: number;
  readonly reduction?: {
    readonly m: number;
    readonly h: number;
    readonly n: number;
    readonly r1: number;
    readonly r2: number;
  };
  readonly events: Readonly<Record<string, number | null>>;
  readonly health: Readonly<Record<string, number | null>>;
  readonly counts: Readonly<Record<string, number | null>>;
  readonly divergence?: RunRecord['divergence'];
  /** What the end state is, where the kind of problem judges it; its numbers without a series; and short lists. */
  readonly verdict?: string;
  readonly ends?: Readonly<Record<string, number | null>>;
  readonly spectra?: Readonly<Record<string, readonly (number | null)[]>>;
  /** What it calls examples, where it learns to classify: a table of classes, and some examples that are wrong. */
  readonly classification?: RunRecord['classification'];
  /** What it writes before and after, where it learns to write. */
  readonly writing?: RunRecord['writing'];
  readonly kernel: string;
  /** By column; all of the same length. */
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
}

export function documentHead(head: BatchHead): DocumentHead {
  const { format, engine, configHash, experiment } = head;
  return { format, engine, configHash, experiment };
}

export function runDocument(head: BatchHead, record: RunRecord): RunDocument {
  const { seed, status, reason, seconds, kernel, reduction, divergence, ends, verdict, spectra } = record;
  const { classification, writing } = record;
  return {
    variant: head.variants[record.variant]?.label ?? {},
    seed,
    status,
    reason,
    seconds,
    ...(reduction
      ? { reduction: { m: reduction.m, h: reduction.h, n: reduction.n, r1: reduction.r1, r2: reduction.r2 } }
      : {}),
    events: finiteTable(record.events),
    health: finiteTable(record.health),
    counts: finiteTable(record.counts),
    ...(divergence ? { divergence } : {}),
    ...(verdict === undefined ? {} : { verdict }),
    ...(ends ? { ends: finiteTable(ends) } : {}),
    ...(spectra
      ? {
          spectra: Object.fromEntries(
            Object.entries(spectra).map(([key, values]) => [key, values.map(finite)]),
          ),
        }
      : {}),
    ...(classification ? { classification } : {}),
    ...(writing ? { writing } : {}),
    kernel,
    series: Object.fromEntries(record.columns.map((key, column) => [key, seriesOf(record, column)])),
  };
}

/** The whole document in pieces, so that a large batch never has to be one string. */
export function* documentPieces(head: BatchHead, records: readonly RunRecord[]): Generator<string> {
  const opening = JSON.stringify(documentHead(head));
  yield `${opening.slice(0, -1)},"runs":[`;
  for (const [i, record] of records.entries()) {
    yield `${i > 0 ? ',' : ''}\n${JSON.stringify(runDocument(head, record))}`;
  }
  yield '\n]}\n';
}

function seriesOf(record: RunRecord, column: number): (number | null)[] {
  const width = record.columns.length;
  const values: (number | null)[] = [];
  for (let at = column; at < record.samples.length; at += width) values.push(finite(record.samples[at]!));
  return values;
}

function finiteTable(table: Readonly<Record<string, number | null>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, finite(value)]));
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

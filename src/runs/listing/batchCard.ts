import { plottedName } from '../plottedName.ts';
import { seriesLookup } from '../batchKind.ts';
import { BatchModel } from '../batchModel.ts';
import type { BatchNotes } from '../batchFiles.ts';
import type { BatchHead, BatchSummary } from '../record.ts';
import { reproductionOf } from '../reproduction.ts';
import type { StoredRun } from '../summaryFile.ts';

/** What a list says of an ended batch: small enough to keep of every batch, enough to find one again. */
export interface BatchCard extends Pick<
  BatchHead,
  'id' | 'engine' | 'configHash' | 'source' | 'title' | 'started'
> {
  readonly state: BatchSummary['state'];
  readonly seconds: number;
  readonly runs: BatchSummary['runs'];
  /** Bytes of its journal. */
  readonly bytes: number;
  readonly variants: number;
  readonly seeds: number;
  /** Runs that resuming would compute: those that diverged would only do so again. */
  readonly missing: number;
  /** Null where no run has ended well. */
  readonly headline: Headline | null;
  /** Null where it claims no published figure. */
  readonly reproduced: {
    readonly label: string;
    readonly passed: number;
    readonly total: number;
    readonly complete: boolean;
  } | null;
}

/** The series that a batch is told by, and the least and largest of its variants' means at the end. */
export interface Headline {
  /** `log₁₀ L`. */
  readonly name: string;
  /** log₁₀ for series on a log scale. */
  readonly low: number;
  readonly high: number;
}

/** A batch in a list. */
export interface ListedBatch {
  readonly card: BatchCard;
  readonly notes: BatchNotes;
}

/** A batch without its series. */
export interface BatchOutline {
  readonly head: BatchHead;
  readonly summary: BatchSummary;
  readonly runs: readonly StoredRun[];
  readonly bytes: number;
}

/** The card of a batch, from head and summary alone. */
export function cardOf({ head, summary, runs, bytes }: BatchOutline): BatchCard {
  const model = endsOf(head, runs);
  const { id, engine, configHash, source, title, started } = head;
  const { state, seconds } = summary;
  return {
    ...{ id, engine, configHash, source, title, started, state, seconds, bytes },
    runs: summary.runs,
    variants: head.variants.length,
    seeds: head.seeds.length,
    missing: model.missing,
    headline: headlineOf(head, model),
    reproduced: reproductionOf(head, model, state !== 'running'),
  };
}

/** A batch in memory of which only the last sample of each run is known: enough for what runs ended with. */
export function endsOf(head: BatchHead, runs: readonly StoredRun[]): BatchModel {
  const model = new BatchModel(head.variants.length, head.seeds, seriesLookup(head.variants));
  for (const { run: _run, rows: _rows, stretches: _stretches, last, ...record } of runs)
    model.finish({ ...record, samples: Float64Array.from(last) }, false);
  return model;
}

/** The series that tells of a batch: the loss where there is one. */
export function headlineKey(model: BatchModel): string | null {
  const keys = model.series.map(({ key }) => key);
  return keys.includes('loss') ? 'loss' : (keys[0] ?? null);
}

/** `log₁₀ L`; of a series that nobody knows its key. */
export function seriesName(model: BatchModel, key: string): string {
  return plottedName(
    model.series.find(series => series.key === key),
    key,
  );
}

function headlineOf(head: BatchHead, model: BatchModel): Headline | null {
  const key = headlineKey(model);
  if (key === null) return null;
  const means = head.variants.flatMap((_, i) => model.final(i, key)?.mean ?? []);
  if (means.length === 0) return null;
  const low = means.reduce((least, mean) => Math.min(least, mean));
  const high = means.reduce((most, mean) => Math.max(most, mean));
  return { name: seriesName(model, key), low, high };
}

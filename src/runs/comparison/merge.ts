import { batchFormat } from '../batchFiles.ts';
import { isFinal } from '../finalRun.ts';
import type { VariantLabel, VariantRecord } from '../record.ts';
import type { LoadedBatch, LoadedRun } from '../store.ts';
import { differences, type Difference } from './differences.ts';

/** A batch that is compared, or some of its variants. */
export interface ComparedBatch {
  readonly batch: LoadedBatch;
  /** How it is told from the others: its name, or its file and time. */
  readonly name: string;
  /** Positions of its variants; null: all. */
  readonly variants: readonly number[] | null;
}

export interface Comparison {
  /** All compared variants as one batch, which is stored nowhere. */
  readonly batch: LoadedBatch;
  /** What differs between their resolved settings. */
  readonly differences: readonly Difference[];
  /** How many runs there are: batches may have other seeds. */
  readonly runs: readonly number[];
}

/** Names of more fields than these are longer than what they tell. */
const MOST_FIELDS = 3;

/**
 * Puts variants of several batches side by side as one batch. They are named by the settings that differ between them;
 * where those are many, by their batch and what was swept in it. Variants with equal settings are told by their batch.
 */
export function compareBatches(parts: readonly ComparedBatch[], id: string): Comparison {
  const chosen = parts.flatMap(({ batch, name, variants }) =>
    (variants ?? batch.head.variants.map((_, i) => i)).flatMap(at => {
      const variant = batch.head.variants[at];
      return variant ? [{ batch, name, at, variant }] : [];
    }),
  );
  const found = differences(chosen.map(({ variant }) => variant.resolved));
  const bySettings = found.length <= MOST_FIELDS;
  const labels = chosen.map(({ variant }, i): VariantLabel => {
    if (!bySettings) return variant.label;
    return Object.fromEntries(found.map(({ path, values }) => [path, values[i]]));
  });
  const seen = labels.map(label => JSON.stringify(label));
  const isUnique = new Set(seen).size === seen.length;
  const variants = chosen.map(({ name, variant }, i): VariantRecord => ({
    label: bySettings && isUnique ? labels[i]! : { batch: name, ...labels[i]! },
    ...(variant.name === undefined ? {} : { name: variant.name }),
    resolved: variant.resolved,
  }));
  const seeds = [...new Set(chosen.flatMap(({ batch }) => batch.head.seeds))].sort((a, b) => a - b);
  const runs = chosen.map(({ batch, at }, variant): readonly LoadedRun[] =>
    batch.runs
      .filter(({ record }) => record.variant === at && isFinal(record))
      .map(({ record }) => ({
        run: variant * seeds.length + seeds.indexOf(record.seed),
        record: { ...record, variant },
      })),
  );
  const all = runs.flat();
  const done = all.filter(({ record }) => record.status === 'done').length;
  const first = parts[0]?.batch;
  return {
    batch: {
      head: {
        ...{ format: batchFormat, id, engine: first?.head.engine ?? '', configHash: '', source: '' },
        ...{ title: titleOf(parts), experiment: {}, text: '', variants, seeds },
        started: first?.head.started ?? '',
      },
      summary: {
        ...{ state: 'done', finished: null, seconds: 0 },
        runs: { total: all.length, done, failed: all.length - done, cancelled: 0, cached: 0 },
      },
      ...{ notes: {}, bytes: 0, lost: 0, runs: all },
    },
    differences: found,
    runs: runs.map(({ length }) => length),
  };
}

function titleOf(parts: readonly ComparedBatch[]): string {
  const names = [...new Set(parts.map(({ name }) => name))];
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}

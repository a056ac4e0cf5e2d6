import type { EndedRun, PageInput, VariantRuns } from '../../contract.ts';
import { variantWords } from '../../variantWords.ts';

/** What the runs of a batch of networks ended with, as its pages need it. */
export interface NetworkVariant {
  readonly id: string;
  /** `initScale 0.01`. */
  readonly name: string;
  /** What differs besides α: `spectral`; empty where nothing does. */
  readonly group: string;
  readonly colour: number;
  readonly dash: number;
  /** Null where no adapter starts at a scale: full fine-tuning. */
  readonly alpha: number | null;
  /** Those that ended well. */
  readonly runs: readonly EndedRun[];
}

/** The variants, with those of their runs that ended well. */
export function resultsOf({ variants, fields }: PageInput): readonly NetworkVariant[] {
  return variants.map(({ id, name, labels, colour, dash, variant, runs }) => ({
    ...{ id, colour, dash, ...variantWords({ name, labels }, fields, 'initScale') },
    alpha: alphaOf(variant),
    runs: runs.filter(({ status }) => status === 'done'),
  }));
}

function alphaOf({ adapter }: VariantRuns['variant']): number | null {
  return adapter['method'] === 'full' ? null : Number(adapter['initScale'] ?? Number.NaN);
}

/** A column at the last sample of a run, or a number of its end state; null where it has none. */
export function endOf({ columns, rows, outcome }: EndedRun, key: string): number | null {
  const at = columns.indexOf(key);
  const value = at < 0 ? outcome.ends?.[key] : rows[rows.length - columns.length + at];
  return value === undefined || value === null || !Number.isFinite(value) ? null : value;
}

/** The smallest value of a column over the samples of a run. */
export function lowestOf({ columns, rows }: EndedRun, key: string): number | null {
  const at = columns.indexOf(key);
  if (at < 0) return null;
  let lowest = Infinity;
  for (let i = at; i < rows.length; i += columns.length) if (rows[i]! < lowest) lowest = rows[i]!;
  return Number.isFinite(lowest) ? lowest : null;
}

/** Mean over runs, and one standard deviation to both sides, both of logarithms on a log axis. */
export interface Summary {
  readonly mean: number;
  readonly spread: readonly [number, number] | null;
  readonly count: number;
}

/** Null where there are no values. */
export function summary(values: readonly (number | null)[], scale: 'linear' | 'log'): Summary | null {
  const to = (x: number) => (scale === 'log' ? Math.log10(x) : x);
  const from = (x: number) => (scale === 'log' ? 10 ** x : x);
  const found = values
    .filter(value => value !== null)
    .map(to)
    .filter(Number.isFinite);
  if (found.length === 0) return null;
  const mean = found.reduce((total, value) => total + value, 0) / found.length;
  const square = found.reduce((total, value) => total + (value - mean) * (value - mean), 0);
  const sd = found.length > 1 ? Math.sqrt(square / (found.length - 1)) : 0;
  return {
    mean: from(mean),
    spread: sd > 0 ? [from(mean - sd), from(mean + sd)] : null,
    count: found.length,
  };
}

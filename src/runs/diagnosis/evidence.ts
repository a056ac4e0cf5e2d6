import type { Expectations } from '../../experiment/kinds/expectations.ts';
import type { RunRecord } from '../record.ts';

/** A finished run beside its settings and what theory expected of it: all that a signature may look at. */
export interface Evidence {
  readonly record: RunRecord;
  readonly expected: Expectations;
  /** A resolved setting by its dotted path, where it is a number or a word. */
  number(path: string): number | undefined;
  word(path: string): string | undefined;
  /** A series at the first and the last sample; NaN where it was not recorded. */
  first(key: string): number;
  last(key: string): number;
  /** A series at the last sample not after this time. */
  at(key: string, t: number): number;
  /** The end of the run in its own t, and in flow time. */
  readonly end: number;
  readonly flowEnd: number;
  /** How much of what can be learned is left: (L − L_irr)/(L(0) − L_irr). */
  readonly left: number;
}

/** Collects what is known of a run; null for one that has no samples. */
export function evidenceOf(resolved: unknown, expected: Expectations, record: RunRecord): Evidence | null {
  const { columns, samples } = record;
  const width = columns.length;
  const rows = width > 0 ? Math.floor(samples.length / width) : 0;
  if (rows === 0) return null;
  const value = (row: number, key: string): number => {
    const place = columns.indexOf(key);
    return place < 0 ? Number.NaN : samples[row * width + place]!;
  };
  const rowAt = (t: number): number => {
    let row = 0;
    while (row + 1 < rows && value(row + 1, 't') <= t) row += 1;
    return row;
  };
  const irreducible = expected.irreducibleLoss ?? 0;
  const end = value(rows - 1, 't');
  return {
    record,
    expected,
    number: path => numberAt(resolved, path),
    word: path => wordAt(resolved, path),
    first: key => value(0, key),
    last: key => value(rows - 1, key),
    at: (key, t) => value(rowAt(t), key),
    end,
    flowEnd: end * expected.clock,
    left: (value(rows - 1, 'loss') - irreducible) / (value(0, 'loss') - irreducible),
  };
}

function numberAt(resolved: unknown, path: string): number | undefined {
  const found = settingAt(resolved, path);
  return typeof found === 'number' ? found : undefined;
}

/** A word, or the kind of an object that has one: `adapter.init` is `gaussian`. */
function wordAt(resolved: unknown, path: string): string | undefined {
  const found = settingAt(resolved, path);
  const word = isTable(found) ? found['kind'] : found;
  return typeof word === 'string' ? word : undefined;
}

function settingAt(resolved: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((below, key) => (isTable(below) ? below[key] : undefined), resolved);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

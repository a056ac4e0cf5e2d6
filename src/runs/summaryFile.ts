import { isNumberTable, isObject, isTextList } from '../protocol/objectGuards.ts';
import { batchFormat } from './batchFiles.ts';
import { parseExact, stringifyExact } from './exactJson.ts';
import type { Stretch } from './journalRuns.ts';
import type { BatchState, BatchSummary, RunRecord } from './record.ts';

/** What is kept of a run outside the journal. */
export interface StoredRun extends Omit<RunRecord, 'samples'> {
  /** Position in the batch. */
  readonly run: number;
  readonly rows: number;
  /** The last row of the samples; empty when there is none. */
  readonly last: readonly number[];
  /** Where its frames lie in the journal. */
  readonly stretches: readonly Stretch[];
}

/** `summary.json`: everything about an ended batch but its series. */
export interface SummaryFile {
  readonly summary: BatchSummary;
  /** Bytes of the journal. */
  readonly bytes: number;
  readonly runs: readonly StoredRun[];
}

/** What most runs of a batch have in common is written once. */
type Form = Pick<StoredRun, 'columns' | 'kernel' | 'reduction'>;
type CompactRun = Omit<StoredRun, keyof Form> & { readonly form: number };

/** Text of a summary: small, because listing reads it for every batch. */
export function encodeSummary({ summary, bytes, runs }: SummaryFile): Uint8Array {
  const forms = new Map<string, number>();
  const compact = runs.map(({ columns, kernel, reduction, ...rest }): CompactRun => {
    const form = stringifyExact({ columns, kernel, ...(reduction ? { reduction } : {}) } satisfies Form);
    if (!forms.has(form)) forms.set(form, forms.size);
    return { ...rest, form: forms.get(form)! };
  });
  const parsed = [...forms.keys()].map(parseExact);
  return new TextEncoder().encode(
    stringifyExact({ format: batchFormat, summary, bytes, forms: parsed, runs: compact }),
  );
}

/** Reads a summary; undefined when it is not one, and the journal has to be asked instead. */
export function decodeSummary(text: Uint8Array): SummaryFile | undefined {
  const value = parse(text);
  if (!isObject(value) || value['format'] !== batchFormat) return undefined;
  const { summary, bytes, forms, runs } = value;
  if (!isSummary(summary) || typeof bytes !== 'number') return undefined;
  if (!Array.isArray(forms) || !Array.isArray(runs)) return undefined;
  const whole: StoredRun[] = [];
  for (const run of runs as readonly unknown[]) {
    if (!isCompactRun(run)) return undefined;
    const { form: place, ...rest } = run;
    const form: unknown = forms[place];
    if (!isForm(form)) return undefined;
    whole.push({ ...rest, ...form });
  }
  return { summary, bytes, runs: whole };
}

function parse(text: Uint8Array): unknown {
  try {
    return parseExact(new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}

const states: readonly unknown[] = [
  'running',
  'done',
  'stopped',
  'failed',
  'interrupted',
] satisfies BatchState[];

function isSummary(value: unknown): value is BatchSummary {
  return isObject(value) && states.includes(value['state']) && isNumberTable(value['runs']);
}

function isForm(value: unknown): value is Form {
  return isObject(value) && isTextList(value['columns']) && typeof value['kernel'] === 'string';
}

function isCompactRun(value: unknown): value is CompactRun {
  return (
    isObject(value) &&
    typeof value['form'] === 'number' &&
    typeof value['id'] === 'string' &&
    typeof value['run'] === 'number' &&
    typeof value['rows'] === 'number' &&
    Array.isArray(value['last']) &&
    Array.isArray(value['stretches'])
  );
}

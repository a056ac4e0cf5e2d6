import type { Fault, Result } from '../engine/fault.ts';
import { isObject } from '../protocol/objectGuards.ts';
import { parseExact, stringifyExact } from './exactJson.ts';
import type { Stretch } from './journalRuns.ts';
import type { BatchHead, BatchState, BatchSummary, RunRecord } from './record.ts';

/**
 * The small files of a batch folder and what is in them. `head.json` is written at launch, `summary.json` at the
 * end (so that listing reads no series), `user.json` whenever the reader names, notes or pins, `running.json`
 * stands there while the batch runs.
 */
export const batchFile = {
  head: 'head.json',
  summary: 'summary.json',
  user: 'user.json',
  running: 'running.json',
} as const;

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

/** What the reader of a batch says about it. */
export interface BatchNotes {
  readonly name?: string;
  readonly note?: string;
  readonly pinned?: boolean;
}

/** `summary.json`. */
export interface SummaryFile {
  readonly format: BatchHead['format'];
  readonly summary: BatchSummary;
  /** Bytes of the journal. */
  readonly bytes: number;
  readonly runs: readonly StoredRun[];
}

export const batchFormat = 'lora-dynamics/1';

/** Ids become folder names: nothing but digits, letters and hyphens may be one. */
export function isBatchId(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/.test(text);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text of one of the small files. */
export function encodeFile(
  value: BatchHead | SummaryFile | BatchNotes | { readonly owner: string },
): Uint8Array {
  return encoder.encode(`${stringifyExact(value, 1)}\n`);
}

/** Reads a head; a newer format or a damaged file is a fault, and the batch is to be left alone. */
export function decodeHead(bytes: Uint8Array, place: string): Result<BatchHead> {
  const value = parseFile(bytes);
  const format = isObject(value) ? value['format'] : undefined;
  if (typeof format === 'string' && format !== batchFormat && format.startsWith('lora-dynamics/')) {
    return fault({
      code: 'newer-format',
      path: [],
      message: `${place} is stored as ${format}; this version reads ${batchFormat}`,
      remedy: 'Update LoRA Dynamics to open it; nothing was changed',
    });
  }
  if (!isHead(value)) {
    return fault({
      code: 'batch-damaged',
      path: [],
      message: `${place}/${batchFile.head} is damaged`,
      remedy: 'Delete the folder, or restore it from a backup; nothing was changed',
    });
  }
  return { ok: true, value };
}

/** Reads a summary; undefined when it is not one, and the journal has to be asked instead. */
export function decodeSummary(bytes: Uint8Array): SummaryFile | undefined {
  const value = parseFile(bytes);
  return isSummaryFile(value) ? value : undefined;
}

/** Reads the user's notes; anything unreadable counts as none. */
export function decodeNotes(bytes: Uint8Array | undefined): BatchNotes {
  const value = bytes && parseFile(bytes);
  if (!isObject(value)) return {};
  return {
    ...(typeof value['name'] === 'string' ? { name: value['name'] } : {}),
    ...(typeof value['note'] === 'string' ? { note: value['note'] } : {}),
    ...(typeof value['pinned'] === 'boolean' ? { pinned: value['pinned'] } : {}),
  };
}

/** Whose process runs the batch; undefined when nobody's. */
export function decodeOwner(bytes: Uint8Array | undefined): string | undefined {
  const value = bytes && parseFile(bytes);
  return isObject(value) && typeof value['owner'] === 'string' ? value['owner'] : undefined;
}

function parseFile(bytes: Uint8Array): unknown {
  try {
    return parseExact(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

function fault(value: Fault): { readonly ok: false; readonly faults: readonly Fault[] } {
  return { ok: false, faults: [value] };
}

function isHead(value: unknown): value is BatchHead {
  return (
    isObject(value) &&
    value['format'] === batchFormat &&
    ['id', 'engine', 'configHash', 'source', 'title', 'text', 'started'].every(
      key => typeof value[key] === 'string',
    ) &&
    Array.isArray(value['variants']) &&
    value['variants'].every(variant => isObject(variant) && isObject(variant['label'])) &&
    Array.isArray(value['seeds']) &&
    value['seeds'].every(seed => typeof seed === 'number')
  );
}

const states: readonly unknown[] = [
  'running',
  'done',
  'stopped',
  'failed',
  'interrupted',
] satisfies BatchState[];

function isSummaryFile(value: unknown): value is SummaryFile {
  if (!isObject(value) || value['format'] !== batchFormat || typeof value['bytes'] !== 'number') return false;
  const { summary, runs } = value;
  return (
    isObject(summary) &&
    states.includes(summary['state']) &&
    isObject(summary['runs']) &&
    Array.isArray(runs) &&
    runs.every(
      run =>
        isObject(run) &&
        typeof run['id'] === 'string' &&
        typeof run['run'] === 'number' &&
        Array.isArray(run['columns']) &&
        Array.isArray(run['stretches']),
    )
  );
}

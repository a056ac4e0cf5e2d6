import type { Fault, Result } from '../engine/fault.ts';
import { isObject } from '../protocol/objectGuards.ts';
import { parseExact, stringifyExact } from './exactJson.ts';
import type { BatchHead } from './record.ts';

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

/** What the reader of a batch says about it. */
export interface BatchNotes {
  readonly name?: string;
  readonly note?: string;
  readonly pinned?: boolean;
}

export const batchFormat = 'lora-dynamics/1';

/** Ids become folder names: nothing but digits, letters and hyphens may be one. */
export function isBatchId(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z-]{0,63}$/.test(text);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text of one of the small files. */
export function encodeFile(value: BatchHead | BatchNotes | { readonly owner: string }): Uint8Array {
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

import { crc32 } from '../data/crc32.ts';
import { parseExact, stringifyExact } from './exactJson.ts';
import { isRunEnd, isRunStart } from './journalGuards.ts';
import type { RunRecord } from './record.ts';

/**
 * The journal of a batch: frames one after another, written while the batch runs and never changed afterwards.
 *
 * A frame is, little-endian: payload length (u32), type (u8), CRC-32 of type and payload (u32), payload.
 * Frames of different runs interleave; those of one run are in order: start, rows…, end. A reader stops at the
 * first frame that is cut off or whose CRC does not match, and believes everything before it.
 */
export type JournalEntry =
  | { readonly type: 'started'; readonly run: number; readonly start: RunStart }
  | { readonly type: 'rows'; readonly run: number; readonly rows: Float64Array }
  | { readonly type: 'ended'; readonly run: number; readonly end: RunEnd };

/** What is known of a run when it starts. */
export type RunStart = Pick<RunRecord, 'id' | 'variant' | 'seed' | 'kernel' | 'columns' | 'reduction'>;

/** What is known of a run when it has ended. */
export type RunEnd = Pick<RunRecord, 'status' | 'reason' | 'seconds' | 'events' | 'health' | 'counts'> &
  Partial<EndState>;

/** What only some runs have at their end. */
export type EndState = Required<
  Pick<RunRecord, 'divergence' | 'ends' | 'verdict' | 'spectra' | 'classification' | 'writing'>
>;

/** A frame and where it lies in the journal, in bytes. */
export interface PlacedEntry {
  readonly entry: JournalEntry;
  readonly offset: number;
  readonly length: number;
}

export interface JournalContents {
  readonly entries: readonly PlacedEntry[];
  /** Length of the part that could be believed. */
  readonly goodBytes: number;
  /** False when bytes after the believed part had to be left out. */
  readonly whole: boolean;
}

const frameTypes = { started: 1, rows: 2, ended: 3 } as const;
const prefix = 9;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One entry as a frame. */
export function encodeEntry(entry: JournalEntry): Uint8Array {
  const text =
    entry.type === 'rows'
      ? null
      : encoder.encode(stringifyExact(entry.type === 'started' ? entry.start : entry.end));
  const payload = 4 + (entry.type === 'rows' ? entry.rows.length * 8 : text!.length);
  const frame = new Uint8Array(prefix + payload);
  const view = new DataView(frame.buffer);
  view.setUint32(0, payload, true);
  view.setUint8(4, frameTypes[entry.type]);
  view.setUint32(prefix, entry.run, true);
  if (entry.type === 'rows') {
    entry.rows.forEach((value, i) => view.setFloat64(prefix + 4 + i * 8, value, true));
  } else {
    frame.set(text!, prefix + 4);
  }
  view.setUint32(5, frameCrc(frame, 0, payload), true);
  return frame;
}

/** CRC of the payload, mixed with that of the type byte; the CRC field between them is left out. */
function frameCrc(bytes: Uint8Array, offset: number, payload: number): number {
  const content = bytes.subarray(offset + prefix, offset + prefix + payload);
  return (crc32(content) ^ crc32(bytes.subarray(offset + 4, offset + 5))) >>> 0;
}

/** Reads frames as far as they can be believed; `base` is the place of the first byte in the journal. */
export function decodeJournal(bytes: Uint8Array, base = 0): JournalContents {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: PlacedEntry[] = [];
  let at = 0;
  while (at + prefix <= bytes.length) {
    const payload = view.getUint32(at, true);
    const length = prefix + payload;
    if (payload < 4 || at + length > bytes.length) break;
    if (view.getUint32(at + 5, true) !== frameCrc(bytes, at, payload)) break;
    const entry = decodeFrame(view, at, payload);
    // A sound frame of a kind this version does not know is passed over.
    if (entry) entries.push({ entry, offset: base + at, length });
    at += length;
  }
  return { entries, goodBytes: at, whole: at === bytes.length };
}

function decodeFrame(view: DataView, at: number, payload: number): JournalEntry | undefined {
  const type = view.getUint8(at + 4);
  const run = view.getUint32(at + prefix, true);
  const from = at + prefix + 4;
  if (type === frameTypes.rows) {
    const rows = new Float64Array((payload - 4) >> 3);
    for (let i = 0; i < rows.length; i++) rows[i] = view.getFloat64(from + i * 8, true);
    return { type: 'rows', run, rows };
  }
  if (type !== frameTypes.started && type !== frameTypes.ended) return undefined;
  const content = parseExact(
    decoder.decode(new Uint8Array(view.buffer, view.byteOffset + from, payload - 4)),
  );
  if (type === frameTypes.started) {
    return isRunStart(content) ? { type: 'started', run, start: content } : undefined;
  }
  return isRunEnd(content) ? { type: 'ended', run, end: content } : undefined;
}

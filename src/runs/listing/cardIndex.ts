import { isNumberTable, isObject } from '../../protocol/objectGuards.ts';
import { batchFile, decodeNotes, type BatchNotes } from '../batchFiles.ts';
import { parseExact, stringifyExact } from '../exactJson.ts';
import type { FileSystem } from '../files.ts';
import { cardOf, type BatchCard, type BatchOutline, type ListedBatch } from './batchCard.ts';

/** Cards of another shape than this version writes are made anew. */
const CARDS = 1;
const indexFile = 'index.json';

interface Entry {
  readonly card: BatchCard;
  readonly notes: BatchNotes;
  /** When the notes were written, milliseconds since 1970; null without any. */
  readonly noted: number | null;
}

/**
 * The cards of all ended batches in one file, so that listing a thousand batches reads one file and not two thousand.
 * It is a copy of what the batches say themselves: whatever is missing in it is read from them, and it may be deleted.
 * An ended batch never changes except for its notes, whose time is compared.
 */
export class CardIndex {
  readonly #files: FileSystem;
  readonly #batches: string;
  #known: Map<string, Entry> | null = null;

  /** `batches` is the folder of the batches. */
  constructor(files: FileSystem, batches: string) {
    this.#files = files;
    this.#batches = batches;
  }

  /** The batches of these ids; `read` gives those that are not in the index, undefined for what is no batch. */
  async list(
    ids: readonly string[],
    read: (id: string) => Promise<BatchOutline | undefined>,
  ): Promise<readonly ListedBatch[]> {
    const known = (this.#known ??= decodeIndex(await this.#files.read(indexFile)));
    const entries = await Promise.all(
      ids.map(async (id): Promise<Entry | null> => {
        const before = known.get(id);
        const outline = before ? undefined : await read(id).catch(() => undefined);
        const card = before?.card ?? (outline && cardOf(outline));
        if (!card) return null;
        const notes = await this.#notes(id, before);
        return notes === before ? before : { card, ...notes };
      }),
    );
    const found = entries.filter(entry => entry !== null);
    const ended = found.filter(({ card }) => card.state !== 'running');
    this.#known = new Map(ended.map(entry => [entry.card.id, entry]));
    if (ended.some(entry => known.get(entry.card.id) !== entry)) await this.#save();
    return found.sort((a, b) => (a.card.started < b.card.started ? 1 : -1));
  }

  /** The entry itself where its notes are still those. */
  async #notes(id: string, before: Entry | undefined): Promise<Pick<Entry, 'notes' | 'noted'>> {
    const path = `${this.#batches}/${id}/${batchFile.user}`;
    const noted = (await this.#files.stat(path))?.modified ?? null;
    if (before?.noted === noted) return before;
    return { notes: decodeNotes(await this.#files.read(path)), noted };
  }

  /** A place that cannot be written to is read anew next time. */
  async #save(): Promise<void> {
    const entries = [...(this.#known ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
    const text = stringifyExact({ cards: CARDS, entries });
    await this.#files.writeAtomic(indexFile, new TextEncoder().encode(text)).catch(() => undefined);
  }
}

function decodeIndex(bytes: Uint8Array | undefined): Map<string, Entry> {
  const value = bytes && parse(bytes);
  if (!isObject(value) || value['cards'] !== CARDS || !Array.isArray(value['entries'])) return new Map();
  const entries = (value['entries'] as readonly unknown[]).filter(isEntry);
  return new Map(entries.map(entry => [entry.card.id, entry]));
}

function parse(bytes: Uint8Array): unknown {
  try {
    return parseExact(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  return (
    isObject(value) &&
    isObject(value['notes']) &&
    (value['noted'] === null || typeof value['noted'] === 'number') &&
    isCard(value['card'])
  );
}

function isCard(value: unknown): value is BatchCard {
  return (
    isObject(value) &&
    ['id', 'engine', 'configHash', 'source', 'title', 'started', 'state'].every(
      key => typeof value[key] === 'string',
    ) &&
    ['seconds', 'bytes', 'variants', 'seeds', 'missing'].every(key => typeof value[key] === 'number') &&
    isNumberTable(value['runs']) &&
    (value['headline'] === null ||
      (isObject(value['headline']) && typeof value['headline']['name'] === 'string')) &&
    (value['reproduced'] === null || isObject(value['reproduced']))
  );
}

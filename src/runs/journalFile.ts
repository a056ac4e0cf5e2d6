import type { AppendHandle, FileSystem } from './files.ts';

/**
 * Where a journal's bytes lie inside a batch folder: one file that grows (`journal.bin`), or, where the platform
 * cannot append, numbered pieces (`journal-000001.bin`…) that are each written whole and then renamed into place.
 * Both read as one sequence of bytes.
 */
export type JournalFile = AppendHandle;

const single = 'journal.bin';
const pieceName = /^journal-\d{6}\.bin$/;

/** Opens the journal of a new batch. Rejects with the platform's error. */
export async function openJournalFile(files: FileSystem, folder: string): Promise<JournalFile> {
  if (files.openAppend) return files.openAppend(`${folder}/${single}`);
  let pieces = 0;
  return {
    async append(bytes) {
      pieces++;
      await files.writeAtomic(`${folder}/journal-${String(pieces).padStart(6, '0')}.bin`, bytes);
    },
    close: () => Promise.resolve(),
  };
}

/** The files that make up a journal, in order. */
export async function journalParts(files: FileSystem, folder: string): Promise<readonly string[]> {
  const entries = await files.list(folder);
  const names = entries.filter(entry => entry.kind === 'file').map(entry => entry.name);
  if (names.includes(single)) return [`${folder}/${single}`];
  return names.filter(name => pieceName.test(name)).map(name => `${folder}/${name}`);
}

/** All bytes of a journal; empty when there is none. */
export async function readJournalFile(files: FileSystem, folder: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (const path of await journalParts(files, folder))
    parts.push((await files.read(path)) ?? new Uint8Array());
  return joinBytes(parts);
}

/** The given stretches of a journal, one after another. */
export async function readStretches(
  files: FileSystem,
  folder: string,
  stretches: readonly (readonly [number, number])[],
): Promise<Uint8Array> {
  const paths = await journalParts(files, folder);
  const only = paths.length === 1 ? paths[0] : undefined;
  if (only !== undefined) {
    const parts: Uint8Array[] = [];
    for (const [offset, length] of stretches) {
      parts.push((await files.readRange(only, offset, length)) ?? new Uint8Array());
    }
    return joinBytes(parts);
  }
  const whole = await readJournalFile(files, folder);
  return joinBytes(stretches.map(([offset, length]) => whole.subarray(offset, offset + length)));
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

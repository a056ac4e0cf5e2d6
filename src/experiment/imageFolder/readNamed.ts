import { refuse } from '../../data/fault.ts';
import { sha256 } from '../../data/sha256.ts';
import type { Result } from '../../engine/fault.ts';
import { below } from '../folderListing.ts';
import type { ReadFile } from '../load.ts';
import { readSafely } from '../readSafely.ts';
import type { FileDigest } from './folderContents.ts';

/** A file of a folder, and its path as messages write it. */
export interface NamedFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly digest: FileDigest;
}

/** Reads a file of a folder. */
export async function readNamed(
  folder: string,
  path: string,
  readFile: ReadFile,
): Promise<Result<NamedFile>> {
  const file = below(folder, path);
  const read = await readSafely(readFile, file);
  if (!read.ok)
    return refuse('file-unreadable', `${file}: ${read.reason}`, 'check the file and who may read it');
  return { ok: true, value: { file, bytes: read.bytes, digest: { path, hash: sha256(read.bytes) } } };
}

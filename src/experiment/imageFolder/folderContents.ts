import type { NumericArrays } from '../../data/array.ts';
import { refuse } from '../../data/fault.ts';
import type { Result } from '../../engine/fault.ts';

/** A file that was read: its path in the folder, and the SHA-256 of its bytes. */
export interface FileDigest {
  readonly path: string;
  readonly hash: string;
}

/** A folder that has been recognised and read. */
export interface ReadFolder {
  readonly arrays: NumericArrays;
  readonly digests: readonly FileDigest[];
}

/** A folder that has the names of a known data set, but not all of its files. */
export function incomplete(path: string, missing: readonly string[], what: string): Result<never> {
  const message = `${path}: of the files of ${what}, ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing`;
  return refuse('folder-incomplete', message, 'copy or download them again');
}

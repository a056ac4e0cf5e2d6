import type { NumericArray } from '../data/array.ts';
import { openArrays, type ArrayFile } from '../data/arrays.ts';
import type { Keep } from '../data/numbers.ts';
import { sha256 } from '../data/sha256.ts';
import type { Result } from '../engine/fault.ts';

/** A file of arrays with what has been read from it. */
export interface OpenedFile {
  readonly opened: Result<ArrayFile>;
  /** SHA-256 of its bytes. */
  hash(): string;
  arrayOf(name: string, keep: Keep): Result<NumericArray>;
}

/** By its bytes, which a host keeps between two checks of a text that is being typed. */
const known = new WeakMap<Uint8Array, OpenedFile & { readonly path: string }>();

/** Opens a file of arrays, or finds it as it was opened before: hashing and unpacking a large one takes a second. */
export function openedFile(bytes: Uint8Array, path: string): OpenedFile {
  const before = known.get(bytes);
  if (before?.path === path) return before;
  const opened = openArrays(bytes, path);
  const arrays = new Map<string, Result<NumericArray>>();
  let hash: string | undefined;
  const file = {
    path,
    opened,
    hash: () => (hash ??= sha256(bytes)),
    arrayOf: (name: string, keep: Keep): Result<NumericArray> => {
      if (!opened.ok) return opened;
      const key = `${keep} ${name}`;
      const read = arrays.get(key) ?? opened.value.read(name, keep);
      arrays.set(key, read);
      return read;
    },
  };
  known.set(bytes, file);
  return file;
}

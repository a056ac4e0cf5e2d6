import type { NumericArray } from '../data/array.ts';
import { openArrays, type ArrayFile } from '../data/arrays.ts';
import type { Keep } from '../data/numbers.ts';
import { openText } from '../data/text.ts';
import { sha256 } from '../data/sha256.ts';
import type { Result } from '../engine/fault.ts';

/** A file of arrays, or a text, with what has been read from it. */
export interface OpenedFile {
  readonly opened: Result<ArrayFile>;
  /** Its bytes, where it is a text in UTF-8. */
  readonly text: Result<NumericArray>;
  /** SHA-256 of its bytes. */
  hash(): string;
  arrayOf(name: string, keep: Keep): Result<NumericArray>;
}

/** By its bytes, which a host keeps between two checks of a text that is being typed. */
const known = new WeakMap<Uint8Array, OpenedFile & { readonly path: string }>();

/** Opens a file when something of it is asked for, or finds it as it was opened before: hashing and unpacking a large one takes a second. */
export function openedFile(bytes: Uint8Array, path: string): OpenedFile {
  const before = known.get(bytes);
  if (before?.path === path) return before;
  const arrays = new Map<string, Result<NumericArray>>();
  let opened: Result<ArrayFile> | undefined;
  let text: Result<NumericArray> | undefined;
  let hash: string | undefined;
  const file = {
    path,
    get opened(): Result<ArrayFile> {
      return (opened ??= openArrays(bytes, path));
    },
    get text(): Result<NumericArray> {
      return (text ??= openText(bytes, path));
    },
    hash: () => (hash ??= sha256(bytes)),
    arrayOf: (name: string, keep: Keep): Result<NumericArray> => {
      if (!file.opened.ok) return file.opened;
      const key = `${keep} ${name}`;
      const read = arrays.get(key) ?? file.opened.value.read(name, keep);
      arrays.set(key, read);
      return read;
    },
  };
  known.set(bytes, file);
  return file;
}

import type { FolderListing } from '../experiment/folderListing.ts';

/**
 * The only way in which runs reach a disk. A file system is rooted: paths are relative to its root, with `/`
 * between the parts, so that nothing outside the root can be named. Methods reject with the platform's own
 * error (its `code` is read by storageFault.ts); absent files are `undefined`, not errors.
 */
export interface FileSystem {
  /** Where the root is, in words that a person can use: a path or a URI. */
  readonly root: string;
  read(path: string): Promise<Uint8Array | undefined>;
  /** Bytes [offset, offset + length) of a file, fewer at its end. */
  readRange(path: string, offset: number, length: number): Promise<Uint8Array | undefined>;
  /** Writes beside the file and renames over it: a reader sees the old bytes or the new ones, never a part. */
  writeAtomic(path: string, bytes: Uint8Array): Promise<void>;
  /** Opens a file for appending, creating it; null where the platform cannot append. */
  readonly openAppend: ((path: string) => Promise<AppendHandle>) | null;
  /** Entries of a folder, sorted by name; empty when there is no such folder. */
  list(folder: string): Promise<FolderListing>;
  stat(path: string): Promise<FileStat | undefined>;
  /** Makes a folder and those above it. */
  mkdir(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all that is in it; absent is fine. */
  remove(path: string): Promise<void>;
}

/** A file held open for appending. */
export interface AppendHandle {
  /** Resolves when the bytes are on the disk. */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

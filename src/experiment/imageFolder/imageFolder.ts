import type { NumericArrays } from '../../data/array.ts';
import { sha256 } from '../../data/sha256.ts';
import type { Result } from '../../engine/fault.ts';
import { namesOf, type FolderListing } from '../folderListing.ts';
import type { ReadFile } from '../load.ts';
import { isCifarFile, readCifarFolder } from './cifarFolder.ts';
import { readClassFolders } from './classFolders.ts';
import type { FileDigest, ReadFolder } from './folderContents.ts';
import { isIdxFile, readIdxFolder } from './idxFolder.ts';

/**
 * Labelled images of a folder: `X` and `y`, `testX` and `testY` where it has a test set of its own, and `classNames`, a text with a
 * line for each, where classes have names.
 */
export interface ImageFolder {
  readonly arrays: NumericArrays;
  /** SHA-256 of the lines that `sha256sum` prints of the files that were read, in the order of their paths in the folder. */
  readonly hash: string;
}

interface Known {
  readonly path: string;
  readonly read: Promise<Result<ImageFolder>>;
}

/** By their listings, which a host keeps between two checks of a text that is being typed. */
const known = new WeakMap<FolderListing, Known>();

/** Reads a folder by what its files are called: those of MNIST, those of CIFAR-10 in binary, or a folder of PNGs for each class. */
export function imageFolder(
  path: string,
  listing: FolderListing,
  readFile: ReadFile,
): Promise<Result<ImageFolder>> {
  const before = known.get(listing);
  if (before?.path === path) return before.read;
  const read = recognised(path, listing, readFile).then((folder): Result<ImageFolder> =>
    folder.ok
      ? { ok: true, value: { arrays: folder.value.arrays, hash: hashOf(folder.value.digests) } }
      : folder,
  );
  known.set(listing, { path, read });
  return read;
}

function recognised(path: string, listing: FolderListing, readFile: ReadFile): Promise<Result<ReadFolder>> {
  const files = namesOf(listing, 'file');
  if (files.some(isIdxFile)) return readIdxFolder(path, files, readFile);
  if (files.some(isCifarFile)) return readCifarFolder(path, files, readFile);
  return readClassFolders(path, listing, readFile);
}

function hashOf(digests: readonly FileDigest[]): string {
  const inOrder = digests.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(inOrder.map(({ path, hash }) => `${hash}  ${path}\n`).join(''));
}

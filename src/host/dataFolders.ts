import { FileType, Uri, workspace } from 'vscode';
import type { FolderListing } from '../experiment/folderListing.ts';

/** Folders whose listings are kept, and with them what was read of them. */
const KEPT = 3;
/** Files that are looked at together. */
const GROUP = 64;

/** A folder that an experiment names, and how everything in it was when it was read. */
export interface KnownFolder {
  readonly listing: FolderListing;
  /** By URI, of the folder itself, of those in it and of files. */
  readonly stamps: Map<string, string>;
  /** False where something has happened in it, or nobody would say so. */
  trusted: boolean;
}

/**
 * Listings of folders of images, the same object for as long as nothing below has changed: of thousands of files that is known from
 * the workspace’s watcher, or from looking at each once more.
 */
export class DataFolders {
  readonly #known = new Map<string, KnownFolder>();

  /** The folder as it is now; `fresh` trusts no watcher. */
  async open(uri: Uri, fresh: boolean): Promise<KnownFolder> {
    const key = uri.toString();
    const before = this.#known.get(key);
    if (before && ((before.trusted && !fresh) || (await isAsBefore(before)))) return this.#keep(uri, before);
    const listing = await listed(uri);
    return this.#keep(uri, { listing, stamps: new Map([[key, stampOfListing(listing)]]), trusted: true });
  }

  /** Something has been changed, made or removed. */
  changed(uri: Uri): void {
    const key = uri.toString();
    for (const [root, folder] of this.#known) if (isBelow(key, root)) folder.trusted = false;
  }

  #keep(uri: Uri, folder: KnownFolder): KnownFolder {
    const key = uri.toString();
    this.#known.delete(key);
    this.#known.set(key, folder);
    folder.trusted = workspace.getWorkspaceFolder(uri) !== undefined;
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    return folder;
  }
}

/** Whether a URI is that of a folder or of something in it. */
export function isBelow(key: string, root: string): boolean {
  return key === root || key.startsWith(root.endsWith('/') ? root : `${root}/`);
}

/** What is directly in a folder. */
export async function listed(uri: Uri): Promise<FolderListing> {
  const entries = await workspace.fs.readDirectory(uri);
  return entries.flatMap(([name, type]): FolderListing => {
    if ((type & FileType.Directory) !== 0) return [{ name, kind: 'folder' }];
    return (type & FileType.File) !== 0 ? [{ name, kind: 'file' }] : [];
  });
}

/** How a file is: when it was changed, and how long it is. */
export function stampOfFile({ mtime, size }: { readonly mtime: number; readonly size: number }): string {
  return `${mtime} ${size}`;
}

/** How a folder is: what is in it. */
export function stampOfListing(listing: FolderListing): string {
  return listing
    .map(({ name, kind }) => `${kind} ${name}`)
    .sort()
    .join('\n');
}

async function isAsBefore({ stamps }: KnownFolder): Promise<boolean> {
  const all = [...stamps];
  for (let from = 0; from < all.length; from += GROUP) {
    const same = await Promise.all(
      all.slice(from, from + GROUP).map(async ([key, stamp]) => (await stampNow(Uri.parse(key))) === stamp),
    );
    if (same.includes(false)) return false;
  }
  return true;
}

async function stampNow(uri: Uri): Promise<string | null> {
  try {
    const found = await workspace.fs.stat(uri);
    const folder = (found.type & FileType.Directory) !== 0;
    return folder ? stampOfListing(await listed(uri)) : stampOfFile(found);
  } catch {
    return null;
  }
}

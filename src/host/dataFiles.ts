import { FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { ReadResult } from '../experiment/load.ts';
import { isAbsolute, refusal } from '../experiment/paths.ts';
import {
  DataFolders,
  isBelow,
  listed,
  stampOfFile,
  stampOfListing,
  type KnownFolder,
} from './dataFolders.ts';

/** More than this is not read: parsing it would hold the editor's extensions up. */
const MOST_BYTES = 2e9;
/** Bytes of files kept between two checks of a text that is being typed. */
const CACHED_BYTES = 128e6;

interface Cached {
  readonly stamp: string;
  readonly bytes: Uint8Array;
}

/** How an experiment’s files are to be read. */
interface Reading {
  /** Otherwise inside the experiment’s workspace folder alone. */
  readonly trusted: boolean;
  /** Looks at every file of a folder, whatever is known of it. */
  readonly fresh?: boolean;
}

/** Reads the weights, targets and examples that experiments name, relative to the experiment's file. */
export class DataFiles {
  readonly #cache = new Map<string, Cached>();
  readonly #folders = new DataFolders();

  /**
   * The reader of one experiment, for one look at it. `seen` collects the URIs that it was asked for; of a folder that has not changed
   * nobody asks for what is in it.
   */
  reader(
    experiment: Uri,
    seen: Set<string>,
    { trusted, fresh = false }: Reading,
  ): (path: string) => Promise<ReadResult> {
    const folders = new Map<string, KnownFolder>();
    return path => {
      const place = placeOf(experiment, path, trusted);
      if (typeof place === 'string') return Promise.resolve({ ok: false, reason: place });
      seen.add(place.toString());
      return this.#read(place, folders, fresh);
    };
  }

  /** Something in the workspace has been changed, made or removed. */
  changed(uri: Uri): void {
    this.#folders.changed(uri);
  }

  /** `folders` are those that have been asked for before: what is in them is theirs to keep. */
  async #read(uri: Uri, folders: Map<string, KnownFolder>, fresh: boolean): Promise<ReadResult> {
    try {
      const found = await workspace.fs.stat(uri);
      const { size } = found;
      const key = uri.toString();
      const [, folder] = [...folders].find(([root]) => isBelow(key, root)) ?? [];
      if ((found.type & FileType.Directory) !== 0) {
        const reason = 'it is a folder';
        if (!folder) {
          const opened = await this.#folders.open(uri, fresh);
          folders.set(key, opened);
          return { ok: false, reason, folder: opened.listing };
        }
        const listing = await listed(uri);
        folder.stamps.set(key, stampOfListing(listing));
        return { ok: false, reason, folder: listing };
      }
      if (size > MOST_BYTES) return { ok: false, reason: `the file is larger than ${MOST_BYTES / 1e9} GB` };
      const stamp = stampOfFile(found);
      if (folder) {
        folder.stamps.set(key, stamp);
        return { ok: true, bytes: await workspace.fs.readFile(uri) };
      }
      const cached = this.#cache.get(key);
      if (cached?.stamp === stamp) return { ok: true, bytes: cached.bytes };
      const bytes = await workspace.fs.readFile(uri);
      this.#remember(key, { stamp, bytes });
      return { ok: true, bytes };
    } catch (error) {
      return { ok: false, reason: reasonOf(error) };
    }
  }

  #remember(key: string, entry: Cached): void {
    this.#cache.delete(key);
    this.#cache.set(key, entry);
    let sum = 0;
    for (const { bytes } of this.#cache.values()) sum += bytes.length;
    for (const [oldest, { bytes }] of this.#cache) {
      if (sum <= CACHED_BYTES) break;
      this.#cache.delete(oldest);
      sum -= bytes.length;
    }
  }
}

/** Where a path in an experiment leads, or why it may not be followed. */
function placeOf(experiment: Uri, path: string, trusted: boolean): Uri | string {
  const refused = refusal(path, { folder: folderInWorkspace(experiment), trusted });
  if (refused !== null) return refused;
  if (isAbsolute(path)) return absolutePlace(experiment, path);
  const base = baseOf(experiment);
  if (base === null) return 'paths are relative to the experiment, which is not saved yet';
  return Uri.joinPath(base, path.replaceAll('\\', '/'));
}

/** The experiment's folder relative to its workspace folder; null where it has none. */
function folderInWorkspace(experiment: Uri): string | null {
  if (experiment.scheme === 'untitled') return workspace.workspaceFolders === undefined ? null : '';
  const root = workspace.getWorkspaceFolder(experiment);
  if (root === undefined) return null;
  const path = experiment.path.slice(root.uri.path.length).replace(/^\/+/, '');
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function absolutePlace(experiment: Uri, path: string): Uri {
  return experiment.scheme === 'file' || experiment.scheme === 'untitled'
    ? Uri.file(path)
    : experiment.with({ path: path.replaceAll('\\', '/') });
}

/** The folder that relative paths start from; the first workspace folder for a file that was never saved. */
function baseOf(experiment: Uri): Uri | null {
  if (experiment.scheme !== 'untitled') return Uri.joinPath(experiment, '..');
  return workspace.workspaceFolders?.[0]?.uri ?? null;
}

function reasonOf(error: unknown): string {
  if (error instanceof FileSystemError) {
    if (error.code === 'FileNotFound') return 'there is no such file';
    if (error.code === 'NoPermissions') return 'it may not be read';
  }
  return error instanceof Error ? error.message : String(error);
}

import { Uri, workspace, type LogOutputChannel } from 'vscode';
import type { FileSystem } from '../../runs/files.ts';
import { nodeFiles } from '../../runs/nodeFiles.ts';
import { nodeOwner } from '../../runs/nodeOwner.ts';
import { RunStore } from '../../runs/store.ts';
import { readSettings } from '../settings.ts';
import { workspaceFiles } from '../workspaceFiles.ts';

/** Milliseconds for which a deleted batch can be brought back. */
const TRASH_AGE = 7 * 24 * 3600 * 1000;

/** Where the batches of an experiment are, and what it is called there. */
export interface StorePlace {
  readonly store: RunStore;
  readonly root: Uri;
  /** The experiment's path below its workspace folder, or its URI. */
  readonly source: string;
}

/**
 * The run stores: one in each workspace folder, and one of the extension's own for experiments that were never
 * saved, have no workspace folder, or live where nothing can be written.
 */
export class Stores {
  readonly #own: Uri;
  readonly #log: LogOutputChannel;
  readonly #stores = new Map<string, RunStore>();
  readonly #owner = nodeOwner();

  /** `own` is the extension's storage for this workspace. */
  constructor(own: Uri, log: LogOutputChannel) {
    this.#own = Uri.joinPath(own, 'runs');
    this.#log = log;
  }

  /** Every place that may hold batches of this experiment, the preferred one first. */
  placesOf(experiment: Uri): readonly StorePlace[] {
    const own = this.#place(this.#own, experiment.toString());
    const folder = workspace.getWorkspaceFolder(experiment);
    if (folder === undefined || experiment.scheme === 'untitled') return [own];
    const root = Uri.joinPath(folder.uri, ...readSettings(experiment).storeFolder.split(/[\\/]/));
    const source = experiment.path.slice(folder.uri.path.length).replace(/^\/+/, '');
    return [this.#place(root, source), own];
  }

  /** The first of them that can be written to; null when none can. */
  async writablePlace(experiment: Uri): Promise<StorePlace | null> {
    for (const place of this.placesOf(experiment)) {
      if (workspace.fs.isWritableFileSystem(place.root.scheme) === false) continue;
      try {
        await workspace.fs.createDirectory(place.root);
        return place;
      } catch (error) {
        this.#log.warn(`Runs cannot be kept under ${place.store.root}: ${String(error)}`);
      }
    }
    return null;
  }

  /** The newest batch of an experiment, wherever it is. */
  async latest(experiment: Uri): Promise<{ readonly place: StorePlace; readonly id: string } | null> {
    let latest: { readonly place: StorePlace; readonly id: string; readonly started: string } | null = null;
    for (const place of this.placesOf(experiment)) {
      const found = await place.store.latestFor(place.source);
      if (found === undefined || (latest !== null && latest.started >= found.head.started)) continue;
      latest = { place, id: found.head.id, started: found.head.started };
    }
    return latest;
  }

  /** Deletes what the user's settings no longer keep. */
  async tidy(experiment: Uri, place: StorePlace | null): Promise<void> {
    if (place === null) return;
    const { keepBatches, maxMegabytes } = readSettings(experiment);
    const gone = await place.store.retain({ batches: keepBatches, bytes: maxMegabytes * 1e6 });
    if (gone.length > 0) this.#log.info(`Deleted by retention: ${gone.join(', ')}`);
    await place.store.purgeTrash(TRASH_AGE);
  }

  #place(root: Uri, source: string): StorePlace {
    const key = root.toString();
    let store = this.#stores.get(key);
    if (store === undefined) {
      store = new RunStore(filesBelow(root), { owner: this.#owner });
      this.#stores.set(key, store);
    }
    return { store, root, source };
  }
}

/** Local folders can be appended to, so that a crash loses little; elsewhere the editor's file systems do. */
function filesBelow(root: Uri): FileSystem {
  return root.scheme === 'file' ? nodeFiles(root.fsPath) : workspaceFiles(root);
}

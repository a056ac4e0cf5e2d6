import { Uri, workspace, type LogOutputChannel } from 'vscode';
import type { FileSystem } from '../../runs/files.ts';
import { nodeFiles } from '../../runs/nodeFiles.ts';
import { nodeOwner } from '../../runs/nodeOwner.ts';
import { RunStore, type LoadedBatch } from '../../runs/store.ts';
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

/** A store with what it belongs to. */
export interface StoreFolder {
  readonly root: Uri;
  readonly store: RunStore;
  /** The experiment file of a batch's `source`. */
  uriOf(source: string): Uri;
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

  /** Every store of what is open, the extension's own last. */
  all(): readonly StoreFolder[] {
    const folders = (workspace.workspaceFolders ?? []).map(({ uri }): StoreFolder => {
      const root = Uri.joinPath(uri, ...readSettings(uri).storeFolder.split(/[\\/]/));
      return { root, store: this.#storeAt(root), uriOf: source => Uri.joinPath(uri, source) };
    });
    const own: StoreFolder = {
      root: this.#own,
      store: this.#storeAt(this.#own),
      uriOf: source => Uri.parse(source),
    };
    return [...folders, own];
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
      const found = (await place.store.cards()).find(({ card }) => card.source === place.source)?.card;
      if (found === undefined || (latest !== null && latest.started >= found.started)) continue;
      latest = { place, id: found.id, started: found.started };
    }
    return latest;
  }

  /** The newest batch with its series; null where there is none that can be read. */
  async loadLatest(experiment: Uri): Promise<LoadedBatch | null> {
    const latest = await this.latest(experiment);
    const loaded = await latest?.place.store.load(latest.id);
    if (loaded?.ok) return loaded.value;
    if (loaded) this.#log.warn(loaded.faults.map(({ message }) => message).join('; '));
    return null;
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
    return { store: this.#storeAt(root), root, source };
  }

  #storeAt(root: Uri): RunStore {
    const key = root.toString();
    let store = this.#stores.get(key);
    if (store === undefined) {
      store = new RunStore(filesBelow(root), { owner: this.#owner });
      this.#stores.set(key, store);
    }
    return store;
  }
}

/** Local folders can be appended to, so that a crash loses little; elsewhere the editor's file systems do. */
function filesBelow(root: Uri): FileSystem {
  return root.scheme === 'file' ? nodeFiles(root.fsPath) : workspaceFiles(root);
}

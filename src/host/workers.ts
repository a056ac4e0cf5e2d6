import { Uri, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { WorkerPool } from '../worker/pool.ts';
import { threadWorkers } from '../worker/threadWorkers.ts';
import { SETTINGS_SECTION, settingKeys } from './manifest.ts';
import { workerCount } from './nodeCores.ts';
import { readSettings } from './settings.ts';

/** The threads that compute: made when there is something to run, and kept. */
export class Workers {
  readonly #entry: string;
  readonly #extension: Uri;
  readonly #log: LogOutputChannel;
  /** Resolves when no batch is in progress. */
  readonly #idle: () => Promise<unknown>;
  readonly #rests: SharedArrayBuffer;
  #pool: WorkerPool | null = null;
  /** One for previews alone, so that a slider waits for no batch. */
  #previews: WorkerPool | null = null;

  /** @param rests - one Int32: not zero while threads in the background should rest now and then */
  constructor(
    { extensionUri }: ExtensionContext,
    log: LogOutputChannel,
    { idle, rests }: { readonly idle: () => Promise<unknown>; readonly rests: SharedArrayBuffer },
  ) {
    this.#entry = Uri.joinPath(extensionUri, 'dist', 'worker.cjs').fsPath;
    this.#extension = extensionUri;
    this.#log = log;
    this.#idle = idle;
    this.#rests = rests;
  }

  get pool(): WorkerPool {
    return (this.#pool ??= this.#make(workersWanted(this.#extension), true));
  }

  get previews(): WorkerPool {
    return (this.#previews ??= this.#make(1, false));
  }

  /** How many runs are computed at the same time. */
  get size(): number {
    return this.pool.size;
  }

  /** Threads of one's own, to be disposed by whoever asked; as many as the settings say where no number is given. */
  make(): WorkerPool {
    return this.#make(workersWanted(this.#extension), true);
  }

  /** Somebody waits for a preview with the slider in hand; anything else gives way to the editor. */
  #make(size: number, background: boolean): WorkerPool {
    const say = (line: string): void => this.#log.warn(line);
    return new WorkerPool(
      threadWorkers(this.#entry, say, { rests: background ? this.#rests : null }),
      size,
      say,
    );
  }

  /** Gets the threads ready, and says how many there are. */
  warm(): number {
    this.pool.warm();
    return this.size;
  }

  /** Another number of workers holds from the next batch on; those of a batch in progress finish it. */
  watchSettings() {
    return workspace.onDidChangeConfiguration(change => {
      const retired = this.#pool;
      if (retired === null || !change.affectsConfiguration(`${SETTINGS_SECTION}.${settingKeys.workers}`))
        return;
      this.#pool = null;
      void this.#idle().then(() => retired.dispose());
    });
  }

  dispose(): void {
    this.#pool?.dispose();
    this.#previews?.dispose();
  }
}

function workersWanted(extension: Uri): number {
  return workerCount(readSettings(workspace.workspaceFolders?.[0]?.uri ?? extension).workers);
}

import {
  EventEmitter,
  commands as vscodeCommands,
  window,
  type Disposable,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
  type ProviderResult,
  type TreeDataProvider,
} from 'vscode';
import { registerTools } from './agents/registerTools.ts';
import type { App } from './app.ts';
import { DisposableStore } from './disposableStore.ts';
import { createLog, describeError } from './log.ts';
import { COMPARISON_PANEL, RESULTS_PANEL, commands } from './manifest.ts';
import type { PostedView } from './panel/panelManager.ts';
import { RecentProblems } from './recentProblems.ts';
import type { RunsRow } from './runs/runsView.ts';

/**
 * All that is loaded when VS Code activates the extension: what VS Code may call at once is registered here, the rest is read after
 * that. Whoever calls before it is there waits for it.
 */
export class Entry {
  readonly #context: ExtensionContext;
  readonly #owned = new DisposableStore();
  readonly #problems = new RecentProblems();
  readonly #log: LogOutputChannel = this.#owned.add(createLog(this.#problems));
  readonly #posted = this.#owned.add(new EventEmitter<PostedView>());
  #loading: Promise<App> | null = null;
  #app: App | null = null;

  /** Every view that a panel was given, for tests. */
  readonly onDidPostView: Event<PostedView> = this.#posted.event;

  /** The list of runs, for tests. */
  readonly runs: TreeDataProvider<RunsRow> = {
    getChildren: async (row?: RunsRow) => (await this.#load()).runs.getChildren(row),
    getTreeItem: async (row: RunsRow) => (await this.#load()).runs.getTreeItem(row),
  };

  constructor(context: ExtensionContext) {
    this.#context = context;
    for (const id of Object.values(commands))
      this.#owned.add(
        vscodeCommands.registerCommand(id, async (...given: readonly unknown[]): Promise<unknown> => {
          try {
            const run = (await this.#load()).commands.get(id);
            if (run === undefined) throw new Error('nothing answers this command');
            return await run(...given);
          } catch (error) {
            this.#log.error(`${id} failed: ${describeError(error)}`);
            throw error;
          }
        }),
      );
    this.#owned.add(this.#revives(RESULTS_PANEL, app => app.panels));
    this.#owned.add(this.#revives(COMPARISON_PANEL, app => app.comparisons));
    this.#owned.add(registerTools(async () => (await this.#load()).tools, this.#log));
    // VS Code waits for what is above, not for this
    const soon = setTimeout(() => {
      this.#load().catch((error: unknown) => this.#log.error(`Loading failed: ${describeError(error)}`));
    });
    this.#owned.add({ dispose: () => clearTimeout(soon) });
  }

  /** Stops what runs and waits until it is stored. */
  async stop(): Promise<void> {
    await this.#app?.stop();
  }

  dispose(): void {
    this.#app?.dispose();
    this.#owned.dispose();
  }

  /** All the rest, read once. */
  #load(): Promise<App> {
    return (this.#loading ??= import('./app.ts').then(({ App: Loaded }) => {
      const app = new Loaded(this.#context, { log: this.#log, problems: this.#problems });
      app.onDidPostView(posted => this.#posted.fire(posted));
      return (this.#app = app);
    }));
  }

  /** After a reload VS Code hands back the panels that were open. */
  #revives(
    viewType: string,
    of: (app: App) => { restore(...given: Parameters<App['panels']['restore']>): ProviderResult<void> },
  ): Disposable {
    return window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        await of(await this.#load()).restore(panel, state);
      },
    });
  }
}

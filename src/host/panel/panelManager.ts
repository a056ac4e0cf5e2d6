import { EventEmitter, Uri, ViewColumn, window, type LogOutputChannel, type WebviewPanel } from 'vscode';
import type { PanelView } from '../../protocol/panel.ts';
import type { PreviewView } from '../../protocol/whatIf.ts';
import { DisposableStore } from '../disposableStore.ts';
import { experimentName } from '../experimentName.ts';
import { RESULTS_PANEL } from '../manifest.ts';
import { ResultPanel, type PanelActions, type PanelSource } from './resultPanel.ts';

/** A view that a page was given, for tests. */
export interface PostedView {
  readonly uri: Uri;
  readonly view: PanelView;
}

/** The plot panels: one for each experiment file, reused. */
export class PanelManager {
  readonly #panels = new Map<string, ResultPanel>();
  readonly #owned = new DisposableStore();
  readonly #posted = this.#owned.add(new EventEmitter<PostedView>());
  readonly #opened = this.#owned.add(new EventEmitter<Uri>());
  readonly #sourceOf: (uri: Uri) => PanelSource;
  readonly #actions: PanelActions;
  readonly #log: LogOutputChannel;
  readonly #extension: Uri;

  readonly onDidPost = this.#posted.event;
  /** A panel came up for an experiment, by the user or after a reload. */
  readonly onDidOpen = this.#opened.event;

  constructor(dependencies: {
    readonly sourceOf: (uri: Uri) => PanelSource;
    readonly actions: PanelActions;
    readonly log: LogOutputChannel;
    readonly extension: Uri;
  }) {
    this.#sourceOf = dependencies.sourceOf;
    this.#actions = dependencies.actions;
    this.#log = dependencies.log;
    this.#extension = dependencies.extension;
  }

  /** Opens the panel of a file beside its editor, which keeps the focus; a panel that is there comes to the front. */
  show(uri: Uri): void {
    const existing = this.#panels.get(uri.toString());
    if (existing !== undefined) {
      if (!existing.panel.visible) existing.panel.reveal(undefined, true);
      return;
    }
    const panel = window.createWebviewPanel(
      RESULTS_PANEL,
      titleOf(uri),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, retainContextWhenHidden: false, enableFindWidget: false },
    );
    this.#adopt(panel, uri);
  }

  /** The panel of a file goes on as that of another. */
  move(from: Uri, to: Uri): void {
    const result = this.#panels.get(from.toString());
    if (result === undefined || this.has(to)) return;
    this.#panels.delete(from.toString());
    result.dispose();
    result.panel.title = titleOf(to);
    this.#adopt(result.panel, to);
  }

  has(uri: Uri): boolean {
    return this.#panels.has(uri.toString());
  }

  /** The experiment whose panel has the focus. */
  get active(): Uri | null {
    for (const [uri, { panel }] of this.#panels) if (panel.active) return Uri.parse(uri, true);
    return null;
  }

  refresh(uri: Uri): void {
    this.#panels.get(uri.toString())?.refresh();
  }

  /** Draws what the edited text of an experiment would do over its plots; null takes it away. */
  preview(uri: Uri, preview: PreviewView | null): void {
    this.#panels.get(uri.toString())?.preview(preview);
  }

  /** After a reload: the page kept which experiment it showed. A panel that cannot tell is closed. */
  restore(panel: WebviewPanel, state: unknown): void {
    const uri = sourceIn(state);
    if (uri === null || this.has(uri)) panel.dispose();
    else this.#adopt(panel, uri);
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#panels.clear();
    this.#owned.dispose();
  }

  #adopt(panel: WebviewPanel, uri: Uri): void {
    const key = uri.toString();
    panel.iconPath = {
      light: Uri.joinPath(this.#extension, 'media', 'language', 'experiment-light.svg'),
      dark: Uri.joinPath(this.#extension, 'media', 'language', 'experiment-dark.svg'),
    };
    const result = new ResultPanel(panel, {
      source: this.#sourceOf(uri),
      actions: this.#actions,
      log: this.#log,
      extension: this.#extension,
    });
    this.#panels.set(key, result);
    const posting = result.onDidPost(view => this.#posted.fire({ uri, view }));
    panel.onDidDispose(() => {
      posting.dispose();
      result.dispose();
      if (this.#panels.get(key) === result) this.#panels.delete(key);
    });
    this.#opened.fire(uri);
  }
}

function titleOf(uri: Uri): string {
  return `Results: ${experimentName(uri)}`;
}

/** The experiment's URI in what the page kept (`PersistedPanel`), which may be of any shape. */
function sourceIn(state: unknown): Uri | null {
  if (typeof state !== 'object' || state === null || !('source' in state)) return null;
  const { source } = state;
  if (typeof source !== 'string' || !/^[a-z][a-z0-9+.-]*:/i.test(source)) return null;
  return Uri.parse(source);
}

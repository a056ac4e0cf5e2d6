import {
  env,
  EventEmitter,
  Uri,
  ViewColumn,
  window,
  workspace,
  type LogOutputChannel,
  type WebviewPanel,
} from 'vscode';
import { comparisonPage } from '../../runs/comparison/comparisonView.ts';
import type { Stores } from '../batches/stores.ts';
import { saveFigure } from '../commands/saveFigure.ts';
import { takeOut } from '../commands/takeOut.ts';
import { DisposableStore } from '../disposableStore.ts';
import { describeError } from '../log.ts';
import { COMPARISON_PANEL } from '../manifest.ts';
import type { PostedView } from '../panel/panelManager.ts';
import { ResultPanel, type PanelActions } from '../panel/resultPanel.ts';
import {
  COMPARISON_SCHEME,
  loadComparison,
  type ComparedPart,
  type ShownComparison,
} from './loadComparison.ts';

/** Panels with runs of several batches side by side, each of its own, and pages that say what differs. */
export class ComparisonPanels {
  readonly #stores: Stores;
  readonly #log: LogOutputChannel;
  readonly #extension: Uri;
  readonly #panels = new Map<string, WebviewPanel>();
  readonly #onSaved: () => void;
  readonly #owned = new DisposableStore();
  readonly #posted = this.#owned.add(new EventEmitter<PostedView>());

  readonly onDidPost = this.#posted.event;

  /** `onSaved` hears that a figure or a table was taken out. */
  constructor(parts: {
    readonly stores: Stores;
    readonly log: LogOutputChannel;
    readonly extension: Uri;
    readonly onSaved: () => void;
  }) {
    this.#stores = parts.stores;
    this.#log = parts.log;
    this.#extension = parts.extension;
    this.#onSaved = parts.onSaved;
    this.#owned.add(
      workspace.registerTextDocumentContentProvider(COMPARISON_SCHEME, {
        provideTextDocumentContent: async uri => {
          const source = await loadComparison(uri, partsIn(uri), this.#stores);
          return source === null ? 'These batches are not there any more.\n' : comparisonPage(source.view());
        },
      }),
    );
  }

  /** Opens the panel of a comparison, or brings it to the front. */
  async show(parts: readonly ComparedPart[]): Promise<void> {
    const uri = uriOf(parts, 'Comparison');
    const existing = this.#panels.get(uri.toString());
    if (existing !== undefined) {
      existing.reveal();
      return;
    }
    const source = await loadComparison(uri, parts, this.#stores);
    if (source === null) {
      void window.showWarningMessage('These batches are not there any more.');
      return;
    }
    const panel = window.createWebviewPanel(COMPARISON_PANEL, 'Comparison', ViewColumn.Active, {
      enableScripts: true,
      retainContextWhenHidden: false,
    });
    this.#adopt(panel, source);
  }

  /** Opens a page of text with the settings that differ, and when the trajectories part. */
  async showDifferences(parts: readonly ComparedPart[]): Promise<void> {
    const document = await workspace.openTextDocument(uriOf(parts, 'What Differs.md'));
    await window.showTextDocument(document, { preview: true });
  }

  /** After a reload. A comparison of which nothing is left is closed. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const uri = sourceIn(state);
    const source = uri && (await loadComparison(uri, partsIn(uri), this.#stores).catch(() => null));
    if (!source || this.#panels.has(source.uri.toString())) panel.dispose();
    else this.#adopt(panel, source);
  }

  dispose(): void {
    for (const panel of this.#panels.values()) panel.dispose();
    this.#owned.dispose();
  }

  #adopt(panel: WebviewPanel, source: ShownComparison): void {
    const { uri } = source;
    panel.iconPath = Uri.joinPath(this.#extension, 'media', 'runs.svg');
    const result = new ResultPanel(panel, {
      ...{ source, actions: this.#actions(source), log: this.#log, extension: this.#extension },
    });
    this.#panels.set(uri.toString(), panel);
    const posting = result.onDidPost(view => this.#posted.fire({ uri, view }));
    panel.onDidDispose(() => {
      posting.dispose();
      result.dispose();
      this.#panels.delete(uri.toString());
    });
  }

  /** A comparison can be read and taken out; it has no file that could be run or edited. */
  #actions(source: ShownComparison): PanelActions {
    return {
      intent: (_uri, intent) => {
        if (intent.type === 'showLog') this.#log.show(true);
        if (intent.type !== 'export') return;
        if (intent.what === 'commandLine') {
          void window.showInformationMessage(
            'A comparison has no command line of its own; its experiments do.',
          );
          return;
        }
        takeOut(source, intent.what, this.#onSaved).catch((error: unknown) =>
          this.#log.error(describeError(error)),
        );
      },
      save: (_uri, name, kind, content) =>
        saveFigure(
          workspace.workspaceFolders?.[0]?.uri ?? this.#extension,
          name,
          kind,
          content,
          this.#onSaved,
        ),
      whatIf: () => Promise.resolve(null),
      copy: text => void env.clipboard.writeText(text),
    };
  }
}

function uriOf(parts: readonly ComparedPart[], name: string): Uri {
  const query = JSON.stringify(parts.map(({ root, id, variant }) => ({ root, id, variant })));
  return Uri.from({ scheme: COMPARISON_SCHEME, path: `/${name}`, query });
}

function partsIn(uri: Uri): readonly ComparedPart[] {
  try {
    const parts: unknown = JSON.parse(uri.query);
    return Array.isArray(parts) ? (parts as readonly unknown[]).filter(isPart) : [];
  } catch {
    return [];
  }
}

function isPart(value: unknown): value is ComparedPart {
  if (typeof value !== 'object' || value === null) return false;
  const { root, id, variant }: { root?: unknown; id?: unknown; variant?: unknown } = value;
  return (
    typeof root === 'string' && typeof id === 'string' && (variant === null || typeof variant === 'number')
  );
}

/** The comparison's URI in what the page kept, which may be of any shape. */
function sourceIn(state: unknown): Uri | null {
  if (typeof state !== 'object' || state === null || !('source' in state)) return null;
  const { source } = state;
  return typeof source === 'string' && source.startsWith(`${COMPARISON_SCHEME}:`) ? Uri.parse(source) : null;
}

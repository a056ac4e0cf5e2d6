import { Uri, type LogOutputChannel, type WebviewPanel, EventEmitter } from 'vscode';
import type { MatrixView } from '../../protocol/directions.ts';
import type {
  FromPanel,
  LineView,
  PanelIntent,
  PanelState,
  PanelView,
  ToPanel,
} from '../../protocol/panel.ts';
import type { IntervalView, RateView } from '../../protocol/rates.ts';
import type { PreviewView, WhatIfView } from '../../protocol/whatIf.ts';
import { DisposableStore } from '../disposableStore.ts';
import { panelPage } from './html.ts';
import { parseFromPanel } from './messageGuard.ts';
import { packedArrays } from './packedArrays.ts';
import { Throttle } from '../throttle.ts';

/** Where a panel gets what it shows. */
export interface PanelSource {
  readonly uri: Uri;
  /** False for the moment in which a picture would be out of date before it is drawn; it says when that is over. */
  readonly settled: boolean;
  /** Of the batch that it shows; null where there is none. */
  readonly state: PanelState | null;
  view(): PanelView;
  lines(
    variants: readonly string[],
    series: readonly string[],
  ): Readonly<Record<string, readonly LineView[]>>;
  matrix(variant: string): MatrixView | null;
  rates(series: readonly string[], intervals: readonly IntervalView[]): Readonly<Record<string, RateView>>;
}

/** What a panel asks of the rest of the extension. */
export interface PanelActions {
  intent(uri: Uri, intent: PanelIntent): void;
  /** Writes a file where the user says; null when done or given up, else why not. */
  save(uri: Uri, name: string, kind: string, content: string | Uint8Array): Promise<string | null>;
  copy(text: string): void;
  /** What a variant would do with other values; null where a newer question took the place of this one. */
  whatIf(uri: Uri, variant: string, changes: Readonly<Record<string, number>>): Promise<WhatIfView | null>;
}

/** Milliseconds between two views. */
const INTERVAL = 250;

/**
 * One plot panel of one experiment: posts views at most four times a second while it is visible, each
 * when the one before is on the screen, and one whenever its page says that it is ready or the batch has come to another
 * state. It holds nothing that closing it would lose.
 */
export class ResultPanel {
  readonly panel: WebviewPanel;
  readonly #source: PanelSource;
  readonly #actions: PanelActions;
  readonly #log: LogOutputChannel;
  readonly #owned = new DisposableStore();
  readonly #posted = this.#owned.add(new EventEmitter<PanelView>());
  readonly #throttle: Throttle;
  #ready = false;
  /** A view is on its way to the screen, and whether it is out of date already. */
  #drawing = false;
  #outdated = false;
  /** The state in the last view. */
  #state: PanelState | null = null;

  /** Every view that was handed to the page. */
  readonly onDidPost = this.#posted.event;

  constructor(
    panel: WebviewPanel,
    dependencies: {
      readonly source: PanelSource;
      readonly actions: PanelActions;
      readonly log: LogOutputChannel;
      readonly extension: Uri;
    },
  ) {
    this.panel = panel;
    this.#source = dependencies.source;
    this.#actions = dependencies.actions;
    this.#log = dependencies.log;
    this.#throttle = this.#owned.add(new Throttle(INTERVAL, () => this.#postView()));
    this.#owned.add(panel.webview.onDidReceiveMessage((raw: unknown) => this.#receive(raw)));
    this.#owned.add(
      panel.onDidChangeViewState(() => {
        // a hidden page is gone: a new one says `ready` when the panel is shown again
        if (!panel.visible) this.#ready = false;
      }),
    );
    this.#load(dependencies.extension);
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** The source has changed: the page hears of it soon. */
  refresh(): void {
    if (!this.#ready || !this.panel.visible || !this.#source.settled) return;
    if (this.#source.state !== this.#state) this.#throttle.flush();
    else if (this.#drawing) this.#outdated = true;
    else this.#throttle.request();
  }

  /** Draws what an edited text would do; null takes it away. */
  preview(preview: PreviewView | null): void {
    if (this.#ready && this.panel.visible) this.#post({ type: 'preview', preview });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #load(extension: Uri): void {
    const root = Uri.joinPath(extension, 'dist', 'webview');
    const { webview } = this.panel;
    webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [root],
    };
    webview.html = panelPage({
      script: webview.asWebviewUri(Uri.joinPath(root, 'main.js')).toString(),
      style: webview.asWebviewUri(Uri.joinPath(root, 'main.css')).toString(),
      source: this.#source.uri.toString(),
    });
  }

  #receive(raw: unknown): void {
    const message = parseFromPanel(raw);
    if (message === null) {
      this.#log.warn('Dropped an unknown message of the panel', describe(raw));
      return;
    }
    this.#handle(message);
  }

  #handle(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        this.#log.debug(`The page of ${this.#source.uri.toString()} is ready`);
        this.#throttle.flush();
        break;
      case 'drawn':
        this.#drawing = false;
        if (this.#outdated) this.refresh();
        break;
      case 'intent':
        this.#actions.intent(this.#source.uri, message.intent);
        break;
      case 'lines': {
        const lines = this.#source.lines(message.variants, message.series);
        this.#post({ type: 'lines', request: message.request, lines });
        break;
      }
      case 'matrix': {
        const matrix = this.#source.matrix(message.variant);
        this.#post({ type: 'matrix', request: message.request, matrix });
        break;
      }
      case 'rates': {
        const rates = this.#source.rates(message.series, message.intervals);
        this.#post({ type: 'rates', request: message.request, rates });
        break;
      }
      case 'whatIf':
        void this.#actions
          .whatIf(this.#source.uri, message.variant, message.changes)
          .catch((error: unknown) => ({ fields: [], preview: null, problem: String(error) }))
          .then(answer => this.#post({ type: 'whatIf', request: message.request, answer }));
        break;
      case 'save':
        void this.#actions
          .save(this.#source.uri, message.name, message.kind, message.content)
          .then(error => this.#post({ type: 'saved', request: message.request, error }));
        break;
      case 'copy':
        this.#actions.copy(message.text);
        break;
      case 'error':
        this.#log.error(`Panel of ${this.#source.uri.toString()}: ${message.message}`);
        break;
    }
  }

  #postView(): void {
    if (!this.#ready) return;
    this.#drawing = true;
    this.#outdated = false;
    this.#state = this.#source.state;
    const view = this.#source.view();
    this.#post({ type: 'view', view });
    this.#posted.fire(view);
  }

  #post(message: ToPanel): void {
    void this.panel.webview.postMessage(packedArrays(message));
  }
}

function describe(raw: unknown): string {
  return (JSON.stringify(raw) as string | undefined)?.slice(0, 200) ?? typeof raw;
}

import { window, workspace, type TextDocument } from 'vscode';
import { DisposableStore } from './disposableStore.ts';

/** Milliseconds after a key for which somebody counts as typing. */
const WHILE = 300;

/** Notices that somebody types or moves through a text, and has the threads in the background rest meanwhile. */
export class Typing {
  /** One Int32, not zero while somebody types. */
  readonly flag = new SharedArrayBuffer(4);
  readonly #now = new Int32Array(this.flag);
  readonly #owned = new DisposableStore();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.#owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isWritten(document)) this.#notice();
      }),
    );
    this.#owned.add(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (isWritten(textEditor.document)) this.#notice();
      }),
    );
    this.#owned.add({ dispose: () => this.#end() });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #notice(): void {
    Atomics.store(this.#now, 0, 1);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), WHILE);
  }

  #end(): void {
    clearTimeout(this.#timer);
    Atomics.store(this.#now, 0, 0);
  }
}

/** Logs are documents too, and write themselves. */
function isWritten({ uri }: TextDocument): boolean {
  return uri.scheme !== 'output';
}

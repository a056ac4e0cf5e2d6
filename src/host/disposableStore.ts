import type { Disposable } from 'vscode';

/** Owns what must be released: everything added is disposed with it, the latest first. */
export class DisposableStore implements Disposable {
  readonly #owned = new Set<Disposable>();
  #disposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.#disposed) disposable.dispose();
    else this.#owned.add(disposable);
    return disposable;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const disposable of [...this.#owned].reverse()) disposable.dispose();
    this.#owned.clear();
  }
}

import { commands } from 'vscode';
import type { contexts } from '../manifest.ts';

type ContextKey = (typeof contexts)[keyof typeof contexts];

/** The context keys that menus and keybindings ask for; set only when they change. */
export class ContextKeys {
  readonly #values = new Map<ContextKey, boolean>();

  set(key: ContextKey, value: boolean): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void commands.executeCommand('setContext', key, value);
  }
}

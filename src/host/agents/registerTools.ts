import { lm, type LanguageModelTool } from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { tools } from '../manifest.ts';

/** The tools of the manifest by their names. */
export type Tools = Readonly<Record<(typeof tools)[keyof typeof tools], LanguageModelTool<object>>>;

/**
 * Registers every tool of the manifest with VS Code, for the language models of whatever agent the user has. What they do is
 * asked for when one is called.
 */
export function registerTools(made: () => Promise<Tools>): DisposableStore {
  const owned = new DisposableStore();
  for (const name of Object.values(tools)) {
    const later: LanguageModelTool<object> = {
      prepareInvocation: async (options, token) => (await made())[name].prepareInvocation?.(options, token),
      invoke: async (options, token) => (await made())[name].invoke(options, token),
    };
    owned.add(lm.registerTool(name, later));
  }
  return owned;
}

import { CancellationError, lm, type LanguageModelTool, type LogOutputChannel } from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { describeError } from '../log.ts';
import { tools } from '../manifest.ts';
import { ToolError } from './toolInput.ts';

/** The tools of the manifest by their names. */
export type Tools = Readonly<Record<(typeof tools)[keyof typeof tools], LanguageModelTool<object>>>;

/**
 * Registers every tool of the manifest with VS Code, for the language models of whatever agent the user has. What they do is
 * asked for when one is called.
 */
export function registerTools(made: () => Promise<Tools>, log: LogOutputChannel): DisposableStore {
  const owned = new DisposableStore();
  /** What is no fault of the caller's is in the log, and said like one. */
  async function told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof CancellationError || ToolError.is(error)) throw error;
      log.error(`A tool failed: ${describeError(error)}`);
      throw new ToolError('internal', 'The extension failed', 'Look at its log (LoRA: Show Log)');
    }
  }
  for (const name of Object.values(tools)) {
    const later: LanguageModelTool<object> = {
      prepareInvocation: (options, token) =>
        told(async () => (await made())[name].prepareInvocation?.(options, token)),
      invoke: (options, token) => told(async () => (await made())[name].invoke(options, token)),
    };
    owned.add(lm.registerTool(name, later));
  }
  return owned;
}

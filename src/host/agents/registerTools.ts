import { lm, type LanguageModelTool } from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { tools } from '../manifest.ts';
import type { ToolPorts } from './toolPorts.ts';

/**
 * Registers every tool of the manifest with VS Code, for the language models of whatever agent the user has. A tool is read
 * when it is called first.
 */
export function registerTools(ports: () => Promise<ToolPorts>): DisposableStore {
  const owned = new DisposableStore();
  const later = (
    make: (ports: ToolPorts) => Promise<LanguageModelTool<object>>,
  ): LanguageModelTool<object> => {
    const tool = async (): Promise<LanguageModelTool<object>> => make(await ports());
    return {
      prepareInvocation: async (options, token) => (await tool()).prepareInvocation?.(options, token),
      invoke: async (options, token) => (await tool()).invoke(options, token),
    };
  };
  owned.add(
    lm.registerTool(
      tools.listPresets,
      later(async given => (await import('./presetsTool.ts')).presetsTool(given)),
    ),
  );
  owned.add(
    lm.registerTool(
      tools.listRuns,
      later(async given => (await import('./runListTool.ts')).runListTool(given)),
    ),
  );
  owned.add(
    lm.registerTool(
      tools.check,
      later(async given => (await import('./checkTool.ts')).checkTool(given)),
    ),
  );
  owned.add(
    lm.registerTool(
      tools.run,
      later(async given => (await import('./runTool.ts')).runTool(given)),
    ),
  );
  owned.add(
    lm.registerTool(
      tools.describe,
      later(async given => (await import('./describeTool.ts')).describeTool(given)),
    ),
  );
  owned.add(
    lm.registerTool(
      tools.compare,
      later(async given => (await import('./compareTool.ts')).compareTool(given)),
    ),
  );
  return owned;
}

import { lm } from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { tools } from '../manifest.ts';
import { checkTool } from './checkTool.ts';
import { compareTool } from './compareTool.ts';
import { describeTool } from './describeTool.ts';
import { presetsTool } from './presetsTool.ts';
import { runListTool } from './runListTool.ts';
import { runTool } from './runTool.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Registers every tool of the manifest with VS Code, for the language models of whatever agent the user has. */
export function registerTools(ports: ToolPorts): DisposableStore {
  const owned = new DisposableStore();
  owned.add(lm.registerTool(tools.listPresets, presetsTool(ports)));
  owned.add(lm.registerTool(tools.listRuns, runListTool(ports)));
  owned.add(lm.registerTool(tools.check, checkTool(ports)));
  owned.add(lm.registerTool(tools.run, runTool(ports)));
  owned.add(lm.registerTool(tools.describe, describeTool(ports)));
  owned.add(lm.registerTool(tools.compare, compareTool(ports)));
  return owned;
}

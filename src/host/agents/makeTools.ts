import { tools } from '../manifest.ts';
import { checkTool } from './checkTool.ts';
import { compareTool } from './compareTool.ts';
import { describeTool } from './describeTool.ts';
import { presetsTool } from './presetsTool.ts';
import type { Tools } from './registerTools.ts';
import { runListTool } from './runListTool.ts';
import { runTool } from './runTool.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Every tool of the manifest. */
export function makeTools(ports: ToolPorts): Tools {
  return {
    [tools.listPresets]: presetsTool(ports),
    [tools.listRuns]: runListTool(ports),
    [tools.check]: checkTool(ports),
    [tools.run]: runTool(ports),
    [tools.describe]: describeTool(ports),
    [tools.compare]: compareTool(ports),
  };
}

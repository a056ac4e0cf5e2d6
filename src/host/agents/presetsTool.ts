import { Uri, workspace, type LanguageModelTool } from 'vscode';
import { PRESETS } from '../../experiment/presets.ts';
import { EXTENSION } from '../manifest.ts';
import { answer } from './answer.ts';
import { ToolError, ToolInput } from './toolInput.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Lists the shipped experiments by the question that each answers, or gives the text of one. */
export function presetsTool({ extension }: ToolPorts): LanguageModelTool<object> {
  return {
    async invoke({ input }) {
      const id = new ToolInput(input).text('preset');
      if (id === undefined) return answer({ presets: PRESETS });
      const preset = PRESETS.find(one => one.id === id);
      if (preset === undefined)
        throw new ToolError('no-such-preset', `There is no preset "${id}"`, 'Call without one to list them');
      const file = Uri.joinPath(extension, 'media', 'presets', `${id}${EXTENSION}`);
      const text = new TextDecoder().decode(await workspace.fs.readFile(file));
      return answer({ ...preset, file: `${id}${EXTENSION}`, text });
    },
  };
}

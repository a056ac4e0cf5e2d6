import { Uri, workspace, type LanguageModelTool } from 'vscode';
import type { LoadedExperiment } from '../../experiment/load.ts';
import { forecast } from '../../runs/forecast.ts';
import { nameVariants } from '../../runs/naming.ts';
import { EXTENSION } from '../manifest.ts';
import { answer } from './answer.ts';
import { experimentFile, issuesOf } from './experimentFile.ts';
import { ToolError, ToolInput } from './toolInput.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Says what is wrong with an experiment and what it would cost, without running it. */
export function checkTool({ service, workers }: ToolPorts): LanguageModelTool<object> {
  return {
    async invoke({ input }) {
      const fields = new ToolInput(input);
      const [path, text] = [fields.text('file'), fields.text('text')];
      if ((path === undefined) === (text === undefined))
        throw new ToolError('missing-input', 'Either "file" or "text" is needed', 'Give one of them');
      const loaded =
        path === undefined
          ? // what a model wrote has no user's word for reading elsewhere
            await service.loadText(scratchFile(), text ?? '', false)
          : await service.load(await experimentFile(path));
      return answer(checked(loaded, workers()));
    },
  };
}

/** Where a text that has no file counts as lying, so that the paths in it lead somewhere. */
function scratchFile(): Uri {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const name = `unsaved${EXTENSION}`;
  return folder ? Uri.joinPath(folder, name) : Uri.from({ scheme: 'untitled', path: name });
}

function checked(loaded: LoadedExperiment, workers: number): unknown {
  const { experiment, variants, seeds, estimate } = loaded;
  if (experiment === undefined) return { runs: false, issues: issuesOf(loaded) };
  const { runs, seconds, runBytes, storedBytes } = estimate;
  return {
    runs: true,
    issues: issuesOf(loaded),
    cost: {
      ...{ runs, variants: variants.length, seeds: seeds.length, runBytes, storedBytes },
      seconds: Number((seconds / Math.max(1, Math.min(workers, runs))).toPrecision(2)),
      words: forecast(estimate, workers),
    },
    variants: nameVariants(variants, seeds).variants.map(({ name }) => name),
    resolved: experiment,
  };
}

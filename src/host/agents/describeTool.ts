import type { LanguageModelTool, LanguageModelToolResult } from 'vscode';
import { endedBatch } from '../../runs/endedBatch.ts';
import { describeBatch } from '../../runs/export/description.ts';
import { storedOwnTheory } from '../../runs/ownTheory.ts';
import type { LoadedBatch } from '../../runs/store.ts';
import { answer } from './answer.ts';
import { batchPicture, lookOf } from './batchPicture.ts';
import { experimentFile } from './experimentFile.ts';
import { storedBatch } from './storedBatch.ts';
import { ToolError, ToolInput } from './toolInput.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Describes a stored batch in numbers and words, with its figure. */
export function describeTool(ports: ToolPorts): LanguageModelTool<object> {
  return {
    async invoke({ input }) {
      const fields = new ToolInput(input);
      const [id, path] = [fields.text('batch'), fields.text('file')];
      if ((id === undefined) === (path === undefined))
        throw new ToolError('missing-input', 'Either "batch" or "file" is needed', 'Give one of them');
      if (path === undefined)
        return description((await storedBatch(ports.stores, id ?? '')).batch, fields.text('view'), ports);
      const latest = await ports.stores.loadLatest((await experimentFile(path)).uri);
      if (latest === null)
        throw new ToolError('no-batch', `${path} has no stored batch`, 'Run it first with the run tool');
      return description(latest, fields.text('view'), ports);
    },
  };
}

/** What is said of a batch that has been read back. */
export async function description(
  { head, summary, runs }: LoadedBatch,
  wanted: string | undefined,
  ports: ToolPorts,
): Promise<LanguageModelToolResult> {
  const records = runs.map(({ record }) => record);
  const ended = endedBatch(head, summary, records, {}, storedOwnTheory(head.experiment));
  const png = await batchPicture(ended.view, lookOf(ended.view, wanted), ports);
  return answer(describeBatch(head, ended), png);
}

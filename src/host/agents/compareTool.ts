import { Uri, type LanguageModelTool } from 'vscode';
import { describeBatch } from '../../runs/export/description.ts';
import { COMPARISON_SCHEME, loadComparison } from '../comparison/loadComparison.ts';
import { answer } from './answer.ts';
import { batchPicture } from './batchPicture.ts';
import { storedBatch } from './storedBatch.ts';
import { ToolError, ToolInput } from './toolInput.ts';
import type { ToolPorts } from './toolPorts.ts';

/** Says what differs between stored batches, and when their curves part, with all of them in one figure. */
export function compareTool(ports: ToolPorts): LanguageModelTool<object> {
  return {
    async invoke({ input }) {
      const ids = [...new Set(new ToolInput(input).texts('batches', 'ids of two batches or more'))];
      if (ids.length < 2)
        throw new ToolError('wrong-input', 'One batch cannot be compared', 'Give the ids of two or more');
      const parts = [];
      for (const id of ids)
        parts.push({ root: (await storedBatch(ports.stores, id)).root, id, variant: null });
      const source = await loadComparison(Uri.from({ scheme: COMPARISON_SCHEME }), parts, ports.stores);
      if (source === null)
        throw new ToolError('no-such-batch', 'These batches are not there any more', 'List the runs again');
      const { shown } = source;
      const view = source.view();
      const names = new Map(view.variants.map(({ id, name }) => [id, name]));
      const { settings = [], partings = [] } = view.comparison ?? {};
      const described = describeBatch(shown.head, { ...shown.result, view });
      const { batch: _batch, file: _file, started: _started, ...common } = described;
      return answer(
        {
          batches: ids,
          differences: settings,
          partings: partings.map(({ series, a, b, t }) => ({
            ...{ series, a: names.get(a), b: names.get(b), t: t === null ? null : Number(t.toPrecision(4)) },
          })),
          ...common,
        },
        await batchPicture(view, {}, ports),
      );
    },
  };
}

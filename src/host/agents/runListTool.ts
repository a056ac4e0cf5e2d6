import type { LanguageModelTool } from 'vscode';
import type { ListedBatch } from '../../runs/listing/batchCard.ts';
import { fits, newestFirst } from '../../runs/listing/rows.ts';
import { answer } from './answer.ts';
import { ToolInput } from './toolInput.ts';
import type { ToolPorts } from './toolPorts.ts';

const DEFAULT_COUNT = 20;
const MOST = 200;

/** Lists the stored batches of all folders that are open, the newest first. */
export function runListTool({ stores }: ToolPorts): LanguageModelTool<object> {
  return {
    async invoke({ input }) {
      const fields = new ToolInput(input);
      const filter = fields.text('filter') ?? '';
      const count = fields.count('count', DEFAULT_COUNT, MOST);
      const listed = await Promise.all(stores.all().map(({ store }) => store.cards().catch(() => [])));
      const found = listed
        .flat()
        .filter(batch => fits(batch, filter))
        .sort(newestFirst);
      return answer({ batches: found.slice(0, count).map(entry), more: Math.max(0, found.length - count) });
    },
  };
}

function entry({ card, notes }: ListedBatch): unknown {
  const { id, source, title, state, started, seconds, runs, variants, seeds, headline, reproduced } = card;
  return {
    ...{ batch: id, file: source, title, ...notes, state, started, seconds, runs, variants, seeds },
    ...{ headline, reproduced, engine: card.engine },
  };
}

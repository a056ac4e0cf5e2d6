import type { EndedBatch } from '../endedBatch.ts';
import { plainText, tableRow, tableRule } from './markdownText.ts';
import { resultRows } from './resultRows.ts';

/** What a batch came to as a Markdown table, a variant a row; the title and the method stand above it. */
export function markdownTable(batch: EndedBatch): string {
  const [head = [], ...rows] = resultRows(batch);
  const { title, method, runs } = batch.view;
  const seeds = runs.seeds === 1 ? 'one seed' : `mean ± one standard deviation over ${runs.seeds} seeds`;
  const caption = `**${plainText(title)}** (${plainText(method)}; ${seeds})`;
  return `${[caption, '', tableRow(head), tableRule(head.length), ...rows.map(tableRow)].join('\n')}\n`;
}

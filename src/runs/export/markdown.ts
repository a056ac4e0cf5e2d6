import type { EndedBatch } from '../endedBatch.ts';
import { resultRows } from './resultRows.ts';

/** What a batch came to as a Markdown table, a variant a row; the title and the method stand above it. */
export function markdownTable(batch: EndedBatch): string {
  const [head = [], ...rows] = resultRows(batch);
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const rule = line(head.map(() => '---'));
  const { title, method, runs } = batch.view;
  const seeds = runs.seeds === 1 ? 'one seed' : `mean ± one standard deviation over ${runs.seeds} seeds`;
  const caption = `**${escaped(title)}** (${escaped(method)}; ${seeds})`;
  return `${[caption, '', line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

/** A title is plain text: what Markdown would read as its own is taken literally. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|*_`<[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

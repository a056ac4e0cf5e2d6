import type { EndedBatch } from '../runs/endedBatch.ts';
import { resultRows } from '../runs/export/resultRows.ts';
import { textTable } from './textTable.ts';

/** What a batch came to, a variant a line, for a terminal. */
export function resultTable(batch: EndedBatch): string {
  return textTable(resultRows(batch));
}

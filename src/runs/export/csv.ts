import type { BatchHead, RunRecord } from '../record.ts';

/**
 * A batch as comma-separated values, a sample a line: the differing settings, seed and status, then the series.
 * Every number reads back as the same number; undefined values are empty, infinities `Infinity` and `-Infinity`.
 */
export function* csvLines(head: BatchHead, records: readonly RunRecord[]): Generator<string> {
  const fields = [...new Set(head.variants.flatMap(({ label }) => Object.keys(label)))];
  const columns = [...new Set(records.flatMap(record => record.columns))];
  yield line([...fields, 'seed', 'status', ...columns]);
  for (const record of records) {
    const label = head.variants[record.variant]?.label ?? {};
    const fixed = [...fields.map(field => label[field]), record.seed, record.status];
    const places = columns.map(key => record.columns.indexOf(key));
    const width = record.columns.length;
    for (let at = 0; at + width <= record.samples.length && width > 0; at += width) {
      yield line([...fixed, ...places.map(place => (place < 0 ? undefined : record.samples[at + place]))]);
    }
  }
}

function line(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

function cell(value: unknown): string {
  if (value === undefined || value === null || Number.isNaN(value)) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

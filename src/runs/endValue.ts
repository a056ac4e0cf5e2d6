import type { RunRecord } from './record.ts';

/** What a run ended with: a column at its last sample, or a number of its end state; undefined where it has neither. */
export function endValue(
  { columns, samples, ends }: Pick<RunRecord, 'columns' | 'samples' | 'ends'>,
  key: string,
): number | null | undefined {
  const place = columns.indexOf(key);
  return place < 0 ? ends?.[key] : samples[samples.length - columns.length + place];
}

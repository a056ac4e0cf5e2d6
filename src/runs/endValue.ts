import type { Statistic } from '../protocol/panel.ts';
import { plotted, statistic, type Plotting } from './aggregate.ts';
import type { RunRecord } from './record.ts';

/** What a run ended with: a column at its last sample, or a number of its end state; undefined where it has neither. */
export function endValue(
  { columns, samples, ends }: Pick<RunRecord, 'columns' | 'samples' | 'ends'>,
  key: string,
): number | null | undefined {
  const place = columns.indexOf(key);
  return place < 0 ? ends?.[key] : samples[samples.length - columns.length + place];
}

/** What the runs that ended well ended with, on the plotted scale (log₁₀ on a log scale). */
export function endStatistic(
  records: readonly RunRecord[],
  key: string,
  info: Plotting = { scale: 'linear' },
): Statistic | null {
  const ended = records.filter(({ status }) => status === 'done');
  return statistic(ended.map(record => plotted(endValue(record, key) ?? Number.NaN, info)));
}

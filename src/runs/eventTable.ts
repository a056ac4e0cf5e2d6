import type { EventInfo } from '../engine/event/infos.ts';
import type { Expectations } from '../experiment/kinds/expectations.ts';
import type { EventTimes, EventView } from '../protocol/events.ts';
import { statistic } from './aggregate.ts';
import type { BatchModel } from './batchModel.ts';
import type { BatchNames } from './naming.ts';

/** Every event that some run had or was expected to have, with its times by variant. */
export function eventTable(
  infos: readonly EventInfo[],
  expectations: readonly Expectations[],
  model: BatchModel,
  names: BatchNames,
): readonly EventView[] {
  return infos.flatMap(info => {
    const entries = names.variants.flatMap(({ id }, i): (readonly [string, EventTimes])[] => {
      const times = timesOf(info.key, i, expectations[i], model);
      return times === null ? [] : [[id, times]];
    });
    const had = entries.some(([, { measured }]) => measured !== null);
    return had ? [{ ...info, variants: Object.fromEntries(entries) }] : [];
  });
}

function timesOf(
  key: string,
  variant: number,
  expected: Expectations | undefined,
  model: BatchModel,
): EventTimes | null {
  const ended = model.records(variant).filter(({ status }) => status === 'done');
  const times = ended.flatMap(({ events }) => events[key] ?? []);
  const measured = statistic(times);
  const prediction = expected?.events[key];
  if (measured === null && prediction === undefined) return null;
  return {
    measured,
    had: times.length,
    ended: ended.length,
    predicted: prediction ? { mean: prediction.time, sd: prediction.spread } : null,
  };
}

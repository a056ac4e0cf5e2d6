import { MAX_ELEMENTS } from '../../data/array.ts';
import { npyFile, type NpyContent } from '../../data/writeNpy.ts';
import { zipOf } from '../../data/writeZip.ts';
import type { BatchHead, RunRecord } from '../record.ts';

/**
 * A batch as a NumPy archive, read by `numpy.load`. Every series is one float64 array, runs × samples, under its key
 * (`t`, `loss`, `alignment`…), shorter runs filled up with NaN; a run without the series has NaN alone. Beside them,
 * one entry a run: `rows` (its number of samples), `seed`, `variant` (int64), `status`, each swept setting under its
 * path (float64 where all values are numbers, else text), and `event.KEY` for each event, NaN where it did not
 * happen. `experiment` (the text of the file), `engine` and `configHash` are single texts.
 * @returns a sentence where the arrays would have more than 2²⁷ numbers in all
 */
export function npzFile(head: BatchHead, records: readonly RunRecord[]): Uint8Array<ArrayBuffer> | string {
  const columns = [...new Set(records.flatMap(record => record.columns))];
  const rows = records.map(rowsOf);
  const most = Math.max(0, ...rows);
  const numbers = columns.length * records.length * most;
  if (numbers > MAX_ELEMENTS)
    return `The arrays would have ${numbers} numbers, more than ${MAX_ELEMENTS}: take the samples as CSV, or fewer runs`;
  const shape = [records.length, most];
  const arrays: (readonly [string, NpyContent])[] = columns.map(key => [
    key,
    { shape, entries: seriesOf(records, key, most) },
  ]);
  const perRun = (name: string, entries: NpyContent['entries']): void => {
    arrays.push([name, { shape: [records.length], entries }]);
  };
  perRun('rows', whole(rows));
  perRun('seed', whole(records.map(({ seed }) => seed)));
  perRun('variant', whole(records.map(({ variant }) => variant)));
  perRun(
    'status',
    records.map(({ status }) => status),
  );
  for (const path of new Set(head.variants.flatMap(({ label }) => Object.keys(label)))) {
    perRun(path, settingOf(records.map(({ variant }) => head.variants[variant]?.label[path])));
  }
  for (const key of new Set(records.flatMap(({ events }) => Object.keys(events)))) {
    perRun(
      `event.${key}`,
      Float64Array.from(records, ({ events }) => events[key] ?? NaN),
    );
  }
  const { text, engine, configHash } = head;
  for (const [name, value] of Object.entries({ experiment: text, engine, configHash }))
    arrays.push([name, { shape: [], entries: [value] }]);
  return zipOf(arrays.map(([name, content]) => ({ name: `${name}.npy`, bytes: npyFile(content) })));
}

function rowsOf({ columns, samples }: RunRecord): number {
  return columns.length > 0 ? samples.length / columns.length : 0;
}

/** One series of all runs, runs × most, row-major. */
function seriesOf(records: readonly RunRecord[], key: string, most: number): Float64Array {
  const out = new Float64Array(records.length * most).fill(NaN);
  records.forEach((record, run) => {
    const { columns, samples } = record;
    const place = columns.indexOf(key);
    if (place < 0) return;
    for (let row = 0; row < rowsOf(record); row++)
      out[run * most + row] = samples[row * columns.length + place]!;
  });
  return out;
}

function settingOf(values: readonly unknown[]): NpyContent['entries'] {
  if (values.every(value => typeof value === 'number')) return Float64Array.from(values);
  return values.map(value =>
    value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
  );
}

function whole(values: readonly number[]): BigInt64Array {
  return BigInt64Array.from(values, value => BigInt(value));
}

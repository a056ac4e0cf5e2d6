import { sha256 } from '../../data/sha256.ts';
import { stringifyExact } from '../exactJson.ts';
import type { RunRecord } from '../record.ts';

/** What tells whether the numbers of a run are the same: digests of all their bits, and some of them in full. */
export interface RunDigests {
  /** SHA-256 of each column, little-endian float64. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: number;
}

/** Digests of the numbers of one run: its samples, and under `ends` what it ended with where its kind has such. */
export function digestsOf(record: RunRecord): RunDigests {
  const { columns, samples, ends, verdict, spectra, classification, writing } = record;
  const width = columns.length;
  const rows = width > 0 ? Math.floor(samples.length / width) : 0;
  const bytes = new Uint8Array(8 * rows);
  const view = new DataView(bytes.buffer);
  const digests: Record<string, string> = {};
  columns.forEach((key, column) => {
    for (let row = 0; row < rows; row++) {
      const value = samples[row * width + column]!;
      // an undefined value has many bit patterns, and they mean the same
      view.setFloat64(8 * row, Number.isNaN(value) ? NaN : value, true);
    }
    digests[key] = sha256(bytes);
  });
  if (ends ?? verdict ?? spectra) digests['ends'] = sha256(stringifyExact([ends, verdict, spectra]));
  if (classification) digests['classification'] = sha256(stringifyExact(classification));
  if (writing) digests['writing'] = sha256(stringifyExact(writing));
  return { columns: digests, rows };
}

/** One digest for all columns of a run, short: 16 hexadecimal digits. */
export function runDigest({ columns, rows }: RunDigests): string {
  return sha256(`${rows} ${Object.entries(columns).flat().join(' ')}`).slice(0, 16);
}

/** One digest for each column over runs in their order. */
export function columnDigests(runs: readonly RunDigests[]): Readonly<Record<string, string>> {
  const keys = [...new Set(runs.flatMap(({ columns }) => Object.keys(columns)))];
  const digestOf = (key: string): string => sha256(runs.map(({ columns }) => columns[key] ?? '-').join(' '));
  return Object.fromEntries(keys.map(key => [key, digestOf(key)]));
}

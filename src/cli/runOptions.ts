import { availableParallelism } from 'node:os';
import type { Override } from '../experiment/override.ts';
import { parseOverride } from '../experiment/override.ts';
import type { Command, CommandCall } from './command.ts';

/** How the result of a run is printed. */
export type ResultFormat = 'table' | 'json' | 'jsonl' | 'csv';

/** What the call of `run` asks for. */
export interface RunOptions {
  readonly file: string;
  readonly format: ResultFormat;
  readonly workers: number;
  readonly overrides: readonly Override[];
  readonly store: boolean;
  /** Where the figure goes; empty lets the program choose, null draws none. */
  readonly figure: string | null;
}

export const runOptions: Command['options'] = {
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  csv: { type: 'boolean' },
  workers: { type: 'string', short: 'w' },
  seeds: { type: 'string' },
  'no-store': { type: 'boolean' },
  figure: { type: 'string' },
  set: { type: 'string', multiple: true },
};

export const runDetails: Command['details'] = [
  ['--json', 'Print one JSON document, and nothing else, on standard output'],
  ['--jsonl', 'Print the head, then one run a line as they end'],
  ['--csv', 'Print the samples as comma-separated values'],
  ['--figure [OUT.svg]', 'Draw the figure; without a name it goes beside the stored batch'],
  ['--seeds N', 'Other seeds than the file says: a count, or a list such as 3,7'],
  ['--set PATH=VALUE', 'Change a setting: --set adapter.rank=8; may be repeated'],
  ['--workers N', 'Threads; all cores if not said'],
  ['--no-store', 'Keep nothing'],
];

/** Reads the options of `run`, or says what is wrong with them. */
export function readRunOptions({ positionals, values }: CommandCall): RunOptions | string {
  const [file, ...rest] = positionals;
  if (file === undefined) return 'run needs a file: lora-dynamics run FILE';
  if (rest.length > 0) return `run takes one file, and ${rest.length} more were given: ${rest.join(' ')}`;
  const formats = (['json', 'jsonl', 'csv'] as const).filter(name => values[name] === true);
  if (formats.length > 1) return `--${formats.join(' and --')} exclude each other`;
  const workers = readWorkers(values['workers']);
  if (typeof workers === 'string') return workers;
  const overrides: Override[] = [];
  for (const text of Array.isArray(values['set']) ? values['set'] : []) {
    const override = parseOverride(String(text));
    if (!override) return `--set needs PATH=VALUE, not ${JSON.stringify(text)}`;
    overrides.push(override);
  }
  if (typeof values['seeds'] === 'string') {
    const seeds = readSeeds(values['seeds']);
    if (seeds === undefined) return `--seeds needs a count or a list such as 3,7, not ${values['seeds']}`;
    overrides.push({ path: ['seeds'], value: seeds });
  }
  return {
    file,
    format: formats[0] ?? 'table',
    workers,
    overrides,
    store: values['no-store'] !== true,
    figure: typeof values['figure'] === 'string' ? values['figure'] : null,
  };
}

/** The number of `--workers`, or what is wrong with it. */
export function readWorkers(value: unknown): number | string {
  if (value === undefined) return availableParallelism();
  const count = Number(value);
  const most = 512;
  return Number.isInteger(count) && count >= 1 && count <= most
    ? count
    : `--workers needs a whole number from 1 to ${most}, not ${JSON.stringify(value)}`;
}

function readSeeds(text: string): number | number[] | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const list = text.replace(/^\[|\]$/g, '').split(',');
  return list.every(entry => /^\s*\d+\s*$/.test(entry)) ? list.map(Number) : undefined;
}

import { readFileSync, readdirSync } from 'node:fs';
import type { Outcome } from '../../src/engine/simulation.ts';
import { loadExperiment, type ReadFile } from '../../src/experiment/load.ts';
import { parseOverride, withOverrides } from '../../src/experiment/override.ts';
import { planRun } from '../../src/experiment/plan.ts';
import type { ResolvedVariantEntry } from '../../src/experiment/expand.ts';
import type { LoadedFiles } from '../../src/experiment/kinds/contract.ts';

const folder = new URL('../../media/presets/', import.meta.url);

/** Ids of all files in media/presets, sorted. */
export const names = readdirSync(folder)
  .filter(name => name.endsWith('.lora.json'))
  .map(name => name.replace('.lora.json', ''))
  .sort();

export function textOf(name: string): string {
  return readFileSync(new URL(`${name}.lora.json`, folder), 'utf8');
}

const readFile: ReadFile = path =>
  Promise.resolve({ ok: true, bytes: new Uint8Array(readFileSync(new URL(path, folder))) });

/** A preset with settings changed as `--set` would: `seeds=2`. */
export function load(name: string, ...settings: readonly string[]) {
  const overrides = settings.map(setting => parseOverride(setting)!);
  return loadExperiment(withOverrides(textOf(name), overrides), readFile);
}

/** One run to its end. */
export interface Ran {
  readonly entry: ResolvedVariantEntry;
  readonly seed: number;
  readonly samples: number;
  readonly events: Readonly<Record<string, number>>;
  readonly diverged: boolean;
  /** Verdict, numbers and spectra of the end state. */
  readonly end: Pick<Outcome, 'verdict' | 'ends' | 'spectra'>;
  /** A column's value at the end, or at the first sample from t on. */
  at(column: string, t?: number): number;
  /** The smallest value of a column over the samples. */
  lowest(column: string): number;
  /** The first time at which a column reaches a value, between samples linearly. */
  timeOf(column: string, value: number): number;
}

export function run(entry: ResolvedVariantEntry, seed: number, files: LoadedFiles = {}): Ran {
  const planned = planRun(entry.resolved, seed, files);
  if (!planned.ok) throw new Error(planned.faults.map(fault => fault.message).join('; '));
  const simulation = planned.value.start();
  const rows: Float64Array[] = [];
  let step = simulation.next();
  for (; step.done !== true; step = simulation.next()) {
    if (step.value.kind === 'sample') rows.push(Float64Array.from(step.value.values));
  }
  const { columns } = planned.value;
  const place = (column: string): number => {
    const found = columns.indexOf(column);
    if (found < 0) throw new Error(`there is no column ${column}`);
    return found;
  };
  return {
    entry,
    seed,
    samples: rows.length,
    events: step.value.events,
    diverged: step.value.divergence !== undefined,
    end: step.value,
    at(column, t = Infinity) {
      const row = rows.find(values => values[0]! >= t * (1 - 1e-12)) ?? rows.at(-1)!;
      return row[place(column)]!;
    },
    lowest: column => rows.reduce((least, row) => Math.min(least, row[place(column)]!), Infinity),
    timeOf(column, value) {
      const i = rows.findIndex(values => values[place(column)]! >= value);
      if (i < 1) return NaN;
      const [before, after] = [rows[i - 1]!, rows[i]!];
      const part = (value - before[place(column)]!) / (after[place(column)]! - before[place(column)]!);
      return before[0]! + part * (after[0]! - before[0]!);
    },
  };
}

/** All runs of a preset, variant by variant. */
export async function runAll(name: string, ...settings: readonly string[]): Promise<Ran[][]> {
  const { variants, seeds, files, issues } = await load(name, ...settings);
  if (variants.length === 0) throw new Error(issues.map(({ message }) => message).join('; '));
  return variants.map(entry => seeds.map(seed => run(entry, seed, files)));
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Mean over seeds of log₁₀ of a column, at the end or at a time. */
export function meanLog(runs: readonly Ran[], column = 'loss', t = Infinity): number {
  return mean(runs.map(ran => Math.log10(ran.at(column, t))));
}

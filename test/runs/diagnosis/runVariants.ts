/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { loadExperiment, type LoadedExperiment } from '../../../src/experiment/load.ts';
import { planRun } from '../../../src/experiment/plan.ts';
import type { RunRecord } from '../../../src/runs/record.ts';
import { endOf } from '../../../src/runs/runEnd.ts';

const presets = new URL('../../../media/presets/', import.meta.url);

/** A shipped preset as text. */
export function presetText(name: string): string {
  return readFileSync(new URL(`${name}.lora.json`, presets), 'utf8');
}

/** Reads and resolves an experiment; files are those beside the presets. */
export function load(text: string): Promise<LoadedExperiment> {
  return loadExperiment(text, path =>
    Promise.resolve({ ok: true, bytes: new Uint8Array(readFileSync(new URL(path, presets))) }),
  );
}

/** Runs one variant with one seed, as a worker would. */
export function runVariant(loaded: LoadedExperiment, variant: number, seed = 0): RunRecord {
  const planned = planRun(loaded.variants[variant]!.resolved, seed, loaded.files);
  if (!planned.ok) throw new Error(planned.faults.map(fault => fault.message).join('; '));
  const simulation = planned.value.start();
  const samples: number[] = [];
  for (;;) {
    const step = simulation.next();
    if (step.done === true) {
      const end = endOf({
        type: 'finished',
        index: 0,
        seconds: 0,
        rows: new Float64Array(0),
        outcome: step.value,
      });
      const { columns, kernel } = planned.value;
      return {
        id: `${variant}-${seed}`,
        variant,
        seed,
        kernel,
        columns,
        ...end,
        samples: Float64Array.from(samples),
      };
    }
    if (step.value.kind === 'sample') samples.push(...step.value.values);
  }
}

/** Every variant with its first seeds. */
export function runAll(loaded: LoadedExperiment, seeds = 1): RunRecord[] {
  return loaded.variants.flatMap((_, i) =>
    loaded.seeds.slice(0, seeds).map(seed => runVariant(loaded, i, seed)),
  );
}

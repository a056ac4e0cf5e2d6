import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadExperiment, type ReadFile } from '../../src/experiment/load.ts';
import { planRun } from '../../src/experiment/plan.ts';
import { PRESETS } from '../../src/experiment/presets.ts';
import { paperValues, figureOf } from '../../src/experiment/reproduces.ts';
import type { ResolvedVariantEntry } from '../../src/experiment/expand.ts';
import type { LoadedFiles } from '../../src/experiment/kinds/contract.ts';

const folder = new URL('../../media/presets/', import.meta.url);
const names = readdirSync(folder)
  .filter(name => name.endsWith('.lora.json'))
  .map(name => name.replace('.lora.json', ''));
const textOf = (name: string) => readFileSync(new URL(`${name}.lora.json`, folder), 'utf8');
const readFile: ReadFile = path =>
  Promise.resolve({ ok: true, bytes: new Uint8Array(readFileSync(new URL(path, folder))) });

/** Runs one seed of a variant to its end: the last sample by column, and how it ended. */
function run(entry: ResolvedVariantEntry, seed: number, files: LoadedFiles) {
  const planned = planRun(entry.resolved, seed, files);
  if (!planned.ok) throw new Error(planned.faults.map(fault => fault.message).join('; '));
  const simulation = planned.value.start();
  let last = new Float64Array(0);
  let samples = 0;
  for (;;) {
    const step = simulation.next();
    if (step.done === true) {
      const final = Object.fromEntries(planned.value.columns.map((key, i) => [key, last[i]!]));
      return { final, samples, outcome: step.value };
    }
    if (step.value.kind === 'sample') {
      last = Float64Array.from(step.value.values);
      samples++;
    }
  }
}

test('every preset is listed once, with the files it reads', () => {
  expect(PRESETS.map(preset => preset.id).sort()).toEqual([...names].sort());
  for (const { id, question, look, files } of PRESETS) {
    expect(question.endsWith('?')).toBe(true);
    expect(look.split('. ').length, id).toBe(2);
    expect(textOf(id)).toContain(`// ${question}`);
    for (const file of files) expect(textOf(id)).toContain(`"${file}"`);
  }
});

describe.each(names)('%s', name => {
  const text = textOf(name);

  test('is short', () => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(25);
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(140);
  });

  test('has a title and nothing that is an error', async () => {
    const { experiment, issues, estimate } = await loadExperiment(text, readFile);
    expect(issues.filter(issue => issue.severity === 'error')).toEqual([]);
    expect(experiment?.title).not.toBe('');
    expect(estimate.seconds).toBeGreaterThan(0);
  });

  test('runs one seed', async () => {
    const { variants, files } = await loadExperiment(text, readFile);
    // The 50 000 steps of the last preset's variants are alike: its first and its last are enough.
    const chosen = name === 'figure-1-gd' ? [variants[0]!, variants.at(-1)!] : variants;
    for (const entry of chosen) {
      const { final, samples, outcome } = run(entry, 0, files);
      expect(samples).toBeGreaterThan(50);
      expect(Number.isFinite(final['loss'])).toBe(true);
      expect(outcome.divergence).toBeUndefined();
    }
  });
});

describe('what the presets are to show', () => {
  const load = (name: string) => loadExperiment(textOf(name), readFile);
  const finalLosses = async (name: string) => {
    const { variants, files } = await load(name);
    return variants.map(entry => ({
      label: entry.label,
      loss: Math.log10(run(entry, 0, files).final['loss']!),
    }));
  };

  test('first experiment: a tenfold smaller α ends four decades lower', async () => {
    const [large, middle, small] = await finalLosses('first-experiment');
    expect(large!.loss - middle!.loss).toBeGreaterThan(3.5);
    expect(middle!.loss - small!.loss).toBeGreaterThan(3.5);
  });

  test('figure 1: within the width of the bands of the paper from the first seed on', async () => {
    const { variants, files, experiment } = await load('figure-1');
    for (const entry of variants) {
      const paper = paperValues(figureOf(experiment!.reproduces), entry.resolved)!;
      const { final } = run(entry, 0, files);
      const loss = Math.log10(final['loss']!);
      if (paper.alignment === undefined) expect(loss).toBeLessThan(-26);
      else {
        expect(Math.abs(loss - paper.loss!)).toBeLessThan(2);
        expect(Math.abs(Math.log10(final['alignment']!) - paper.alignment)).toBeLessThan(0.5);
      }
    }
  });

  test('rank limit: rank 1 keeps what two adapters of rank 1 cannot reach', async () => {
    const [one, two, four] = await finalLosses('rank-limit');
    expect(10 ** one!.loss).toBeCloseTo(6.5, 6);
    expect(two!.loss).toBeLessThan(-8);
    expect(four!.loss).toBeLessThan(-8);
  });

  test('spectral: no plateau', async () => {
    const [gaussian, spectral] = await finalLosses('spectral');
    expect(gaussian!.loss).toBeGreaterThan(-20);
    expect(spectral!.loss).toBeLessThan(-26);
  });

  test('precision: single precision ends decades above double', async () => {
    const [double, single] = await finalLosses('precision');
    expect(single!.loss - double!.loss).toBeGreaterThan(3);
  });

  test('optimisers: Adam keeps its alignment far from one, gradient descent does not', async () => {
    const { variants, files } = await load('optimisers');
    const alignmentOf = (name: string) =>
      variants.filter(entry => entry.name === name).map(entry => run(entry, 0, files).final['alignment']!);
    for (const alignment of alignmentOf('Adam')) expect(alignment).toBeGreaterThan(0.05);
    for (const alignment of [...alignmentOf('GD'), ...alignmentOf('momentum')])
      expect(alignment).toBeLessThan(1e-3);
  });
});

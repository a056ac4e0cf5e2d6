import { describe, expect, it } from 'vitest';
import { loadExperiment, type LoadedExperiment } from '../../../src/experiment/load.ts';
import { parseText } from '../../../src/experiment/parse.ts';
import { problemKinds } from '../../../src/experiment/kinds/registry.ts';
import { planRun } from '../../../src/experiment/plan.ts';
import { changedVariant } from '../../../src/experiment/whatIf/changedVariant.ts';
import { driveRun } from '../../../src/worker/driveRun.ts';
import type { RunPool } from '../../../src/runs/runPool.ts';
import { editedVariant } from '../../../src/runs/whatIf/editedVariant.ts';
import { fieldsOf } from '../../../src/runs/whatIf/fields.ts';
import { previewOf } from '../../../src/runs/whatIf/preview.ts';
import { PreviewRunner } from '../../../src/runs/whatIf/previewRunner.ts';
import { noFiles } from '../../experiment/reading.ts';

const [kind] = problemKinds;

const text = (scale: string, rest = '') =>
  `{ "problem": { "kind": "matrixFactorization" }, "adapter": { "initScale": ${scale} }, "dynamics": { "kind": "gradientFlow", "until": 3 }${rest} }`;

/** Computes at once, in this thread: what is computed is the worker's. */
const pool: RunPool = {
  size: 1,
  run(jobs, files, hear) {
    for (const { index, seed, variant } of jobs)
      driveRun(index, () => planRun(variant as Parameters<typeof planRun>[0], seed, files), {
        post: message => {
          if (message.type !== 'ready') hear(message);
        },
        now: () => 0,
        rest: () => 0,
        stopped: () => false,
      });
    return { done: Promise.resolve(), stop: () => Promise.resolve(), cancel: () => undefined };
  },
};

async function preview(loaded: LoadedExperiment, changes: Readonly<Record<string, number>>) {
  const before = loaded.variants[0]!.resolved;
  const changed = changedVariant(kind, before, changes, loaded.files);
  if (!changed.ok) throw new Error(changed.problem);
  const subject = {
    kind,
    id: 'all',
    seed: 0,
    before,
    variant: changed.variant,
    files: loaded.files,
    end: -5,
  };
  return previewOf(subject, new PreviewRunner(() => pool));
}

describe('a preview', () => {
  it('is the run that the file would make', async () => {
    const loaded = await loadExperiment(text('1e-3'), noFiles);
    const found = await preview(loaded, { 'adapter.initScale': 1e-4 });
    const same = await preview(await loadExperiment(text('1e-4'), noFiles), { 'adapter.rank': 4 });
    expect(found?.ok === true && found.view.how).toBe('simulated');
    expect(found?.ok === true && same?.ok === true && found.view.curves).toEqual(
      same?.ok === true ? same.view.curves : null,
    );
  });

  it('says what it changes', async () => {
    const found = await preview(await loadExperiment(text('1e-3'), noFiles), { 'adapter.initScale': 1e-4 });
    const changes = found?.ok === true ? found.view.changes : [];
    expect(changes.map(({ label }) => label)).toEqual(['predicted T½', 'log₁₀ L at the end']);
    const [escape, end] = changes;
    expect(Number(escape?.after)).toBeGreaterThan(Number(escape?.before));
    expect(end?.before).toBe('−5.0');
  });

  it('is a prediction where a run would take long, and says so where there is none', async () => {
    const long = text('1e-3').replace('"until": 3', '"until": 1e6');
    const loaded = await loadExperiment(long, noFiles);
    const found = await preview(loaded, { 'adapter.initScale': 1e-4 });
    expect(found?.ok === true && [found.view.how, Object.keys(found.view.curves)]).toEqual([
      'predicted',
      ['loss'],
    ]);
    const unknown = long.replace('"initScale": 1e-3', '"init": "loftq"');
    const none = await preview(await loadExperiment(unknown, noFiles), { 'adapter.scaling': 2 });
    expect(none?.ok === false && none.problem).toMatch(/too long/);
  });
});

describe('the fields of a variant', () => {
  async function fields(file: string) {
    const loaded = await loadExperiment(file, noFiles);
    return fieldsOf(kind, loaded.variants[0]!, parseText(file).document);
  }

  it('begin with what the file writes, swept or not', async () => {
    const found = await fields(text('1e-3', ', "sweep": { "problem.pretrained.imbalance": [1.05, 2] }'));
    const written = found.filter(field => field.written).map(({ name }) => name);
    expect(written).toEqual(['imbalance', 'initScale', 'until']);
    expect(found.slice(0, 3).every(field => field.written)).toBe(true);
  });

  it('have the value within their range, and their symbol', async () => {
    for (const field of await fields(text('1e-3'))) {
      expect(field.from, field.path).toBeLessThanOrEqual(field.value);
      expect(field.to, field.path).toBeGreaterThanOrEqual(field.value);
      expect(field.to, field.path).toBeGreaterThan(field.from);
      if (field.scale === 'log') expect(field.from, field.path).toBeGreaterThan(0);
    }
    const scale = (await fields(text('1e-3'))).find(({ name }) => name === 'initScale');
    expect(scale).toMatchObject({ symbol: 'α', scale: 'log', from: 1e-6, to: 1, whole: false });
  });

  it('keep the limits of the schema', async () => {
    const found = await fields(
      text('1e-3').replace(
        '"kind": "gradientFlow", "until": 3',
        '"kind": "gd", "momentum": 0.9, "steps": 5000',
      ),
    );
    const by = new Map(found.map(field => [field.name, field]));
    expect(by.get('momentum')).toMatchObject({ from: 0, scale: 'linear' });
    expect(by.get('momentum')!.to).toBeLessThan(1);
    expect(by.get('steps')).toMatchObject({ from: 500, to: 50000, scale: 'log', whole: true });
    expect(by.get('rank')).toMatchObject({ from: 1, scale: 'linear', whole: true });
  });
});

describe('the variant that an edit has changed', () => {
  const swept = (values: string) => text('1e-3', `, "sweep": { "adapter.initScale": ${values} }`);

  it('is the first that is none of those shown, with its place in the grid', async () => {
    const shown = (await loadExperiment(swept('[1e-3, 1e-4]'), noFiles)).variants;
    const now = await loadExperiment(swept('[1e-3, 3e-4]'), noFiles);
    const edited = editedVariant(now.variants, shown, [0]);
    expect(edited?.entry.label).toEqual({ 'adapter.initScale': 3e-4 });
    expect(edited?.before.adapter['initScale']).toBe(1e-4);
    expect(edited?.id).toContain('0.0001');
  });

  it('is none where settings are the same', async () => {
    const shown = (await loadExperiment(swept('[1e-3, 1e-4]'), noFiles)).variants;
    const reordered = await loadExperiment(swept('[1e-4, 1e-3]'), noFiles);
    expect(editedVariant(reordered.variants, shown, [0])).toBeNull();
    expect(editedVariant([], shown, [0])).toBeNull();
  });
});

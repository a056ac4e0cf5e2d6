import { describe, expect, it } from 'vitest';
import { nothingExpected } from '../../src/experiment/kinds/expectations.ts';
import type { SeriesInfo } from '../../src/engine/simulation.ts';
import { BatchModel } from '../../src/runs/batchModel.ts';
import { methodLine, methodOf } from '../../src/runs/method.ts';
import { interruptedNote, problemNotes } from '../../src/runs/panelNotes.ts';
import { buildPanelView, ghostsOf, type PanelInput } from '../../src/runs/panelView.ts';
import type { RunRecord, VariantRecord } from '../../src/runs/record.ts';

const columns = ['t', 'loss', 'alignment'];
const lookup = (key: string): SeriesInfo => ({ key, label: key, symbol: key, scale: 'log', help: '' });

const resolved = (dynamics: unknown) => ({
  ...{ problem: { kind: 'matrixFactorization' }, adapter: {}, dynamics, metrics: [] },
});

function variant(initScale: number, dynamics: unknown = { kind: 'gradientFlow', until: 5 }): VariantRecord {
  return { label: { 'adapter.initScale': initScale }, resolved: resolved(dynamics) };
}

function record(variant: number, seed: number, over: Partial<RunRecord> = {}): RunRecord {
  return {
    id: `${variant}-${seed}`,
    variant,
    seed,
    status: 'done',
    reason: 'horizon',
    seconds: 0.01,
    kernel: 'test',
    events: { escape: 1 + seed },
    health: { drift: 1e-15 },
    counts: {},
    columns,
    samples: Float64Array.from([0, 10, 1, 2.5, 1e-4, 1e-2, 5, 1e-8, 1e-4]),
    ...over,
  };
}

const unknown = {
  lambda: 10,
  horizon: 5,
  theory: () => [],
  quantities: { values: new Map([['lambda', 10]]), complete: true },
  expected: nothingExpected,
};

function input(model: BatchModel, over: Partial<PanelInput> = {}): PanelInput {
  return {
    state: 'running',
    title: 'Test',
    variants: [variant(1e-3), variant(1e-4)],
    facts: [
      { ...unknown, paper: { loss: -12.6 } },
      { ...unknown, paper: null },
    ],
    model,
    text: '{}',
    seconds: 1,
    secondsLeft: 2,
    notes: [],
    reproduced: null,
    stale: false,
    ghosts: [],
    own: { overlays: [], references: [] },
    ...over,
  };
}

describe('a batch in memory', () => {
  it('gives the same statistics whether rows stream in or come with the record', () => {
    const streamed = new BatchModel(2, [0, 1], lookup);
    const stored = new BatchModel(2, [0, 1], lookup);
    for (const seed of [0, 1]) {
      const whole = record(0, seed);
      streamed.append(0, seed, columns, whole.samples.slice(0, 3), 0);
      streamed.append(0, seed, columns, whole.samples.slice(3, 6), 0.5);
      streamed.finish(whole, false);
      stored.finish(whole, true);
    }
    expect(streamed.curves(0)).toEqual(stored.curves(0));
    expect(streamed.lines(0, 'loss', 100)).toEqual(stored.lines(0, 'loss', 100));
    expect(streamed.curves(0)['loss']?.mean[1]).toBeCloseTo(-4, 12);
    expect(stored.cached).toBe(2);
    expect(streamed.cached).toBe(0);
  });

  it('knows its progress, its counts and the events of finished seeds', () => {
    const model = new BatchModel(2, [0, 1], lookup);
    expect(model.fraction).toBe(0);
    model.finish(record(0, 0), false);
    model.finish(record(0, 1), false);
    model.append(1, 0, columns, Float64Array.from([0, 1, 1]), 0.5);
    expect(model.fraction).toBe(0.625);
    expect(model.counts()).toEqual({ total: 4, done: 2, failed: 0 });
    expect(model.counts(1)).toEqual({ total: 2, done: 0, failed: 0 });
    expect(model.events(0)['escape']).toEqual({ mean: 1.5, sd: Math.SQRT1_2 });
    expect(model.events(1)).toEqual({});
  });

  it('ignores runs that are not its own', () => {
    const model = new BatchModel(1, [3], lookup);
    model.finish(record(0, 4), false);
    model.finish(record(7, 3), false);
    expect(model.counts().done).toBe(0);
    expect(model.series).toEqual([]);
  });

  it('draws single seeds while they run, NaN where the logarithm is undefined', () => {
    const model = new BatchModel(1, [0], lookup);
    model.append(0, 0, columns, Float64Array.from([0, 1, -1]), 0.1);
    model.append(0, 0, columns, Float64Array.from([1, 0.1, 1]), 0.2);
    const [line] = model.lines(0, 'alignment', 100);
    expect([...(line?.t ?? [])]).toEqual([0, 1]);
    expect([...(line?.value ?? [])]).toEqual([Number.NaN, 0]);
  });
});

describe('the view of a batch', () => {
  it('names, colours and counts variants, and keeps the axis at the planned horizon while running', () => {
    const model = new BatchModel(2, [0, 1], lookup);
    model.append(0, 0, columns, Float64Array.from([0, 1, 1]), 0.1);
    const view = buildPanelView(input(model));
    expect(view.fields).toEqual(['initScale']);
    expect(view.variants.map(({ name, colour }) => [name, colour])).toEqual([
      ['10⁻³', 0],
      ['10⁻⁴', 1],
    ]);
    expect(view.horizon).toBe(5);
    expect(view.variants[0]?.paper).toEqual({ loss: -12.6 });
    expect(view.series.map(({ key }) => key)).toEqual(['loss', 'alignment']);
    expect(view.fraction).toBeCloseTo(0.025, 12);
    expect(view.method).toBe('gradient flow');
    expect(view.drift).toBeNull();
  });

  it('draws the file’s own lines beside those of theory', () => {
    const line = { on: 'loss', label: 'mine', kind: 'bound', expr: 'exp(-lambda*t)', with: {} } as const;
    const model = new BatchModel(2, [0, 1], lookup);
    model.finish(record(0, 0), false);
    const view = buildPanelView(input(model, { own: { overlays: [line], references: [] } }));
    expect(view.overlays.map(({ id, variant: of, shape }) => [id, of, shape.kind])).toEqual(
      view.variants.map(({ id }) => ['own:mine', id, 'curve']),
    );
  });

  it('ends the axis where a finished batch ended', () => {
    const model = new BatchModel(2, [0], lookup);
    model.finish(record(0, 0, { samples: Float64Array.from([0, 1, 1, 2, 1e-31, 1]) }), false);
    expect(buildPanelView(input(model)).horizon).toBe(5);
    expect(buildPanelView(input(model, { state: 'done' })).horizon).toBe(2);
    expect(buildPanelView(input(model, { facts: [] })).horizon).toBe(2);
  });

  it('judges drift by what the dynamics conserves', () => {
    const drifted = (dynamics: unknown, drift: number) => {
      const model = new BatchModel(1, [0], lookup);
      model.finish(record(0, 0, { health: { drift } }), false);
      return buildPanelView(input(model, { variants: [variant(1, dynamics)], facts: [] })).drift;
    };
    expect(drifted({ kind: 'gradientFlow' }, 1e-12)).toEqual({ value: 1e-12, verdict: 'ok' });
    expect(drifted({ kind: 'gradientFlow' }, 1e-8)).toEqual({ value: 1e-8, verdict: 'high' });
    expect(drifted({ kind: 'gradientFlow', tolerance: 1e-6 }, 5e-7)?.verdict).toBe('expected');
    expect(drifted({ kind: 'gradientFlow', tolerance: 1e-6 }, 2e-6)?.verdict).toBe('high');
    expect(drifted({ kind: 'gd', momentum: 0 }, 2e-7)).toEqual({ value: 2e-7, verdict: 'expected' });
    expect(drifted({ kind: 'gd', momentum: 0.9 }, 2e-3)).toBeNull();
    expect(drifted({ kind: 'adam' }, 2e-3)).toBeNull();
  });

  it('tells of a diverged variant with its last finite state and what to do', () => {
    const model = new BatchModel(2, [0, 1], lookup);
    const divergence = { t: 1.56, step: 13, loss: 5300, remedy: 'Set learningRate to 0.01' };
    for (const seed of [0, 1])
      model.finish(record(1, seed, { status: 'failed', reason: 'diverged', divergence }), false);
    const view = buildPanelView(input(model));
    expect(view.notes).toHaveLength(1);
    expect(view.notes[0]?.title).toBe('initScale 10⁻⁴ diverged after step 13 (all 2 seeds).');
    expect(view.notes[0]?.detail).toBe('Last finite state: step 13, loss 5300. Set learningRate to 0.01.');
    expect(view.variants[1]?.divergence?.t).toBe(1.56);
    expect(view.variants[1]?.divergence?.logLoss).toBeCloseTo(3.724, 3);
    expect(view.variants[0]?.divergence).toBeNull();
    expect(view.runs.failed).toBe(2);
  });

  it('groups failures by variant and reason, and offers to run them again', () => {
    const model = new BatchModel(2, [0, 1], lookup);
    model.finish(record(0, 0, { status: 'failed', reason: 'The worker ended with code 1' }), false);
    model.finish(record(0, 1, { status: 'failed', reason: 'The worker ended with code 1' }), false);
    model.finish(record(1, 1, { status: 'failed', reason: 'Out of memory' }), false);
    const { notes } = buildPanelView(input(model));
    expect(notes.map(({ title }) => title)).toEqual([
      'initScale 10⁻³, all 2 seeds failed.',
      'initScale 10⁻⁴, seed 1 failed.',
    ]);
    expect(notes[0]?.actions[0]?.intent).toEqual({ type: 'resume' });
  });

  it('says a reason once, however many runs it ended', () => {
    const model = new BatchModel(2, [0, 1], lookup);
    const reason = 'No worker could be started';
    model.finish(record(0, 0, { status: 'failed', reason }), false);
    model.finish(record(1, 0, { status: 'failed', reason }), false);
    expect(buildPanelView(input(model)).notes.map(({ title }) => title)).toEqual([
      '2 runs of 2 variants failed.',
    ]);
    model.finish(record(0, 1, { status: 'failed', reason }), false);
    model.finish(record(1, 1, { status: 'failed', reason }), false);
    const [note, ...others] = buildPanelView(input(model)).notes;
    expect(note?.title).toBe('All 4 runs failed.');
    expect(note?.detail).toBe('No worker could be started.');
    expect(others).toEqual([]);
  });

  it('leaves its loss curves behind as ghosts', () => {
    const model = new BatchModel(2, [0], lookup);
    model.finish(record(0, 0), false);
    const ghosts = ghostsOf(buildPanelView(input(model)));
    expect(ghosts.map(({ name }) => name)).toEqual(['10⁻³']);
    expect([...(ghosts[0]?.mean ?? [])]).toEqual([1, -4, -8]);
  });
});

describe('notes', () => {
  it('lead from a problem to its line', () => {
    const [note] = problemNotes('fig-1.lora.json', [
      {
        message: 'weights.npz: array “W2” is 10 × 90, but W1 is 100 × 10',
        remedy: 'Their inner sizes must agree',
        line: 4,
        field: 'problem.pretrained.path',
      },
    ]);
    expect(note).toEqual({
      severity: 'error',
      title: 'weights.npz: array “W2” is 10 × 90, but W1 is 100 × 10.',
      detail: 'Their inner sizes must agree. fig-1.lora.json, line 4: problem.pretrained.path.',
      actions: [
        { label: 'Show Line 4', intent: { type: 'showFile', line: 4 } },
        { label: 'Run Again', intent: { type: 'run' } },
        { label: 'Show Log', intent: { type: 'showLog' } },
      ],
    });
  });

  it('do not flood the panel', () => {
    const many = Array.from({ length: 9 }, (_, i) => ({ message: `m${i}`, remedy: '', line: i, field: '' }));
    const notes = problemNotes('a.lora.json', many);
    expect(notes).toHaveLength(5);
    expect(notes.at(-1)?.title).toBe('5 more problems in a.lora.json.');
  });

  it('say what an interrupted batch keeps', () => {
    expect(interruptedNote(112, 180).title).toBe('This batch was interrupted after 112 of 180 runs.');
  });
});

describe('the method line', () => {
  it('says what all variants share', () => {
    const gd = (learningRate: number) =>
      methodOf({ resolved: resolved({ kind: 'gd', learningRate, steps: 50_000, momentum: 0 }) });
    expect(methodLine([gd(1e-4), gd(1e-4)])).toBe('GD, η = 10⁻⁴, 50\u2009000 steps');
    expect(methodLine([gd(1e-4), gd(1e-3)])).toBe('GD, 50\u2009000 steps');
    expect(
      methodLine([variant(1), variant(1, { kind: 'gd' }), variant(1, { kind: 'adam' })].map(methodOf)),
    ).toBe('gradient flow, GD and Adam');
    expect(methodLine([methodOf({ resolved: { problem: { kind: 'newer' } } })])).toBe('');
    expect(methodLine([])).toBe('');
  });
});

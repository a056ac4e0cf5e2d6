import { describe, expect, it } from 'vitest';
import type { CurveView, PanelView } from '../../../src/protocol/panel.ts';
import { ShownBatch } from '../../../src/host/batches/shownBatch.ts';
import { comparisonPage, comparisonView } from '../../../src/runs/comparison/comparisonView.ts';
import { differences } from '../../../src/runs/comparison/differences.ts';
import { compareBatches } from '../../../src/runs/comparison/merge.ts';
import { partingTime } from '../../../src/runs/comparison/parting.ts';
import type { LoadedBatch } from '../../../src/runs/store.ts';
import { sampleEnd, sampleHead, sampleStart, sampleSummary } from '../sampleBatch.ts';

function curve(t: readonly number[], mean: readonly number[], sd = 0): CurveView {
  return {
    t: Float64Array.from(t),
    mean: Float64Array.from(mean),
    sd: new Float64Array(t.length).fill(sd),
    count: new Uint16Array(t.length).fill(2),
  };
}

/** A batch whose losses are 10 to the power −rank·t, with seeds 0 and 1. */
function batch(id: string, ranks: readonly number[]): LoadedBatch {
  const head = {
    ...sampleHead(id),
    variants: ranks.map(rank => ({ label: { 'adapter.rank': rank }, resolved: { adapter: { rank } } })),
  };
  const runs = ranks.flatMap((rank, variant) =>
    [0, 1].map(seed => {
      const samples = Float64Array.from([0, 1, 2, 3].flatMap(t => [t, 10 ** (-rank * t)]));
      const record = { ...sampleStart(`${id}-${rank}`, seed, variant), ...sampleEnd(), samples };
      return { run: variant * 2 + seed, record };
    }),
  );
  return { head, summary: sampleSummary(), notes: {}, bytes: 0, lost: 0, runs };
}

function viewOf(comparison: ReturnType<typeof compareBatches>): PanelView {
  const shown = ShownBatch.stored(comparison.batch);
  return comparisonView(shown.view({ notes: [], stale: false, ghosts: [], own: null }), comparison);
}

describe('what differs', () => {
  it('is told setting by setting, and nothing where nothing does', () => {
    const a = { adapter: { rank: 4, init: { kind: 'gaussian' } }, metrics: ['svF'] };
    const b = { metrics: ['svF'], adapter: { init: { kind: 'spectral', shift: 1 }, rank: 4 } };
    expect(differences([a, a])).toEqual([]);
    expect(differences([a, b])).toEqual([
      { path: 'adapter.init.kind', values: ['gaussian', 'spectral'] },
      { path: 'adapter.init.shift', values: [undefined, 1] },
    ]);
    expect(differences([{ x: [1, 2] }, { x: [1, 3] }, { x: 1 }])).toEqual([
      { path: 'x', values: [[1, 2], [1, 3], 1] },
    ]);
    expect(differences([{ x: { kind: 1 } }, { x: 1 }])[0]!.path).toBe('x');
  });
});

describe('curves part', () => {
  const t = [0, 1, 2, 3];

  it('when their means differ by more than both spreads together, between samples too', () => {
    const flat = curve(t, [0, 0, 0, 0], 0.3);
    const falling = curve(t, [0, -1, -2, -3], 0.4);
    expect(partingTime(flat, falling)).toBeCloseTo(0.5, 12);
    expect(partingTime(falling, flat)).toBeCloseTo(0.5, 12);
    expect(partingTime(flat, curve(t, [0, -0.4, -0.4, -0.4], 0.4))).toBeNull();
  });

  it('at once where they begin apart, and not after one of them has ended', () => {
    expect(partingTime(curve(t, [0, 0, 0, 0]), curve(t, [5, 5, 5, 5]))).toBe(0);
    expect(partingTime(curve([0, 1], [0, 0], 1), curve(t, [0, 0, 9, 9], 1))).toBeNull();
    expect(partingTime(curve([], []), curve(t, [0, 0, 0, 0]))).toBeNull();
  });

  it('of one seed only where the difference can be seen', () => {
    const one = curve(t, [0, -10, -10, -10]);
    expect(partingTime(one, curve(t, [0, -10.04, -10.04, -10.04]))).toBeNull();
    expect(partingTime(one, curve(t, [0, -10.1, -10.1, -10.1]))).toBeCloseTo(0.505, 3);
  });

  it('on grids of their own', () => {
    const fine = curve([0, 0.5, 1, 1.5, 2], [0, 0, 0, -5, -10], 0.1);
    expect(partingTime(curve([0, 2], [0, 0], 0.1), fine)).toBeCloseTo(1 + Math.SQRT2 * 0.01, 3);
  });
});

describe('a comparison', () => {
  it('names variants by what differs between their settings, whatever was swept', () => {
    const parts = [
      { batch: batch('one', [1]), name: 'a', variants: null },
      { batch: batch('two', [2, 3]), name: 'b', variants: [1] },
    ];
    const view = viewOf(compareBatches(parts, 'x'));
    expect(view.title).toBe('Comparison: a, b');
    expect(view.variants.map(({ name, runs }) => [name, runs.done, runs.total])).toEqual([
      ['1', 2, 2],
      ['3', 2, 2],
    ]);
    expect(view.fields).toEqual(['rank']);
    expect(view.comparison!.settings).toEqual([{ path: 'adapter.rank', values: ['1', '3'] }]);
    const [parting] = view.comparison!.partings;
    expect(parting!.series).toBe('loss');
    // a series that nobody knows is on a linear scale: both span 1, and differ by 0.1 − 0.001 after the first step
    expect(parting!.t).toBeCloseTo(0.005 / 0.099, 6);
    const page = comparisonPage(view);
    expect(page).toContain('| `adapter.rank` | 1 | 3 |');
    expect(page).toContain('- 1 and 3 part at t = 0.0505');
  });

  it('of equal settings tells them by their batch', () => {
    const parts = [
      { batch: batch('one', [1]), name: 'before', variants: null },
      { batch: batch('two', [1]), name: 'after', variants: null },
    ];
    const view = viewOf(compareBatches(parts, 'x'));
    expect(view.variants.map(({ name }) => name)).toEqual(['before', 'after']);
    expect(comparisonPage(view)).toContain('The resolved settings are the same.');
    expect(comparisonPage(view)).toContain('before and after do not part');
  });

  it('counts the runs there are, also where batches have other seeds', () => {
    const other = batch('two', [2]);
    const fewer: LoadedBatch = {
      ...other,
      head: { ...other.head, seeds: [7] },
      runs: other.runs.slice(0, 1).map(({ record }) => ({ run: 0, record: { ...record, seed: 7 } })),
    };
    const parts = [
      { batch: batch('one', [1]), name: 'a', variants: null },
      { batch: fewer, name: 'b', variants: null },
    ];
    const view = viewOf(compareBatches(parts, 'x'));
    expect(view.runs).toMatchObject({ total: 3, done: 3 });
    expect(view.variants.map(({ runs }) => runs.total)).toEqual([2, 1]);
    expect(view.notes.flatMap(({ actions }) => actions)).toEqual([]);
  });
});

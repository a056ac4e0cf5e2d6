import { describe, expect, test } from 'vitest';
import { groupLines, groupedView, membersOf, runName } from '../../src/charts/model/grouping.ts';
import { pooledCurve, pooledStatistic } from '../../src/charts/model/pooling.ts';
import { groupFields } from '../../src/charts/model/valueGroups.ts';
import { timeUnits } from '../../src/charts/model/viewTime.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import type { CurveView, PanelView } from '../../src/protocol/panel.ts';
import { empty, finished } from '../webview/fixtures/views.ts';
import { sweep } from '../webview/fixtures/sweep.ts';

function statistic(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n: values.length, mean, sd: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0 };
}

/** A curve of so many runs, each a straight line a + b t. */
function linesCurve(t: readonly number[], runs: readonly (readonly [a: number, b: number])[]): CurveView {
  const at = t.map(time => statistic(runs.map(([a, b]) => a + b * time)));
  return {
    t: Float64Array.from(t),
    mean: Float64Array.from(at, ({ mean }) => mean),
    sd: Float64Array.from(at, ({ sd }) => sd),
    count: new Uint16Array(t.length).fill(runs.length),
  };
}

const by = (groupBy: string) => ({ ...defaultViewState, groupBy });
const view = finished();

describe('statistics of several samples', () => {
  test('are those of all their values', () => {
    const parts = [[1, 2, 4], [10], [-3, 5, 7, 7]];
    const pooled = pooledStatistic(parts.map(statistic))!;
    const whole = statistic(parts.flat());
    expect(pooled.n).toBe(8);
    expect(pooled.mean).toBeCloseTo(whole.mean, 12);
    expect(pooled.sd).toBeCloseTo(whole.sd, 12);
  });

  test('leave out what is undefined, and are none of nothing', () => {
    expect(pooledStatistic([])).toBeNull();
    expect(pooledStatistic([{ n: 0, mean: Number.NaN, sd: Number.NaN }])).toBeNull();
    expect(pooledStatistic([{ n: 2, mean: Number.NaN, sd: 1 }, statistic([3])])).toEqual({
      n: 1,
      mean: 3,
      sd: 0,
    });
  });
});

describe('a curve over the runs of several', () => {
  test('is that of all runs at the times of all, as far as all go', () => {
    const shifts = [
      [0, 1],
      [2, 1],
    ] as const;
    const more = [
      [5, 1],
      [6, 1],
      [10, 1],
    ] as const;
    const pooled = pooledCurve([linesCurve([0, 1, 2, 3], shifts), linesCurve([0, 0.5, 2.5], more)])!;
    expect([...pooled.t]).toEqual([0, 0.5, 1, 2, 2.5]);
    const whole = linesCurve([...pooled.t], [...shifts, ...more]);
    // runs that are parallel lines have one spread throughout, which is read exactly between samples
    for (let i = 0; i < pooled.t.length; i++) {
      expect(pooled.mean[i]).toBeCloseTo(whole.mean[i]!, 12);
      expect(pooled.sd[i]).toBeCloseTo(whole.sd[i]!, 12);
    }
    expect([...pooled.count]).toEqual([5, 5, 5, 5, 5]);
  });

  test('leaves out a part where it is undefined, and those that have not begun', () => {
    const a = linesCurve([0, 1, 2], [[1, 0]]);
    const gap = { ...linesCurve([0, 1, 2], [[5, 0]]), mean: Float64Array.of(5, Number.NaN, 5) };
    const none = linesCurve([], []);
    expect([...pooledCurve([a, gap, none])!.mean]).toEqual([3, 1, 3]);
    expect(pooledCurve([none])).toBeNull();
    expect(pooledCurve([linesCurve([0, 1], [[0, 0]]), linesCurve([2, 3], [[0, 0]])])).toBeNull();
  });

  test('has no more points than can be seen', () => {
    const times = (shift: number) => Array.from({ length: 1500 }, (_, i) => i + shift);
    const pooled = pooledCurve([0, 0.25, 0.5].map(shift => linesCurve(times(shift), [[shift, 1]])))!;
    expect(pooled.t.length).toBeLessThanOrEqual(1601);
    expect(pooled.t.length).toBeGreaterThan(800);
    expect(pooled.t.at(-1)).toBe(1499);
  });
});

describe('variants pooled by a field', () => {
  test('can be by every field of which variants share a value', () => {
    expect(groupFields(view)).toEqual(['initScale', 'init']);
    const paired = view.variants.slice(0, 2).map((one, i) => ({ ...one, labels: [String(i), String(i)] }));
    expect(groupFields({ ...view, variants: paired })).toEqual([]);
    expect(groupFields(groupedView(view, by('init')))).toEqual(['initScale', 'init']);
  });

  test('are one a value, coloured by it, with all runs', () => {
    const pooled = groupedView(view, by('init'));
    expect(pooled.fields).toEqual(['init']);
    expect(pooled.variants.map(({ name, colour, dash }) => [name, colour, dash])).toEqual([
      ['gaussian', 0, 0],
      ['spectral', 1, 0],
    ]);
    for (const group of pooled.variants) {
      const members = view.variants.filter(({ labels }) => labels[1] === group.name);
      expect(membersOf(pooled, [group.id])).toEqual(members.map(({ id }) => id));
      expect(group.runs).toEqual({ total: 90, done: 90, failed: 0 });
      const ends = members.map(({ curves }) => curves['loss']!.mean.at(-1)!);
      expect(group.curves['loss']!.mean.at(-1)).toBeCloseTo(ends.reduce((a, b) => a + b) / 3, 10);
      // the groups' runs differ in the other field: their spread holds that between variants
      expect(group.curves['loss']!.sd.at(-1)!).toBeGreaterThan(0.5 * statistic(ends).sd);
      const escapes = members.map(({ events }) => events['escape']!.mean);
      expect(group.events['escape']!.mean).toBeCloseTo(escapes.reduce((a, b) => a + b) / 3, 10);
    }
    expect(pooled.runs.seeds).toBe(90);
    expect(pooled.overlays).toEqual([]);
    expect(pooled.events[0]!.variants[pooled.variants[0]!.id]).toMatchObject({ had: 90, predicted: null });
  });

  test('that are alone with their value keep what is said of them', () => {
    const three = { ...view, variants: view.variants.slice(0, 3) };
    const pooled = groupedView(three, by('initScale'));
    const counts = pooled.variants.map(({ id }) => membersOf(pooled, [id]).length);
    const lone = pooled.variants[counts.indexOf(1)]!;
    const [member] = membersOf(pooled, [lone.id]);
    const overlays = (of: PanelView, id: string) =>
      of.overlays.filter(({ variant }) => variant === id).length;
    expect(overlays(pooled, lone.id)).toBe(overlays(view, member!));
    expect(overlays(pooled, lone.id)).toBeGreaterThan(0);
    expect(lone.curves).toBe(view.variants.find(({ id }) => id === member)!.curves);
    expect(lone.labels).toEqual([lone.name]);
  });

  test('have a curve of those that did not diverge', () => {
    const [first, ...others] = view.variants;
    const exploded = {
      ...first!,
      divergence: { t: 1, logLoss: 9 },
      runs: { total: 30, done: 0, failed: 30 },
    };
    const pooled = groupedView({ ...view, variants: [exploded, ...others] }, by('init'));
    const group = pooled.variants.find(({ name }) => name === first!.labels[1])!;
    expect(group.runs).toEqual({ total: 90, done: 60, failed: 30 });
    expect(Math.max(...group.curves['loss']!.count)).toBe(60);
    expect(group.divergence).toBeNull();
  });

  test('have a time unit only where all share it', () => {
    expect(timeUnits(groupedView(view, by('init')))).toEqual(timeUnits(view));
    const variants = view.variants.map((one, i) => ({ ...one, lambda: 1 + i, learningRate: 10 ** -i }));
    expect(timeUnits(groupedView({ ...view, variants }, by('init')))).toEqual(['t']);
  });

  test('are made once, and nowhere else than on curves over time', () => {
    const pooled = groupedView(view, by('init'));
    expect(groupedView(view, { ...by('init'), y: 'linear' })).toBe(pooled);
    expect(groupedView(view, by('rank'))).toBe(view);
    expect(groupedView(view, defaultViewState)).toBe(view);
    expect(groupedView(empty(), by('init')).grouping).toBeUndefined();
    const swept = sweep(view);
    expect(groupedView(swept, { ...by('imbalance'), show: 'sweep' })).toBe(swept);
    expect(groupedView(swept, by('imbalance')).variants).toHaveLength(7);
  });
});

describe('single runs of a group', () => {
  const pooled = groupedView(view, by('init'));
  const [group] = pooled.variants;
  const line = (seed: number) => ({ seed, t: Float64Array.of(0, 1), value: Float64Array.of(seed, seed) });

  test('are those of its members, each with a name', () => {
    const members = membersOf(pooled, [group!.id]);
    const lines = Object.fromEntries(members.map(id => [`${id}/loss`, [line(0), line(7)]]));
    const found = groupLines(pooled, lines)[`${group!.id}/loss`]!;
    const names = found.map(({ seed }) => runName(pooled, group!.name, group!.id, seed));
    const wanted = members.flatMap(id => {
      const { name } = view.variants.find(one => one.id === id)!;
      return [`${name}, seed 0`, `${name}, seed 7`];
    });
    expect(names).toEqual(wanted);
    expect(new Set(found.map(({ seed }) => seed)).size).toBe(2 * members.length);
    expect(found.map(({ value }) => value[0])).toEqual(members.flatMap(() => [0, 7]));
  });

  test('are as they are where nothing is pooled', () => {
    const lines = { 'a/loss': [line(3)] };
    expect(groupLines(view, lines)).toBe(lines);
    expect(runName(view, 'a', 'a', 3)).toBe('a, seed 3');
    expect(membersOf(view, ['a'])).toEqual(['a']);
  });
});

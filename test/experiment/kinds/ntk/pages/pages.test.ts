import { describe, expect, test } from 'vitest';
import type { PageInput } from '../../../../../src/experiment/kinds/contract.ts';
import { ntkPages } from '../../../../../src/experiment/kinds/ntk/pages/pages.ts';
import type { HeatChart, SharesChart, StripChart, XyChart } from '../../../../../src/protocol/page.ts';
import { problemKind } from '../../../../../src/experiment/kinds/registry.ts';
import { landscape, ranks } from '../../../../webview/fixtures/ntk.ts';

const pages = ranks().pages;
const page = (key: string) => pages.find(one => one.key === key)!;
const chart = <T extends XyChart | SharesChart | StripChart | HeatChart>(key: string, at = 0) =>
  page(key).charts[at] as T;

type Run = PageInput['variants'][number]['runs'][number];

/** Variants by rank, with the ends of their runs. */
function input(ends: Readonly<Record<number, readonly Partial<Run['outcome']>[]>>): PageInput {
  const variants = Object.entries(ends).map(([rank, outcomes]) => ({
    ...{ id: `r${rank}`, name: rank, labels: [rank], colour: 0, dash: 0 },
    variant: { problem: { kind: 'ntk' }, adapter: { rank: Number(rank) }, dynamics: {}, metrics: [] },
    runs: outcomes.map((outcome, seed): Run => ({
      ...{ seed, status: 'done', columns: ['t'], rows: Float64Array.of(0) },
      outcome: { events: {}, health: {}, counts: {}, ...outcome },
    })),
  }));
  return { variants, fields: ['rank'], seeds: 4, files: {}, ended: true };
}

const end = (verdict: string, gap: number, more: Readonly<Record<string, number>> = {}) => ({
  verdict,
  ends: { gap, certificate: verdict === 'global' ? 1 : 1.5, convexRank: 2, threshold: 4, ...more },
});

describe('gap against rank', () => {
  test('one lane for each start, one bar for each rank, and every run is counted', () => {
    const shares = chart<SharesChart>('gap', 1);
    expect(shares.lanes).toEqual(['initScale 1', 'initScale 0.01']);
    expect(shares.columns.names).toEqual(['1', '2', '3', '4']);
    for (const { counts } of shares.bars) expect(counts.reduce((sum, count) => sum + count, 0)).toBe(16);
    expect(shares.lines.map(({ kind, at }) => [kind, at])).toEqual([
      ['observed', 1],
      ['bound', 2.5],
    ]);
  });

  test('runs with the same end are one point that says how many they are', () => {
    const [gap] = ntkPages(
      input({
        1: [end('localMinimum', 0.1)],
        2: [end('global', 1e-16), end('global', 0), end('localMinimum', 0.05), end('localMinimum', 0.05001)],
      }),
    );
    const points = (gap!.charts[0] as XyChart).series.find(({ style }) => style === 'points')!.points;
    expect(points.map(({ x, count, tone }) => [x, count, tone])).toEqual([
      [1, 1, 'bad'],
      [2, 2, 'good'],
      [2, 2, 'bad'],
    ]);
    expect(points[1]!.words).toBe('2 of 4 starts, global minimum');
  });

  test('a spurious minimum above the threshold is said to disagree with it', () => {
    const below = ntkPages(input({ 2: [end('localMinimum', 0.1)], 4: [end('global', 0)] }))[0]!;
    expect(below.remarks.join(' ')).not.toContain('disagrees');
    const above = ntkPages(input({ 2: [end('global', 0)], 4: [end('localMinimum', 0.1)] }))[0]!;
    expect(above.remarks.join(' ')).toContain(
      'disagrees with the threshold: a spurious local minimum was found at rank 4',
    );
  });

  test('lines stand only where all variants share the number', () => {
    const [gap] = ntkPages(input({ 1: [end('global', 0)], 2: [end('global', 0, { convexRank: 3 })] }));
    expect((gap!.charts[0] as XyChart).lines.map(({ kind }) => kind)).toEqual(['bound']);
  });

  test('with one rank there is none', () => {
    expect(ntkPages(input({ 2: [end('global', 0)] })).map(({ key }) => key)).toEqual(['certificate']);
  });
});

test('a failed run counts as failed, and one that was stopped not at all', () => {
  const made = input({ 1: [end('global', 0), end('global', 0)], 2: [end('global', 0)] });
  const [first, ...others] = made.variants;
  const runs = [
    { ...first!.runs[0]!, status: 'failed' as const },
    { ...first!.runs[1]!, status: 'cancelled' as const },
  ];
  const [gap] = ntkPages({ ...made, variants: [{ ...first!, runs }, ...others] });
  const shares = gap!.charts[1] as SharesChart;
  expect(shares.categories.map(({ key }) => key)).toEqual(['global', 'failed']);
  expect(shares.bars.map(({ counts }) => counts)).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test('the certificate of every run is in the strip, with that of full fine-tuning; global is never above 1', () => {
  const strip = chart<StripChart>('certificate');
  expect(strip.rows).toHaveLength(9);
  const runs = strip.rows.slice(0, 8).flatMap(({ values }) => values);
  expect(runs).toHaveLength(128);
  for (const { value, tone } of runs) expect(value <= 1 + 1e-6).toBe(tone === 'good');
  expect(strip.rows[8]).toMatchObject({ name: 'full fine-tuning', variant: null });
  expect(strip.rows.map(({ note }) => note).slice(0, 4)).toEqual([
    '0 of 16',
    '12 of 16',
    '16 of 16',
    '16 of 16',
  ]);
});

test('the spectrum belongs to a variant; global minima have that of full fine-tuning', () => {
  const { series } = chart<XyChart>('spectrum');
  expect(series.every(({ variant }) => variant !== null)).toBe(true);
  const of = (style: string) =>
    series.find(one => one.style === style && one.variant?.includes('adapter.rank=3'))!.points;
  const convex = of('bars').map(({ y }) => y);
  for (const { x, y, tone } of of('points')) {
    expect(tone).toBe('good');
    expect(Math.abs(y - convex[x - 1]!)).toBeLessThan(2e-2);
  }
});

test('the rank of full fine-tuning against KN, with the bound as a curve, where N was swept', () => {
  const swept = input(
    Object.fromEntries(
      [4, 8, 16].map((measurements, i) => [i + 1, [end('global', 0, { measurements, convexRank: i + 1 })]]),
    ),
  );
  const found = ntkPages(swept).find(({ key }) => key === 'convexRank')!;
  const { series, lines } = found.charts[0] as XyChart;
  expect(series[0]!.points.map(({ x, y }) => [x, y])).toEqual([
    [4, 1],
    [8, 2],
    [16, 3],
  ]);
  const { shape } = lines[0]!;
  // r(r + 1)/2 = KN
  for (const [measurements, r] of shape.kind === 'curve' ? shape.points : [])
    expect((r * (r + 1)) / 2).toBeCloseTo(measurements, 9);
});

test('while a batch runs the pages have the runs that have ended', () => {
  const running = ranks(0.25).pages.find(({ key }) => key === 'gap')!;
  const shares = running.charts[1] as SharesChart;
  expect(shares.bars.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0)).toBe(32);
});

describe('the landscape of the 2×2 case', () => {
  const [map] = landscape().pages;
  const heat = map!.charts[0] as HeatChart;

  test('comes first, has both basins, and the path of every start at rank 1', () => {
    expect(map!.key).toBe('landscape');
    expect(heat.marks.map(({ tone }) => tone)).toEqual(['good', 'bad']);
    expect(heat.marks[0]!.label).toBe('global minimum 0.0576');
    expect(new Set(heat.basins)).toEqual(new Set([0, 1, 255]));
    expect(heat.paths).toHaveLength(24);
    for (const { pieces } of heat.paths)
      for (const piece of pieces)
        piece.forEach((value, i) => {
          const [low, high] = i % 2 === 0 ? [-Math.PI, Math.PI] : [0, Math.PI];
          expect(value).toBeGreaterThanOrEqual(low - 1e-9);
          expect(value).toBeLessThanOrEqual(high + 1e-9);
        });
  });

  test('a run that ends global ends at the lower minimum, one that does not at the other', () => {
    for (const { pieces, tone } of heat.paths) {
      const [v, u] = pieces.at(-1)!.slice(-2);
      // the distance of two unit matrices uvᵀ
      const apart = heat.marks.map(mark => 1 - Math.cos(u! - mark.y) * Math.cos(v! - mark.x));
      expect(heat.marks[apart.indexOf(Math.min(...apart))]!.tone).toBe(tone);
    }
  });

  test('says why there is none where the file of the problem is gone', () => {
    const variant = {
      ...{ adapter: { rank: 1, init: 'both', initScale: 1 }, metrics: [] },
      problem: {
        kind: 'ntk',
        source: { kind: 'file', path: 'a.npz', G: 'G', y: 'y' },
        loss: 'squared',
        lambda: 0.05,
      },
      dynamics: { kind: 'lbfgs', iterations: 9, tolerance: 1e-9, convexIterations: 9, convexTolerance: 1e-9 },
    };
    const made = input({ 1: [end('global', 0)] });
    const runs = made.variants[0]!.runs.map(run => ({
      ...run,
      columns: ['t', 'angleU', 'angleV'],
      rows: Float64Array.of(0, 1, 1),
    }));
    const [page] = ntkPages({ ...made, variants: [{ ...made.variants[0]!, variant, runs }] });
    expect(page).toMatchObject({ key: 'landscape', charts: [] });
    expect(page!.remarks[0]).toContain('Run the file again');
  });
});

test('accuracies at the end by rank, of both networks, with their spread over starts', () => {
  const made = input({ 1: [{}, {}], 2: [{}, {}] });
  const variants = made.variants.map(variant => ({
    ...variant,
    runs: variant.runs.map((run, i) => ({
      ...run,
      columns: ['t', 'testAccuracy', 'networkTestAccuracy'],
      rows: Float64Array.of(0, 0, 0, 1, 0.9 + 0.02 * i, 0.8),
    })),
  }));
  const page = ntkPages({ ...made, variants }).find(({ key }) => key === 'test');
  const { series } = page!.charts[0] as XyChart;
  expect(series.map(({ name }) => name)).toEqual(['test, linearised', 'test, real network']);
  expect(series[0]!.points[0]!.y).toBeCloseTo(0.91, 12);
  expect(series[0]!.points[0]!.spread![0]).toBeCloseTo(0.91 - 0.02 / Math.SQRT2, 12);
  expect(series[1]!.points[0]!.spread).toBeNull();
});

test('the kind of problem gives them', () => {
  const made = input({ 1: [end('global', 0)], 2: [end('global', 0)] });
  expect(problemKind('ntk')?.pages?.(made)).toEqual(ntkPages(made));
});

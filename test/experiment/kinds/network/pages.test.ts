import { expect, test } from 'vitest';
import type { PageInput } from '../../../../src/experiment/kinds/contract.ts';
import { networkPages } from '../../../../src/experiment/kinds/network/pages/pages.ts';
import type { XyChart } from '../../../../src/protocol/page.ts';

type Variant = PageInput['variants'][number];

/** A variant with the losses that its seeds ended at; each aligns as far as its scale lets it. */
function variant(id: string, adapter: Variant['variant']['adapter'], losses: readonly number[]): Variant {
  const alpha = Number(adapter['initScale'] ?? 1);
  const columns = ['t', 'loss', 'alignmentIn.1', 'alignmentIn.2', 'alignmentIn.3'];
  return {
    ...{ id, name: id, labels: [id], colour: 1, dash: 0 },
    variant: { problem: { kind: 'network' }, adapter, dynamics: {}, metrics: [] },
    runs: losses.map((loss, seed) => ({
      ...{ seed, status: 'done', columns },
      rows: Float64Array.of(0, 9, NaN, NaN, NaN, 5, 4, alpha / 2, 0.5, 0.25, 9, loss, 0.9, 0.9, 0.9),
      outcome: {
        ...{ events: {}, health: {}, counts: {} },
        ends: { testAccuracy: 0.5, peakCosine: 1 - alpha / 2 },
      },
    })),
  };
}

const batch = (...variants: readonly Variant[]): PageInput => ({
  ...{ variants, fields: ['initScale'], seeds: 2, files: {}, ended: true },
});
const chart = (input: PageInput, key: string, at: number) =>
  networkPages(input).find(page => page.key === key)!.charts[at] as XyChart;

test('ends against α: means and spreads of logarithms of the loss, and the best alignment', () => {
  const input = batch(
    variant('1', { initScale: 1 }, [1, 0.01]),
    variant('0.1', { initScale: 0.1 }, [0.02, 0.02]),
  );
  const [loss] = chart(input, 'scale', 0).series;
  expect(loss!.points.map(({ x, y }) => [x, Number(y.toPrecision(6))])).toEqual([
    [0.1, 0.02],
    [1, 0.1],
  ]);
  expect(loss!.points[0]!.spread).toBeNull();
  // one standard deviation of log₁₀ is √2
  expect(loss!.points[1]!.spread![1]).toBeCloseTo(10 ** (Math.SQRT2 - 1), 10);
  expect(chart(input, 'scale', 2).series[0]!.points.map(({ y }) => y)).toEqual([0.95, 0.5]);
});

test('full fine-tuning is a line across, not a point', () => {
  const input = batch(
    variant('1', { initScale: 1 }, [1, 1]),
    variant('0.1', { initScale: 0.1 }, [0.1, 0.1]),
    variant('full', { method: 'full', initScale: 1 }, [1e-3, 1e-3]),
  );
  const loss = chart(input, 'scale', 0);
  expect(loss.lines.map(({ shape }) => shape)).toEqual([
    { kind: 'y', value: expect.closeTo(1e-3, 12) as number },
  ]);
  expect(loss.series.flatMap(({ points }) => points)).toHaveLength(2);
  expect(chart(input, 'scale', 2).lines).toEqual([]);
});

test('three adapted layers have a page of their own, fewer or one scale have none', () => {
  const deep = batch(variant('1', { initScale: 1 }, [1, 1]));
  expect(networkPages(deep).map(({ key }) => key)).toEqual(['depth']);
  expect(chart(deep, 'depth', 0).series[0]!.points.map(({ x, y }) => [x, y])).toEqual([
    [1, 0.5],
    [2, 0.5],
    [3, 0.75],
  ]);
  expect(networkPages(batch(variant('1', { initScale: 1 }, [])))).toEqual([]);
});

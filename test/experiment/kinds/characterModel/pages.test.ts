import { expect, test } from 'vitest';
import { characterModelPages } from '../../../../src/experiment/kinds/characterModel/pages/pages.ts';
import type { PageInput } from '../../../../src/experiment/kinds/contract.ts';
import type { TextsChart, XyChart } from '../../../../src/protocol/page.ts';

type Variant = PageInput['variants'][number];

/** A variant whose seeds ended at these test losses; the first has failed and wrote nothing. */
function variant(alpha: number, losses: readonly number[]): Variant {
  const id = String(alpha);
  return {
    ...{ id, name: `α ${id}`, labels: [id], colour: 1, dash: 0 },
    variant: {
      problem: { kind: 'characterModel' },
      adapter: { initScale: alpha },
      dynamics: {},
      metrics: [],
    },
    runs: [Number.NaN, ...losses].map((loss, seed) => ({
      ...{ seed, status: seed === 0 ? ('failed' as const) : ('done' as const) },
      ...{ columns: ['t', 'loss', 'testLoss'], rows: Float64Array.of(0, 3, 3.5, 9, loss - 1, loss) },
      outcome: {
        ...{ events: {}, health: {}, counts: {}, ends: { peakCosine: 1 - alpha } },
        ...(seed > 0 && { writing: { prompt: ' {\n', before: 'the', after: `x${seed} = ${alpha};` } }),
      },
    })),
  };
}
const input: PageInput = {
  ...{ variants: [variant(0.1, [2.5, 2.6]), variant(0.01, [2.4, 2.4])], fields: ['initScale'] },
  ...{ seeds: 3, files: {}, ended: true },
};

test('the test loss against α comes first, in nats and close to what is drawn', () => {
  const [page] = characterModelPages(input);
  const [test_, train, cosine] = page!.charts as readonly XyChart[];
  expect(test_!.series[0]!.points.map(({ x, y }) => [x, Number(y.toPrecision(6))])).toEqual([
    [0.01, 2.4],
    [0.1, 2.55],
  ]);
  expect(test_!.y).toMatchObject({ scale: 'linear', from: 2.3 });
  expect(train!.series[0]!.points.map(({ y }) => Number(y.toPrecision(6)))).toEqual([1.4, 1.55]);
  expect(cosine!.y).toMatchObject({ from: 0, to: 1 });
});

test('the first seed that has written is shown, of every variant', () => {
  const page = characterModelPages(input).find(({ key }) => key === 'writing');
  const [chart] = page!.charts as readonly TextsChart[];
  expect(chart!.caption).toBe('seed 1, after “ {↵”');
  expect(chart!.groups.map(({ variant: own, texts }) => [own, ...texts.map(({ text }) => text)])).toEqual([
    ['0.1', 'the', 'x1 = 0.1;'],
    ['0.01', 'the', 'x1 = 0.01;'],
  ]);
});

test('before a run has ended there is no page', () => {
  expect(characterModelPages({ ...input, variants: [] })).toEqual([]);
});

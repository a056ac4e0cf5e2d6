import { describe, expect, test } from 'vitest';
import { mean, runAll, type Ran } from './shipped.ts';

const end = ({ end: { ends } }: Ran, key: string): number => ends?.[key] ?? Number.NaN;

/** Ranks and the runs of the variant that has them. */
const byRank = (runs: readonly (readonly Ran[])[]) =>
  runs.map(variant => ({ rank: Number(variant[0]!.entry.resolved.adapter['rank']), runs: variant }));

const share = (runs: readonly Ran[], verdict: string): number =>
  runs.filter(ran => ran.end.verdict === verdict).length / runs.length;

/** Three standard errors of a share over 60 starts, and a run besides. */
const BINOMIAL = 0.21;

/** What a verdict claims, of every run. */
function expectProven(runs: readonly (readonly Ran[])[]): void {
  for (const ran of runs.flat()) {
    expect(end(ran, 'convexCertificate')).toBeLessThanOrEqual(1 + 1e-6);
    expect(end(ran, 'gradientNorm')).toBeLessThan(1e-7);
    if (ran.end.verdict === 'global') {
      expect(end(ran, 'certificate')).toBeLessThanOrEqual(1 + 1e-6);
      expect(Math.abs(end(ran, 'gap'))).toBeLessThan(1e-9);
    } else {
      expect(ran.end.verdict).toBe('localMinimum');
      expect(end(ran, 'certificate')).toBeGreaterThan(1 + 1e-6);
      expect(end(ran, 'smallestEigenvalue')).toBeGreaterThanOrEqual(-1e-6);
    }
  }
}

describe('what the presets in the NTK regime say', () => {
  test('rank 2 gets stuck where rank 4 cannot, and a small start is no cure', async () => {
    const runs = await runAll('ntk-stuck-rank');
    expectProven(runs);
    const [large, small] = [byRank(runs.slice(0, 4)), byRank(runs.slice(4))];
    for (const { rank, runs: starts } of [...large, ...small]) {
      expect(end(starts[0]!, 'convexObjective')).toBeCloseTo(0.045517, 6);
      expect(end(starts[0]!, 'convexRank')).toBe(2);
      expect(end(starts[0]!, 'threshold')).toBe(4);
      if (rank === 1) expect(share(starts, 'global')).toBe(0);
      if (rank > 2) expect(share(starts, 'global')).toBe(1);
    }
    expect(Math.abs(share(large[1]!.runs, 'global') - 35 / 60)).toBeLessThan(BINOMIAL);
    expect(share(small[1]!.runs, 'localMinimum')).toBeGreaterThan(1 - BINOMIAL / 2);
    const stuck = large[1]!.runs.filter(ran => ran.end.verdict === 'localMinimum');
    for (const ran of stuck) expect(end(ran, 'certificate')).toBeCloseTo(1.5, 1);
  });

  test('the 2×2 landscape has two basins at rank 1 and none at rank 2', async () => {
    const runs = await runAll('ntk-landscape');
    expectProven(runs);
    const [one, two] = runs;
    expect(share(two!, 'global')).toBe(1);
    expect(Math.abs(share(one!, 'global') - 31 / 60)).toBeLessThan(BINOMIAL);
    const levels = new Set(one!.map(ran => end(ran, 'objective').toFixed(4)));
    expect([...levels].sort()).toEqual(['0.0739', '0.0939']);
    expect(one![0]!.at('angleU')).toBeGreaterThanOrEqual(0);
  });

  test('on a pair of digits every rank ends at the optimum', async () => {
    const runs = await runAll('ntk-digits-pair', 'seeds=2', 'sweep.adapter.rank=[1,2,8]');
    expectProven(runs);
    for (const ran of runs.flat()) {
      expect(ran.end.verdict).toBe('global');
      expect(end(ran, 'convexRank')).toBe(1);
      expect(end(ran, 'threshold')).toBe(4);
      for (const key of ['testAccuracy', 'networkTestAccuracy']) expect(ran.at(key)).toBeGreaterThan(0.5);
    }
  });

  test('with ten classes low ranks are stuck, long before the threshold no rank is', async () => {
    const runs = byRank(await runAll('ntk-digits-ten', 'seeds=1', 'sweep.adapter.rank=[1,2,8]'));
    const [one, two, eight] = runs.map(({ runs: [ran] }) => ran!);
    expectProven([[one!, two!, eight!]]);
    expect(end(eight!, 'threshold')).toBe(14);
    expect(end(eight!, 'convexRank')).toBeLessThan(8);
    expect(eight!.end.verdict).toBe('global');
    for (const ran of [one!, two!]) expect(end(ran, 'certificate')).toBeGreaterThan(2);
  });

  test('the constructed problem fails loudly from large starts only', async () => {
    const [tiny, zeroB, both, large, three] = await runAll('ntk-loud');
    expectProven([tiny!, zeroB!, both!, large!, three!]);
    for (const runs of [tiny!, three!]) expect(share(runs, 'global')).toBe(1);
    const expected = [34 / 40, 29 / 40, 25 / 40];
    for (const [i, runs] of [zeroB!, both!, large!].entries())
      expect(Math.abs(share(runs, 'global') - expected[i]!)).toBeLessThan(BINOMIAL);
    const failed = [zeroB!, both!, large!].flat().filter(ran => ran.end.verdict !== 'global');
    for (const ran of failed) {
      expect(end(ran, 'rank')).toBe(2);
      expect(end(ran, 'nuclearNorm')).toBeCloseTo(1.92, 3);
      expect(end(ran, 'certificate')).toBeCloseTo(1.6, 6);
    }
    expect(end(tiny![0]!, 'nuclearNorm')).toBeCloseTo(1.219, 3);
    expect(end(tiny![0]!, 'convexObjective')).toBeCloseTo(0.0062, 4);
  });

  test('from rank(X*) on every rank ends at one loss', async () => {
    const runs = await runAll('ntk-one-loss', 'seeds=5');
    expectProven(runs);
    for (const { rank, runs: starts } of byRank(runs)) {
      const { convexRank, threshold } = starts[0]!.end.ends!;
      expect(threshold).toBe(6);
      expect(convexRank).toBe(3);
      const gaps = starts.map(ran => Math.abs(end(ran, 'gap')));
      if (rank < 3) expect(Math.min(...gaps)).toBeGreaterThan(1e-3);
      else expect(Math.max(...gaps)).toBeLessThan(1e-12);
    }
  });

  test('the rank of full fine-tuning stays below its bound and grows slowly', async () => {
    const runs = await runAll('ntk-convex-rank');
    expectProven(runs);
    const ranks = new Map<number, number[]>();
    for (const [ran] of runs) {
      const [N, rank] = [end(ran!, 'measurements'), end(ran!, 'convexRank')];
      expect((rank * (rank + 1)) / 2).toBeLessThanOrEqual(N);
      ranks.set(N, [...(ranks.get(N) ?? []), rank]);
    }
    const means = [...ranks.values()].map(mean);
    expect(means.at(-1)!).toBeGreaterThan(means[0]!);
    for (const [N, found] of ranks) if (N >= 16) expect(mean(found)).toBeLessThan(0.75 * Math.sqrt(2 * N));
  });

  test('every rank generalises alike', async () => {
    const runs = await runAll('ntk-generalise', 'seeds=1');
    expectProven(runs);
    const tests = runs.map(([ran]) => ran!.at('testAccuracy'));
    for (const [ran] of runs) {
      expect(ran!.end.verdict).toBe('global');
      expect(ran!.at('trainAccuracy')).toBe(1);
      expect(ran!.at('testAccuracy')).toBeLessThan(1);
    }
    expect(Math.max(...tests) - Math.min(...tests)).toBeLessThan(1e-12);
  });
});

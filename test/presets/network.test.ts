import { describe, expect, test } from 'vitest';
import { mean, runAll, type Ran } from './shipped.ts';

const end = ({ end: { ends } }: Ran, key: string): number => ends?.[key] ?? Number.NaN;
const means = (runs: readonly (readonly Ran[])[], of: (ran: Ran) => number) =>
  runs.map(variant => mean(variant.map(of)));

describe('what the presets of networks say', () => {
  test('alignment rises as α falls in every run, the loss falls from 1 to 0.1', async () => {
    const runs = await runAll('network-small-init');
    for (const seed of [0, 1, 2]) {
      const cosines = runs.map(variant => end(variant[seed]!, 'peakCosine'));
      expect([...cosines].sort((a, b) => a - b)).toEqual(cosines);
      expect(runs[1]![seed]!.at('loss')).toBeLessThan(runs[0]![seed]!.at('loss'));
      expect(runs[1]![seed]!.at('testAccuracy')).toBeGreaterThan(runs[0]![seed]!.at('testAccuracy'));
    }
    const [one, tenth, , thousandth] = means(runs, ran => end(ran, 'peakCosine'));
    expect(one).toBeLessThan(0.4);
    expect(tenth).toBeGreaterThan(0.6);
    expect(thousandth).toBeGreaterThan(0.99);
    // the gradient turns, and the adapter with it
    for (const ran of runs[3]!) expect(1 - ran.at('alignmentIn.1')).toBeLessThan(0.8);
    // the outputs align whatever α is
    for (const ran of runs.flat()) expect(end(ran, 'peakOutputCosine')).toBeGreaterThan(0.95);
  });

  test('in negative every small start ends at guessing, perfectly aligned', async () => {
    const [large, ...small] = await runAll('network-invert', 'seeds=2');
    for (const ran of small.flat()) {
      expect(Math.abs(ran.at('loss') - Math.LN10)).toBeLessThan(0.02);
      expect(ran.at('testAccuracy')).toBeLessThan(0.15);
      expect(end(ran, 'peakCosine')).toBeGreaterThan(0.9);
    }
    for (const ran of large!) expect(ran.at('loss')).toBeLessThan(2);
  });

  test('under Adam neither alignment nor loss depends on α below 0.1', async () => {
    const runs = await runAll('network-adam', 'seeds=2');
    const cosines = means(runs.slice(1), ran => end(ran, 'peakCosine'));
    expect(Math.max(...cosines) - Math.min(...cosines)).toBeLessThan(0.1);
    const losses = means(runs.slice(1), ran => Math.log10(ran.at('loss')));
    expect(Math.max(...losses) - Math.min(...losses)).toBeLessThan(0.3);
    for (const ran of runs.flat()) expect(ran.at('loss')).toBeLessThan(0.05);
  });

  test('in deeper networks too', async () => {
    const runs = await runAll('network-depth', 'seeds=1');
    for (const from of [0, 3, 6]) {
      const [one, tenth, hundredth] = runs.slice(from, from + 3).map(([ran]) => ran!);
      expect(end(tenth!, 'peakCosine')).toBeGreaterThan(end(one!, 'peakCosine'));
      expect(end(hundredth!, 'peakCosine')).toBeGreaterThan(end(tenth!, 'peakCosine'));
      expect(tenth!.at('loss')).toBeLessThan(one!.at('loss'));
    }
  });

  test('single precision is as good, down to 1e-12', async () => {
    const runs = await runAll('network-float32', 'seeds=1');
    const [double, single] = [runs.slice(0, 4), runs.slice(4)];
    double.forEach(([ran], i) => {
      const other = single[i]![0]!;
      expect(ran!.entry.resolved.adapter).toEqual(other.entry.resolved.adapter);
      expect(Math.abs(end(ran!, 'peakCosine') - end(other, 'peakCosine'))).toBeLessThan(0.01);
      expect(Math.abs(Math.log10(ran!.at('loss') / other.at('loss')))).toBeLessThan(0.2);
      // the fall begins at the same step, later for a smaller start
      const fallen = (r: Ran) => r.timeOf('normBA.1', 1);
      expect(fallen(other) / fallen(ran!)).toBeCloseTo(1, 1);
      if (i > 0) expect(fallen(ran!)).toBeGreaterThan(fallen(double[i - 1]![0]!));
    });
  });

  test('a spectral start along the gradient is aligned and no better, full fine-tuning is', async () => {
    const runs = await runAll('network-spectral', 'seeds=1');
    const [gaussian, gradient, change, , , full] = runs.map(([ran]) => ran!);
    expect(gradient!.at('alignmentIn.1', 0)).toBeLessThan(1e-10);
    expect(gradient!.at('loss')).toBeGreaterThan(gaussian!.at('loss'));
    expect(change!.at('loss')).toBeLessThan(gaussian!.at('loss'));
    expect(full!.at('loss')).toBeLessThan(1e-4);
    expect(full!.at('testAccuracy')).toBeGreaterThan(0.9);
  });
});

describe('what the presets of classifier heads say', () => {
  test('the loss rises with α above 0.2 and is flat below 0.1', async () => {
    const runs = await runAll('head-only', 'seeds=2');
    for (const seed of [0, 1]) {
      const above = runs.slice(0, 5).map(variant => variant[seed]!.at('loss'));
      expect([...above].sort((a, b) => b - a)).toEqual(above);
    }
    const [tenth, ...smaller] = means(runs.slice(5), ran => ran.at('loss'));
    for (const loss of smaller) {
      expect(loss).toBeGreaterThan(tenth!);
      expect(loss / tenth!).toBeLessThan(1.05);
    }
  });

  test('the head aligns before it grows, and then no further', async () => {
    const [runs] = await runAll('head-sgd');
    for (const ran of runs!) {
      const distance = (step: number) => ran.at('subspaceAlignment.1', step);
      const turn = distance(0) - distance(100);
      // the last sample at which the change has less than a thirtieth of the norm that it ends at
      const small = 5 * Math.floor(ran.timeOf('normBA.1', ran.at('normBA.1') / 30) / 5);
      expect((distance(0) - distance(small)) / turn).toBeGreaterThan(0.6);
      expect(ran.at('normBA.1', 100) / ran.at('normBA.1')).toBeGreaterThan(0.8);
      expect(ran.at('subspaceAlignment.1')).toBeGreaterThan(distance(100));
    }
  });
});

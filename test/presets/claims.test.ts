import { describe, expect, test } from 'vitest';
import { figureOf, paperValues } from '../../src/experiment/reproduces.ts';
import { mean, meanLog, runAll, type Ran } from './shipped.ts';

/** log₁₀ of the final loss of a variant, mean over its seeds. */
const ends = (runs: readonly (readonly Ran[])[]): number[] => runs.map(variant => meanLog(variant));

const scalesOf = (values: readonly number[]): string => `sweep.adapter.initScale=${JSON.stringify(values)}`;

describe('what the presets on plateau and scale say', () => {
  test('first experiment: a tenfold smaller α ends four decades lower', async () => {
    const [large, middle, small] = ends(await runAll('first-experiment', 'seeds=1'));
    expect(large! - middle!).toBeGreaterThan(3.5);
    expect(middle! - small!).toBeGreaterThan(3.5);
  });

  test('the error floor: α⁴ at one time, and no floor at a later one', async () => {
    const runs = await runAll('error-floor', 'seeds=3');
    const early = runs.map(variant => meanLog(variant, 'loss', 15));
    const late = ends(runs);
    // Proportional to α would be one decade a decade.
    for (const i of [1, 2]) expect(early[i]! - early[i + 1]!).toBeCloseTo(4, 0);
    expect(early[0]! - late[0]!).toBeGreaterThan(6);
    expect(early[1]! - late[1]!).toBeGreaterThan(1);
    expect(late[0]!).toBeLessThan(late[1]!);
  });

  test('the long decay: no plateau is the end', async () => {
    const [large, middle] = await runAll('slow-decay', scalesOf([0.1, 0.05]), 'seeds=1');
    const along = (ran: Ran): number[] => [2, 160, 1.4e3, 1.3e4, 1e5].map(t => Math.log10(ran.at('loss', t)));
    for (const losses of [along(large![0]!), along(middle![0]!)])
      losses.slice(1).forEach((loss, i) => expect(losses[i]! - loss).toBeGreaterThan(1));
    expect(along(large![0]!).at(-1)).toBeLessThan(-20);
    // theory.md's example: 2e-6 at t = 2, 7e-12 at 1.3e4; another draw shifts it by some tenths.
    expect(Math.abs(along(middle![0]!)[0]! - Math.log10(2e-6))).toBeLessThan(0.5);
    expect(Math.abs(along(middle![0]!)[3]! - Math.log10(7e-12))).toBeLessThan(0.5);
  });

  test('the exponents of the plateau, for α → 0 and in the preset itself', async () => {
    const deltas = [0.05, 0.25, 0.5];
    const exponent = (factor: number, delta: number): number =>
      factor === 0 ? 8 - 4 * delta : 6 - 2 * delta;
    const limit = await runAll(
      'plateau-exponent',
      scalesOf([1e-7, 1e-9]),
      'dynamics.tolerance=1e-9',
      'seeds=2',
    );
    const shown = await runAll('plateau-exponent', 'seeds=2');
    deltas.forEach((delta, i) => {
      for (const factor of [0, 1]) {
        const [larger, smaller] = limit.slice(4 * i + 2 * factor);
        const bulk = (meanLog(larger!, 'noiseBulk') - meanLog(smaller!, 'noiseBulk')) / 2;
        expect(Math.abs(bulk - exponent(factor, delta) / 2), `${delta} ${factor}`).toBeLessThan(0.03);
        // The loss itself where both plateaus lie above the rounding of the flow.
        const [first, second] = shown.slice(6 * i + 3 * factor);
        if (meanLog(second!) < -27) continue;
        const loss = meanLog(first!) - meanLog(second!);
        expect(Math.abs(loss - exponent(factor, delta)), `${delta} ${factor}`).toBeLessThan(0.1);
      }
    });
  });

  test('near δ_w = 1 the exponent is 4 for either factor', async () => {
    const near = 'sweep.problem.pretrained.imbalance=[1.05]';
    const [A3, A4, , B3, B4] = await runAll('plateau-exponent', near, 'seeds=2');
    expect(Math.abs(meanLog(A3!) - meanLog(A4!) - 4)).toBeLessThan(0.2);
    expect(Math.abs(meanLog(B3!) - meanLog(B4!) - 4)).toBeLessThan(0.2);
  });

  test('the hump: both ends of the scale are lower, by the measured values', async () => {
    const scales = [1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
    const found = ends(await runAll('hump', scalesOf(scales), 'seeds=16'));
    const measured = [-13.8, -7, -6.4, -7.3, -8.7, -10.6, -12.5];
    // At α = 1 single draws lie between −8 and −18: the mean of few says little.
    found
      .slice(1)
      .forEach((loss, i) =>
        expect(Math.abs(loss - measured[i + 1]!), `α = ${scales[i + 1]!}`).toBeLessThan(0.3),
      );
    expect(Math.max(...found)).toBe(found[2]);
    expect(found[2]! - found[0]!).toBeGreaterThan(2);
  });

  test('δ_w = 1 stalls nothing: escape and plateau are those of its neighbours', async () => {
    const runs = await runAll('delta-w-one', 'seeds=4');
    const escape = (variant: readonly Ran[]): number => mean(variant.map(({ events }) => events['escape']!));
    for (const scale of [0, 1]) {
      const [one, near] = [runs[4 + scale]!, runs[2 + scale]!];
      expect(Math.abs(meanLog(one) - meanLog(near))).toBeLessThan(0.3);
      // λ differs by the factor 1.05.
      expect(escape(one) / escape(near)).toBeGreaterThan(0.98);
      expect(escape(one) / escape(near)).toBeLessThan(1.05);
    }
    expect(Math.abs(meanLog(runs[4]!) - meanLog(runs[5]!) - 4)).toBeLessThan(0.1);
    expect(Math.abs(meanLog(runs[5]!) - -15)).toBeLessThan(0.5);
  });
});

describe('what the presets on rank and directions say', () => {
  const pairs = (k: number): string =>
    JSON.stringify([5, 4, 3, 2.5, 2].slice(0, k).map((strength, i) => ({ pair: i + 1, strength })));

  test.each([
    [1, 2, 1e-22],
    [1, 3, 4.5],
    [2, 4, 1e-22],
    [2, 5, 2],
    [3, 5, 1e-13],
  ])('rank %i reaches 2r of %i directions', async (r, k, loss) => {
    const settings = [`problem.target.pairs=${pairs(k)}`, `sweep.adapter.rank=[${r}]`, 'seeds=1'];
    const found = (await runAll('rank-limit', ...settings))[0]![0]!.at('loss');
    if (loss < 1) expect(found).toBeLessThan(loss);
    else expect(found).toBeCloseTo(loss, 6);
  });

  test('a larger rank aligns earlier and ends where the smaller do', async () => {
    const runs = await runAll('rank-phase', 'seeds=20');
    const escapes = runs.map(variant => mean(variant.map(({ events }) => events['escape']!)));
    escapes.slice(1).forEach((time, i) => expect(time).toBeLessThan(escapes[i]!));
    // (1/2λ)(E ln χ²₈ − E ln χ²₁), with λ = 5·1.05·√σ₁₀.
    const lambda = 5 * 1.05 * Math.sqrt(0.0912);
    expect(escapes[0]! - escapes[3]!).toBeCloseTo((1.949 + 1.27) / (2 * lambda), 0);
    const losses = ends(runs);
    expect(Math.max(...losses) - Math.min(...losses)).toBeLessThan(0.5);
  });
});

describe('what the presets on initialisations say', () => {
  test('spectral: no plateau', async () => {
    const [gaussian, spectral] = ends(await runAll('spectral', 'seeds=1'));
    expect(gaussian!).toBeGreaterThan(-20);
    expect(spectral!).toBeLessThan(-26);
  });

  test('only starts that ask the target, or are lucky, leave no plateau', async () => {
    const runs = await runAll('initialisations', 'seeds=1');
    const loss = Object.fromEntries(
      runs.map(([ran]) => [JSON.stringify(ran!.entry.label['adapter.init']), ran!.at('loss')]),
    );
    const below = Object.keys(loss).filter(init => loss[init]! < 1e-26);
    expect(below.sort()).toEqual(['"loraGa"', '"loraOne"', '"pissa"', '"spectral"']);
    for (const init of ['"milora"', '"mica"']) expect(loss[init]).toBeCloseTo(12.5, 10);
  });

  test('starts that see the weights alone are stuck where the target lies elsewhere', async () => {
    const runs = await runAll('stuck-start', 'seeds=1');
    const found = runs.map(([ran]) => ran!);
    const [pissaTop, miloraTop, micaTop, randomTop, pissaBottom, miloraBottom, micaBottom, randomBottom] =
      found;
    for (const stuck of [miloraTop!, micaTop!, pissaBottom!])
      for (const t of [0, 1, 10, 20]) expect(stuck.at('loss', t)).toBeCloseTo(1, 12);
    for (const free of [pissaTop!, miloraBottom!, micaBottom!, randomTop!, randomBottom!])
      expect(free.at('loss')).toBeLessThan(1e-10);
  });

  test('the published figure is that of B, not of A', async () => {
    const runs = await runAll('random-factor');
    const row = figureOf('figure-3-row-2')!;
    row.scales.forEach(({ paper }, i) => {
      const [A, B] = [runs[2 * i]!, runs[2 * i + 1]!];
      expect(Math.abs(meanLog(B) - paper.loss)).toBeLessThan(1);
      expect(Math.abs(meanLog(B, 'alignment') - paper.alignment)).toBeLessThan(0.15);
      expect(paper.loss - meanLog(A)).toBeGreaterThan(5);
      expect(paper.alignment - meanLog(A, 'alignment')).toBeGreaterThan(5);
    });
  });

  test('figure 1: within the width of the bands of the paper from the first seed on', async () => {
    for (const [ran] of await runAll('figure-1', 'seeds=1')) {
      const paper = paperValues(figureOf('figure-1'), ran!.entry.resolved)!;
      const loss = Math.log10(ran!.at('loss'));
      if (paper.alignment === undefined) expect(loss).toBeLessThan(-26);
      else {
        expect(Math.abs(loss - paper.loss!)).toBeLessThan(2);
        expect(Math.abs(Math.log10(ran!.at('alignment')) - paper.alignment)).toBeLessThan(0.5);
      }
    }
  });
});

describe('what the presets on optimisers and precision say', () => {
  test('precision: single precision ends decades above double', async () => {
    const [double, single] = ends(await runAll('precision', 'seeds=1'));
    expect(single! - double!).toBeGreaterThan(3);
  });

  test('momentum lies on gradient descent, and Adam has no alignment phase', async () => {
    const runs = await runAll('optimisers', 'seeds=2');
    const [gd1, gd2, momentum1, momentum2, adam1, adam2] = runs;
    for (const [momentum, gd] of [
      [momentum1!, gd1!],
      [momentum2!, gd2!],
    ] as const) {
      expect(Math.abs(meanLog(momentum) - meanLog(gd))).toBeLessThan(0.1);
      for (const variant of [momentum, gd]) expect(meanLog(variant, 'alignment')).toBeLessThan(-3);
    }
    for (const ran of [...adam1!, ...adam2!]) {
      expect(ran.at('alignment')).toBeGreaterThan(0.13);
      expect(ran.at('alignment')).toBeLessThan(0.33);
      expect(ran.at('loss')).toBeLessThan(1e-5);
    }
  });

  test('gradient noise: a floor of ησ², whatever α', async () => {
    const [strong1, strong2, weak1, weak2, none1, none2] = ends(await runAll('gradient-noise', 'seeds=2'));
    for (const loss of [strong1!, strong2!]) expect(Math.abs(loss - -4)).toBeLessThan(0.6);
    for (const loss of [weak1!, weak2!]) expect(Math.abs(loss - -6)).toBeLessThan(0.6);
    expect(none1! - none2!).toBeGreaterThan(7);
    expect(none1!).toBeLessThan(-7.5);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseText } from '../../src/experiment/parse.ts';
import { FIGURES } from '../../src/experiment/paper/figures.ts';
import {
  curveOf,
  figureOf,
  paperValues,
  verdict,
  type FinalStatistics,
} from '../../src/experiment/reproduces.ts';
import { resolve, type Resolution } from '../../src/experiment/resolve.ts';

function preset(name: string, change: (text: string) => string = text => text): Resolution['variants'] {
  const text = readFileSync(new URL(`../../media/presets/${name}.lora.json`, import.meta.url), 'utf8');
  return resolve(parseText(change(text)).document.value).variants;
}

const figure = figureOf('figure-1')!;
const statistics = (loss: number, alignment: number, seeds = 30): FinalStatistics => ({
  seeds,
  loss: { mean: loss, sd: 0.5 },
  alignment: { mean: alignment, sd: 0.1 },
});

/** The reference itself as the result of every curve, each value moved by `shift`. */
function asReference(name: string, shift = 0, seeds = 30) {
  return preset(name).map(({ resolved }) => {
    const curve = curveOf(figure, resolved)!;
    const { scale, init } = curve;
    return init === 'gaussian'
      ? { resolved, final: statistics(scale.B.loss[0] + shift, scale.B.alignment[0] + shift, seeds) }
      : { resolved, final: statistics(scale.spectral[0] + shift, -14, seeds) };
  });
}

describe('the figures are those of the reference data', () => {
  const reference = JSON.parse(
    readFileSync(new URL('../reference/fig_targets.json', import.meta.url), 'utf8'),
  ) as {
    configs: Record<
      string,
      {
        c: number;
        direction: string;
        paper_read_off: {
          steps: number;
          log10L_end: number[];
          log10_align_end: number[];
          spectral_log10L_end: number[];
          normZ1_end_alpha1e5: number;
        };
        series: Record<string, number[][]>;
      }
    >;
  };

  test.each(FIGURES.map(row => [row.id, row] as const))('%s', (_, row) => {
    const config = Object.values(reference.configs).find(
      ({ c, direction }) => c === row.imbalance && row.pair.startsWith(direction),
    )!;
    const read = config.paper_read_off;
    expect(row.steps).toBe(read.steps);
    const smallest = config.series['B 1e-05']!.filter(([step]) => step! <= row.steps).at(-1)!;
    expect(row.norm).toEqual({ paper: read.normZ1_end_alpha1e5, reference: smallest.slice(5, 7) });
    row.scales.forEach((scale, i) => {
      expect(scale.paper).toEqual({
        loss: read.log10L_end[i],
        alignment: read.log10_align_end[i],
        spectral: read.spectral_log10L_end[i],
      });
      const last = (start: string) => {
        const rows = config.series[`${start} ${['0.001', '0.0001', '1e-05'][i]!}`]!;
        return rows.filter(([step]) => step! <= row.steps).at(-1)!;
      };
      expect(scale.B).toEqual({ loss: last('B').slice(1, 3), alignment: last('B').slice(3, 5) });
      expect(scale.A).toEqual({ loss: last('A').slice(1, 3), alignment: last('A').slice(3, 5) });
      expect(scale.spectral).toEqual(last('S').slice(1, 3));
    });
  });
});

describe('the verdict', () => {
  test('the reference itself passes all nine comparisons by gradient descent', () => {
    const result = verdict(figure, asReference('figure-1-gd'));
    expect(result).toMatchObject({ passed: 9, failed: 0, complete: true });
    expect(result.rows.map(row => row.tolerance)).toEqual([0.4, 0.15, 1, 1, 0.15, 1, 1, 0.15, 1]);
  });

  test('values off by half a decade fail where the band is narrower', () => {
    const { rows } = verdict(figure, asReference('figure-1-gd', 0.5));
    expect(rows.map(row => row.passed)).toEqual([false, false, true, true, false, true, true, false, true]);
  });

  test('flows must reach 10⁻²⁶ from a spectral start, and may go below', () => {
    const at = (loss: number) =>
      verdict(
        figure,
        preset('figure-1').map(({ resolved }) => ({ resolved, final: statistics(loss, -5) })),
      ).rows.filter(row => row.atMost !== null);
    expect(at(-25.9).map(row => row.passed)).toEqual([false, false, false]);
    expect(at(-31).map(row => row.passed)).toEqual([true, true, true]);
  });

  test('where gradient descent stagnates, a flow may only end lower', () => {
    const row = figureOf('figure-4-row-3')!;
    const flows = preset('figure-1', text =>
      text.replace('"top"', '"bottom"').replace('1.05 }', '10 }').replace('"until": 5', '"until": 3'),
    );
    const at = (loss: number) =>
      verdict(
        row,
        flows.map(({ resolved }) => ({ resolved, final: statistics(loss, -5) })),
      )
        .rows.filter(({ quantity, paper }) => quantity === 'loss' && paper === -25.4)
        .map(({ passed }) => passed);
    expect(at(-28)).toEqual([true]);
    expect(at(-24.5)).toEqual([false]);
  });

  test('too few seeds are not judged, nor is what has not run', () => {
    expect(verdict(figure, asReference('figure-1', 0, 9))).toMatchObject({
      passed: 0,
      failed: 0,
      complete: false,
    });
    const waiting = preset('figure-1').map(({ resolved }) => ({ resolved, final: null }));
    expect(verdict(figure, waiting).rows.every(row => row.passed === null && row.simulated === null)).toBe(
      true,
    );
  });

  test.each([
    ['another scale', (text: string) => text.replace('1e-3, 1e-4, 1e-5', '2e-3')],
    ['another c', (text: string) => text.replace('1.05 }', '1.1 }')],
    ['A random', (text: string) => text.replace('"B"', '"A"').replace(', "spectral"', '')],
    ['another rank', (text: string) => text.replace('"rank": 4', '"rank": 5')],
    ['another horizon', (text: string) => text.replace('"until": 5', '"until": 6')],
    ['an own Y_pre', (text: string) => text.replace('"matrix": "paper", ', '')],
    ['another pair', (text: string) => text.replace('"top"', '"bottom"')],
  ])('%s is not compared', (_, change) => {
    const changed = preset('figure-1', change);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every(({ resolved }) => curveOf(figure, resolved) === null)).toBe(true);
    expect(changed.every(({ resolved }) => paperValues(figure, resolved) === null)).toBe(true);
  });

  test('momentum, noise or single precision make another gradient descent', () => {
    for (const extra of [
      '"momentum": 0.9',
      '"precision": "float32"',
      '"gradientNoise": 0.1',
      '"weightDecay": 1',
    ]) {
      const changed = preset('figure-1-gd', text =>
        text.replace('"steps": 50000', `"steps": 50000, ${extra}`),
      );
      expect(changed.length, extra).toBe(6);
      expect(
        changed.some(({ resolved }) => curveOf(figure, resolved) !== null),
        extra,
      ).toBe(false);
    }
  });

  test('values of the paper for marking in a plot', () => {
    const values = preset('figure-1').map(({ resolved }) => paperValues(figure, resolved));
    expect(values[0]).toEqual({ loss: -12.6, alignment: -4.75 });
    expect(values[1]).toEqual({ loss: -26 });
  });
});

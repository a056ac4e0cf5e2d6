import { describe, expect, it } from 'vitest';
import { parseOverride } from '../../../src/experiment/override.ts';
import { FIGURES } from '../../../src/experiment/paper/figures.ts';
import { curveOf } from '../../../src/experiment/reproduces.ts';
import { commandOf, figuresNamed, rowJobs } from '../../../src/runs/paper/rowJobs.ts';
import { load } from '../../presets/shipped.ts';

const jobs = rowJobs({ figures: FIGURES, gd: true, seeds: 2 });

describe('the batches of the reproduction', () => {
  it('are the six rows by both methods from both factors', () => {
    expect(jobs.length).toBe(24);
    expect(rowJobs({ figures: FIGURES, gd: false, seeds: 2 }).length).toBe(12);
  });

  it('know the figures by number, row and id', () => {
    expect(figuresNamed('1')?.map(({ id }) => id)).toEqual(['figure-1']);
    expect(figuresNamed('3')?.map(({ id }) => id)).toEqual(['figure-1', 'figure-3-row-2', 'figure-3-row-3']);
    expect(figuresNamed('4')?.length).toBe(3);
    expect(figuresNamed('4-row-2')?.map(({ id }) => id)).toEqual(['figure-4-row-2']);
    expect(figuresNamed('figure-4-row-2')?.length).toBe(1);
    for (const name of ['2', '', '4-row-9', 'figure']) expect(figuresNamed(name)).toBeUndefined();
  });

  it.each(jobs.map(job => [commandOf(job), job] as const))(
    '%s',
    async (command, { figure, factor, method }) => {
      const [, name = '', options = ''] =
        /^lora-dynamics run (\S+)\.lora\.json --seeds 2(.*)$/.exec(command) ?? [];
      const settings = [...options.matchAll(/--set '?([^' ]+)'?/g)].map(([, setting = '']) => setting);
      for (const setting of settings) expect(parseOverride(setting)).toBeDefined();
      const { variants, seeds } = await load(name, 'seeds=2', ...settings);
      expect(seeds).toEqual([0, 1]);
      if (factor === 'B') {
        const curves = variants.map(({ resolved }) => curveOf(figure, resolved));
        expect(curves.length).toBe(6);
        expect(curves.every(curve => curve?.discrete === (method === 'gd'))).toBe(true);
      } else {
        expect(variants.length).toBe(3);
        for (const [i, { resolved }] of variants.entries())
          expect(resolved.adapter).toMatchObject({
            initScale: figure.scales[i]!.alpha,
            init: { kind: 'gaussian', randomFactor: 'A' },
          });
      }
    },
  );
});

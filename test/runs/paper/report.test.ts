import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { darkColours } from '../../../src/charts/figureColours.ts';
import { FIGURES } from '../../../src/experiment/paper/figures.ts';
import { planRun } from '../../../src/experiment/plan.ts';
import { isResolvedVariant } from '../../../src/experiment/resolvedVariant.ts';
import { compareFigure, meanDistance, tally } from '../../../src/runs/paper/comparison.ts';
import { htmlReport } from '../../../src/runs/paper/htmlReport.ts';
import { markdownReport } from '../../../src/runs/paper/markdownReport.ts';
import type { ReportPage } from '../../../src/runs/paper/reportBlocks.ts';
import { finalNorm } from '../../../src/runs/paper/normTable.ts';
import { reproductionReport, stagnationLevel } from '../../../src/runs/paper/report.ts';
import { Reproduction, type RanRow, type ReproductionPorts } from '../../../src/runs/paper/reproduction.ts';
import type { Selection } from '../../../src/runs/paper/rowJobs.ts';
import type { JobMessage, RunPool } from '../../../src/runs/runPool.ts';

const svg =
  '<svg width="10" height="10"><clipPath id="clip0"/><g clip-path="url(#clip0)"><path stroke="#126CD9"/></g></svg>';

/** Computes every run in this thread, one after another. */
const here: RunPool = {
  size: 1,
  run(jobs, files, hear: (message: JobMessage) => void) {
    for (const { index, variant, seed } of jobs) {
      const planned = isResolvedVariant(variant) ? planRun(variant, seed, files) : undefined;
      if (planned?.ok !== true) throw new Error('no plan');
      const { columns } = planned.value;
      hear({ type: 'started', index, columns, kernel: 'wasm' });
      const rows: number[] = [];
      const simulation = planned.value.start();
      let step = simulation.next();
      for (; step.done !== true; step = simulation.next())
        if (step.value.kind === 'sample') rows.push(...step.value.values);
      hear({ type: 'finished', index, seconds: 0.1, rows: Float64Array.from(rows), outcome: step.value });
    }
    return { done: Promise.resolve(), stop: () => Promise.resolve(), cancel: () => undefined };
  },
};

function ports(pool: RunPool): ReproductionPorts {
  return {
    pool,
    preset: id =>
      Promise.resolve(
        readFileSync(new URL(`../../../media/presets/${id}.lora.json`, import.meta.url), 'utf8'),
      ),
    draw: () => Promise.resolve(svg),
    onProgress: () => undefined,
    onRow: () => undefined,
  };
}

const row = FIGURES.find(({ id }) => id === 'figure-4-row-1')!;
const selection: Selection = { figures: [row], gd: false, seeds: 10 };
let rows: readonly RanRow[] = [];
let page: ReportPage = { title: '', blocks: [] };
beforeAll(async () => {
  rows = (await new Reproduction(selection, ports(here)).run()) ?? [];
  page = reproductionReport(selection, rows, { date: '2026-11-24T12:00:00Z', workers: 2 });
});

describe('a row of the paper, computed again', () => {
  it('lies within its bands with B random', () => {
    const { B } = compareFigure(row, rows);
    expect(tally(B, 'flow')).toEqual({ within: 9, outside: 0, open: 0 });
    for (const { found } of B) expect(found.gd).toBeUndefined();
  });

  it('is compared for A, too, and judged for B alone', () => {
    const { A, B } = compareFigure(row, rows);
    expect(A.map(({ reference }) => reference)).toEqual(
      row.scales.flatMap(({ A: a }) => [a.loss[0], a.alignment[0]]),
    );
    for (const { found } of A) {
      expect(found.flow?.value?.mean).toBeLessThan(0);
      expect(found.flow?.passed).toBeNull();
    }
    expect(meanDistance(B, 'flow')).toBeLessThan(0.3);
    expect(meanDistance(B, 'gd')).toBeNull();
  });

  it('predicts where steps stagnate: within a factor of two of where they did', () => {
    for (const { spectral } of row.scales)
      expect(Math.abs(stagnationLevel(rows[0]!) - spectral[0])).toBeLessThan(0.3);
  });

  it('ends with the norm of the right panel, whichever factor is random', () => {
    for (const ran of rows) {
      const { mean, sd } = finalNorm(ran)!;
      // ten draws beside thirty: the mean within four standard errors, and by no more than the plot can be read
      expect(Math.abs(mean - row.norm.reference[0])).toBeLessThan((4 * sd) / Math.sqrt(10));
      expect(Math.abs(mean - row.norm.paper)).toBeLessThan(0.2);
    }
    const words = (ran: RanRow) => {
      const { mean, sd } = finalNorm(ran)!;
      return `${mean.toFixed(3)} ± ${sd.toFixed(3)}`;
    };
    const norms = page.blocks.find(block => block.kind === 'table' && block.caption.startsWith('‖Z₁‖'));
    if (norms?.kind !== 'table') throw new Error('no table of norms');
    expect(norms.rows).toEqual([
      [
        'Figure 4, row 1',
        '2.10',
        '2.113 ± 0.082',
        ...['B', 'A'].map(factor => words(rows.find(({ job }) => job.factor === factor)!)),
      ],
    ]);
  });

  it('is not judged by few seeds, and says so', async () => {
    const few: Selection = { ...selection, seeds: 2 };
    const found = (await new Reproduction(few, ports(here)).run()) ?? [];
    expect(tally(compareFigure(row, found).B, 'flow').open).toBe(9);
    const { blocks } = reproductionReport(few, found, { date: '', workers: 1 });
    expect(blocks.find(({ kind }) => kind === 'verdict')).toMatchObject({ state: 'open' });
  });

  it('comes to nothing when it is stopped', async () => {
    const reproduction = new Reproduction(selection, ports(here));
    await reproduction.stop();
    expect(await reproduction.run()).toBeNull();
  });

  it('says which experiment is broken', async () => {
    const broken = { ...ports(here), preset: () => Promise.resolve('{ "problem": "none" }') };
    await expect(new Reproduction(selection, broken).run()).rejects.toThrow(/^figure-4-row-1\.lora\.json: /);
  });
});

describe('the report', () => {
  it('says what it must: factor, machine precision, plateau, hump, how to repeat it', () => {
    const text = markdownReport(page);
    expect(text).toContain('Its figures correspond to the opposite: B random, A = 0.');
    expect(text).toContain('is the stagnation of gradient descent');
    expect(text).toContain('A plateau is not an error floor.');
    expect(text).toContain('has a hump');
    expect(text).toContain('lora-dynamics reproduce --figure 4-row-1 --seeds 10\n');
    expect(text).toContain('lora-dynamics run figure-4-row-1.lora.json --seeds 10\n');
    for (const { configHash } of rows) expect(text).toContain(configHash.slice(0, 16));
    expect(text).toContain(`LoRA Dynamics ${rows[0]!.engine}, kernel wasm: 90 runs`);
    expect(text).toContain('9 of 9');
  });

  it('has every value of the row beside the paper and the reference', () => {
    const tables = page.blocks.flatMap(block => (block.kind === 'table' ? [block] : []));
    const [, , published, ofTheText] = tables;
    expect(published?.rows.length).toBe(9);
    expect(ofTheText?.rows.length).toBe(6);
    expect(published?.rows[0]?.slice(0, 4)).toEqual(['loss', '10⁻³', '−11.10', '−11.05']);
    for (const table of tables) for (const cells of table.rows) expect(cells.length).toBe(table.head.length);
  });

  it('is one HTML page without scripts or anything remote, its figures inside', () => {
    const html = htmlReport(page, darkColours());
    expect(html.match(/<svg/g)?.length).toBe(1);
    expect(html).not.toMatch(/<script|<link|<img|@import|https?:\/\/(?!vega)/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('id="figure-4-row-1-flow-clip0"');
    expect(html).toContain('url(#figure-4-row-1-flow-clip0)');
    expect(html).toContain('@media (prefers-color-scheme: dark)');
    expect(html).toContain('svg [stroke="#126CD9" i] { stroke: #4C91F5; }');
  });

  it('follows a scheme that is known', () => {
    expect(htmlReport(page, darkColours(), 'light')).not.toContain('prefers-color-scheme');
    expect(htmlReport(page, darkColours(), 'dark')).toContain(':root { color-scheme: dark; }');
  });

  it('is Markdown whose figures are data', () => {
    const text = markdownReport(page);
    expect(text).toMatch(/^# Figures 1, 3 and 4/);
    const data = /^\[figure-4-row-1-flow\]: data:image\/svg\+xml;base64,(\S+)$/m.exec(text)?.[1] ?? '';
    expect(atob(data)).toBe(svg);
    expect(text).toContain('][figure-4-row-1-flow]');
  });

  it('escapes what could be taken for HTML', () => {
    const blocks = [{ kind: 'paragraph', text: 'a < b & `c>d`' }] as const;
    expect(htmlReport({ title: '"<>"', blocks }, [])).toContain(
      '<p>a &#60; b &#38; <code>c&#62;d</code></p>',
    );
  });
});

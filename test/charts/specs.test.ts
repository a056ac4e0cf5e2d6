import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compile } from 'vega-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { figureSpec } from '../../src/charts/figure.ts';
import { pageSpec } from '../../src/charts/page/pageSpec.ts';
import { sweepLook } from '../../src/charts/model/sweepModel.ts';
import { defaultViewState } from '../../src/charts/viewState.ts';
import { sweep } from '../webview/fixtures/sweep.ts';
import { finished, single, views } from '../webview/fixtures/views.ts';

describe('specs run where no code may be made of strings', () => {
  let drawn: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    const script = new URL('compileAll.ts', import.meta.url).pathname;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--disallow-code-generation-from-strings', script],
      { maxBuffer: 1e8 },
    );
    drawn = JSON.parse(stdout) as Record<string, string>;
  }, 120_000);

  test('every chart of every state is drawn', () => {
    expect(Object.keys(drawn)).toEqual(
      expect.arrayContaining(Object.keys(views).map(name => `figure ${name}`)),
    );
    expect(Object.keys(drawn).length).toBeGreaterThan(24);
    for (const svg of Object.values(drawn)) expect(svg).not.toContain('NaN');
  });

  test('the figure of a finished batch: six curves of loss, three of alignment, phases and names', () => {
    const svg = drawn['figure finished']!;
    const marks = (name: string) => svg.split(`${name}_marks`).length - 1;
    expect(marks('loss_lines')).toBe(6);
    expect(marks('alignment_lines')).toBe(3);
    expect(marks('phases_lines')).toBe(2);
    expect(marks('phases_rightLines')).toBe(1);
    for (const word of ['Loss', 'Alignment', 'Phases', 'slow tail', '10⁻⁴ gaussian', 'time t', '10⁻²⁸'])
      expect(svg).toContain(word);
  });

  test('the figure of a sweep: a point for each value, the fit with its exponent, the prediction beside it', () => {
    const svg = drawn['sweep']!;
    const view = sweep(finished());
    const look = sweepLook(view, { ...defaultViewState, show: 'sweep' })!;
    expect(svg.match(/aria-roledescription="point"/g)).toHaveLength(look.chosen!.variants.length);
    expect(svg).toMatch(/fit: slope \d+\.\d\d ± \d/);
    expect(svg).toContain('prediction: ');
    expect(svg).toContain('fit range');
    expect(svg).toContain(`against ${look.sweep.axes[0]!.field}`);
    expect(svg).not.toContain('Phases');
    expect(svg).not.toContain('var(');
  });

  test('what has to be said of a fit stands in its figure, whole', () => {
    const view = sweep(finished());
    const text = `Made too early: ${'the slow tail is not over, '.repeat(6)}wait.`;
    const fits = view.sweep!.fits.map(fit => ({ ...fit, remark: { severity: 'warning', text } as const }));
    const state = { ...defaultViewState, show: 'sweep' } as const;
    const spec = JSON.stringify(figureSpec({ ...view, sweep: { ...view.sweep!, fits } }, 'print', state));
    const [, ...lines] = (JSON.parse(spec) as { vconcat: { title: { subtitle: string[] } }[] }).vconcat[0]!
      .title.subtitle;
    expect(lines.join(' ')).toBe(text);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('where the reader looks at singular values, they are the figure, with those of the target', () => {
    const svg = drawn['staircase']!;
    const marks = (name: string) => svg.split(`${name}_marks`).length - 1;
    expect([marks('staircase_lines'), marks('staircase_theory'), marks('loss_lines')]).toEqual([3, 3, 0]);
    for (const word of ['σ₃(F)', 'target 5, 3, 1.5', 'predicted T½']) expect(svg).toContain(word);
  });

  test('pages of a kind: bars with their counts, points by tone, reference lines with their kind, cells of a map', () => {
    const svg = drawn['page gap']!;
    for (const word of [
      'Gap to full fine-tuning',
      '● global minimum',
      'observed: rank(X*) = 2',
      '≤ 10⁻¹²',
      'initScale 0.01',
    ])
      expect(svg).toContain(word);
    // of eight variants two have two parts
    expect(rectsIn(svg, 'p01_')).toHaveLength(10);
    expect(drawn['page all']).toContain('global minimum');
    expect(rectsIn(drawn['live all heat']!, '')).toHaveLength(2);
    for (const [name, text] of Object.entries(drawn))
      if (name.startsWith('page ')) expect(text).not.toContain('var(');
  });

  test('a figure file stands alone: no variables, no references', () => {
    const svg = drawn['figure finished']!;
    expect(svg).not.toContain('var(');
    expect(svg).not.toMatch(/href|<script|<image/);
  });
});

describe('golden compiled specs', () => {
  test('the figure of one run', async () => {
    const { spec } = compile(figureSpec(single(), 'print'));
    const shape = JSON.stringify(
      spec,
      (key, value: unknown) => (key === 'values' && longList(value) ? '…' : value),
      1,
    );
    await expect(`${shape}\n`).toMatchFileSnapshot('golden/figure-single.txt');
  });

  test('live specs hold no data', () => {
    expect(JSON.stringify(pageSpec())).not.toMatch(/"values":\[\{"/);
    expect(JSON.stringify(figureSpec(finished(), 'print'))).toMatch(/"values":\[\{"/);
  });
});

function longList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 12;
}

/** The rectangles of a page's chart in an SVG. */
function rectsIn(svg: string, prefix: string): readonly string[] {
  const group = new RegExp(`${prefix}rects_marks.*?</g>`, 's').exec(svg)?.[0] ?? '';
  return group.match(/<path/g) ?? [];
}

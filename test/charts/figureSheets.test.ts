import { describe, expect, it } from 'vitest';
import { fileName } from '../../src/charts/fileName.ts';
import { figureSpec } from '../../src/charts/figure.ts';
import { FIGURE_SHEETS, sizedSvg, type FigureWidth } from '../../src/charts/figureSheets.ts';
import { renderSvg } from '../../src/cli/renderSvg.ts';
import { finished } from '../webview/fixtures/views.ts';

interface Spec {
  readonly background: string | null;
  readonly config: { readonly font: string };
  readonly vconcat: readonly { readonly hconcat?: readonly unknown[] }[];
}

const specOf = (width: FigureWidth): Spec =>
  JSON.parse(JSON.stringify(figureSpec(finished(), 'print', undefined, {}, width))) as Spec;

/** Widths of all curves in a specification. */
function lineWidths(spec: Spec): ReadonlySet<number> {
  const widths = [...JSON.stringify(spec).matchAll(/"dash":\[[^\]]*\],"width":([\d.]+)/g)];
  return new Set(widths.map(([, width]) => Number(width)));
}

describe('figures for a paper', () => {
  it('have no background, thin lines and the type of a paper; those for a page have not', () => {
    const page = specOf('page');
    expect(page.background).toBe('#FFFFFF');
    expect(page.config.font).toContain('Helvetica');
    for (const width of ['single', 'double'] as const) {
      const spec = specOf(width);
      expect(spec.background).toBeNull();
      expect(spec.config.font).toContain('Times');
      expect(Math.max(...lineWidths(spec))).toBeLessThan(Math.max(...lineWidths(page)) * 0.7);
    }
  });

  it('stand one under the other in a column, and side by side over two', () => {
    expect(specOf('single').vconcat.map(({ hconcat }) => hconcat?.length)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(specOf('double').vconcat.map(({ hconcat }) => hconcat?.length)).toEqual([undefined, 2]);
  });

  it.each(['single', 'double'] as const)(
    'a %s column is filled to the inch, nearly unscaled',
    async width => {
      const svg = await renderSvg(finished(), {}, width);
      const { inches } = FIGURE_SHEETS[width];
      expect(svg).toMatch(new RegExp(`^<svg [^>]*width="${inches}in" height="[\\d.]+in"`));
      const across = Number(/viewBox="0 0 ([\d.]+) /.exec(svg)?.[1]);
      expect(across / 96 / inches).toBeGreaterThan(0.95);
      expect(across / 96 / inches).toBeLessThan(1.05);
    },
  );

  it('keep their proportions', () => {
    const svg = '<svg class="marks" width="624" height="312" viewBox="0 0 624 312"><g/></svg>';
    expect(sizedSvg(svg, 'single')).toContain('width="3.25in" height="1.625in" viewBox="0 0 624 312"');
    expect(sizedSvg(svg, 'page')).toBe(svg);
  });
});

describe('names of files', () => {
  it('come from the title', () => {
    expect(fileName('Why? Größe α → 0', '.svg')).toBe('why-größe-α-0.svg');
    expect(fileName(' … ', '.vl.json')).toBe('figure.vl.json');
  });
});

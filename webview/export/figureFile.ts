import { Error as ErrorsOnly, View, parse } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile, type TopLevelSpec } from 'vega-lite';
import { figureSpec } from '../../src/charts/figure.ts';
import { FIGURE_SHEETS, sizedSvg, type FigureWidth } from '../../src/charts/figureSheets.ts';
import type { SeedLines } from '../../src/charts/model/chartInput.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';

/** A batch as the reader looks at it now, and how wide its figure is to be. */
export interface FigureOf {
  readonly view: PanelView;
  readonly look: ViewState;
  readonly seeds: SeedLines;
  readonly width: FigureWidth;
}

/** Dots an inch of the pixels in which figures are laid out. */
const LAYOUT_DPI = 96;

/** The figure as an SVG document. */
export async function figureSvg(figure: FigureOf): Promise<string> {
  return withFigure(figure, async drawn => sizedSvg(await drawn.toSVG(), figure.width));
}

/** The same as the bytes of a PNG with `dpi` dots an inch at the width of the figure. */
export async function figurePng(figure: FigureOf, dpi: number): Promise<Uint8Array> {
  return withFigure(figure, async drawn => {
    const canvas = await drawn.toCanvas(await scaleOf(drawn, figure.width, dpi));
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The picture is too large for this browser');
    return new Uint8Array(await blob.arrayBuffer());
  });
}

/** The figure as a Vega-Lite specification that holds its data. */
export function figureSource(figure: FigureOf): string {
  return `${JSON.stringify(specOf(figure))}\n`;
}

/** Dots for each pixel of the layout; in a paper the width is exact, whatever words stand at the sides. */
async function scaleOf(drawn: View, width: FigureWidth, dpi: number): Promise<number> {
  const { inPaper, inches } = FIGURE_SHEETS[width];
  if (!inPaper) return dpi / LAYOUT_DPI;
  const across = /^<svg [^>]*?width="([\d.]+)"/.exec(await drawn.toSVG())?.[1];
  return across === undefined ? dpi / LAYOUT_DPI : (inches * dpi) / Number(across);
}

async function withFigure<T>(figure: FigureOf, use: (figure: View) => Promise<T>): Promise<T> {
  const { spec } = compile(specOf(figure));
  const drawn = new View(parse(spec, undefined, { ast: true }), {
    renderer: 'none',
    expr: expressionInterpreter,
    logLevel: ErrorsOnly,
  });
  try {
    return await use(drawn);
  } finally {
    drawn.finalize();
  }
}

function specOf({ view, look, seeds, width }: FigureOf): TopLevelSpec {
  return figureSpec(view, 'print', { ...look, table: false }, seeds, width);
}

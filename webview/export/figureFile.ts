import { Error as ErrorsOnly, View, parse } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import { figureSpec } from '../../src/charts/figure.ts';
import type { SeedLines } from '../../src/charts/model/chartInput.ts';
import type { PanelView, ViewState } from '../../src/protocol/panel.ts';

/** Pixels of a PNG per pixel of the figure: 300 dots an inch at paper width. */
const PNG_SCALE = 300 / 96;

/** The figure at paper width as an SVG document, as the reader looks at it now. */
export async function figureSvg(view: PanelView, state: ViewState, seeds: SeedLines): Promise<string> {
  return withFigure(view, state, seeds, figure => figure.toSVG());
}

/** The same as the bytes of a PNG. */
export async function figurePng(view: PanelView, state: ViewState, seeds: SeedLines): Promise<Uint8Array> {
  return withFigure(view, state, seeds, async figure => {
    const canvas = await figure.toCanvas(PNG_SCALE);
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('The picture is too large for this browser');
    return new Uint8Array(await blob.arrayBuffer());
  });
}

async function withFigure<T>(
  view: PanelView,
  state: ViewState,
  seeds: SeedLines,
  use: (figure: View) => Promise<T>,
): Promise<T> {
  const { spec } = compile(figureSpec(view, 'print', { ...state, table: false }, seeds));
  const figure = new View(parse(spec, undefined, { ast: true }), {
    renderer: 'none',
    expr: expressionInterpreter,
    logLevel: ErrorsOnly,
  });
  try {
    return await use(figure);
  } finally {
    figure.finalize();
  }
}

/** A file name from a title: letters and digits of any script, hyphens between. */
export function fileName(title: string, kind: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${stem === '' ? 'figure' : stem}.${kind}`;
}

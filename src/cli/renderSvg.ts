import { Error as onlyErrors, parse, textMetrics, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import { figureSpec } from '../charts/figure.ts';
import { sizedSvg, type FigureWidth } from '../charts/figureSheets.ts';
import { defaultViewState } from '../charts/viewState.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { ViewState } from '../protocol/viewState.ts';
import { Canvas } from './raster/canvas.ts';
import { encodePng } from './raster/png.ts';
import { textWidth } from './textWidth.ts';

textMetrics.width = ({ fontSize = 11, font = '', limit = 0 }, text) => {
  const width = textWidth(typeof text === 'string' ? text : String(text), fontSize, font);
  return limit > 0 ? Math.min(limit, width) : width;
};

/**
 * The figure of a batch as SVG text, `look` being what is looked at. This module brings Vega with it, so it is imported
 * on demand only; it generates no code, as in the panel.
 */
export function renderSvg(
  panel: PanelView,
  look: Partial<ViewState> = {},
  width: FigureWidth = 'page',
): Promise<string> {
  return withFigure(panel, look, width, async view => `${sizedSvg(await view.toSVG(), width)}\n`);
}

/** The same as a PNG file of so many pixels for each of the figure's. */
export function renderPng(
  panel: PanelView,
  look: Partial<ViewState> = {},
  scale = 2,
): Promise<Uint8Array<ArrayBuffer>> {
  return withFigure(panel, look, 'page', async view => {
    const size = /width="([\d.]+)" height="([\d.]+)"/.exec(await view.toSVG());
    const [width, height] = [Number(size?.[1] ?? 0), Number(size?.[2] ?? 0)];
    const canvas = new Canvas(Math.ceil(width * scale), Math.ceil(height * scale));
    await view.toCanvas(scale, { externalContext: canvas });
    return encodePng(canvas);
  });
}

async function withFigure<T>(
  panel: PanelView,
  look: Partial<ViewState>,
  width: FigureWidth,
  use: (view: View) => Promise<T>,
): Promise<T> {
  const { spec } = compile(figureSpec(panel, 'print', { ...defaultViewState, ...look }, {}, width));
  const runtime = parse(spec, undefined, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: 'none', logLevel: onlyErrors });
  try {
    return await use(view);
  } finally {
    view.finalize();
  }
}

import { Error as onlyErrors, parse, textMetrics, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import { figureSpec } from '../charts/figure.ts';
import { sizedSvg, type FigureWidth } from '../charts/figureSheets.ts';
import { defaultViewState } from '../charts/viewState.ts';
import type { PanelView, ViewState } from '../protocol/panel.ts';
import { textWidth } from './textWidth.ts';

textMetrics.width = ({ fontSize = 11, font = '', limit = 0 }, text) => {
  const width = textWidth(typeof text === 'string' ? text : String(text), fontSize, font);
  return limit > 0 ? Math.min(limit, width) : width;
};

/**
 * The figure of a batch as SVG text, `look` being what is looked at. This module brings Vega with it, so it is imported on demand only; it
 * generates no code, as in the panel.
 */
export async function renderSvg(
  panel: PanelView,
  look: Partial<ViewState> = {},
  width: FigureWidth = 'page',
): Promise<string> {
  const { spec } = compile(figureSpec(panel, 'print', { ...defaultViewState, ...look }, {}, width));
  const runtime = parse(spec, undefined, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: 'none', logLevel: onlyErrors });
  try {
    return `${sizedSvg(await view.toSVG(), width)}\n`;
  } finally {
    view.finalize();
  }
}

import { Error as onlyErrors, parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { compile } from 'vega-lite';
import { figureSpec } from '../charts/figure.ts';
import { defaultViewState } from '../charts/viewState.ts';
import type { PanelView, ViewState } from '../protocol/panel.ts';

/**
 * The figure of a batch as SVG text, `look` being what is looked at. This module brings Vega with it, so it is imported on demand only; it
 * generates no code, as in the panel.
 */
export async function renderSvg(panel: PanelView, look: Partial<ViewState> = {}): Promise<string> {
  const { spec } = compile(figureSpec(panel, 'print', { ...defaultViewState, ...look }));
  const runtime = parse(spec, undefined, { ast: true });
  const view = new View(runtime, { expr: expressionInterpreter, renderer: 'none', logLevel: onlyErrors });
  try {
    return `${await view.toSVG()}\n`;
  } finally {
    view.finalize();
  }
}

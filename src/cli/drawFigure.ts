import { writeFile } from 'node:fs/promises';
import type { FigureWidth } from '../charts/figureSheets.ts';
import type { PanelView, ViewState } from '../protocol/panel.ts';

/** Draws a batch into an SVG file; the answer is a sentence when that fails. */
export async function drawFigure(
  view: PanelView,
  out: string,
  look: Partial<ViewState> = {},
  width: FigureWidth = 'page',
): Promise<string | null> {
  // Vega is loaded only when there is something to draw.
  const { renderSvg } = await import('./renderSvg.ts');
  const svg = await renderSvg(view, look, width);
  try {
    await writeFile(out, svg);
    return null;
  } catch (error) {
    return `${out} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

import { writeFile } from 'node:fs/promises';
import type { FigureWidth } from '../charts/figureSheets.ts';
import type { PanelView } from '../protocol/panel.ts';
import type { ViewState } from '../protocol/viewState.ts';
import { withCertificate } from '../runs/figure/carrier.ts';
import type { FigureCertificate } from '../runs/figure/certificate.ts';

/** Draws a batch into an SVG file that can be verified by its certificate; the answer is a sentence when that fails. */
export async function drawFigure(
  view: PanelView,
  out: string,
  certificate: FigureCertificate,
  look: Partial<ViewState> = {},
  width: FigureWidth = 'page',
): Promise<string | null> {
  // Vega is loaded only when there is something to draw.
  const { renderSvg } = await import('./renderSvg.ts');
  const svg = await renderSvg(view, look, width);
  try {
    await writeFile(out, withCertificate(svg, certificate));
    return null;
  } catch (error) {
    return `${out} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

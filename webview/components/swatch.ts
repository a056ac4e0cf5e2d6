import { html, svg, type TemplateResult } from 'lit';
import { DASHES, panelTokens } from '../../src/charts/tokens.ts';
import type { VariantView } from '../../src/protocol/panel.ts';

/** A sample of a variant's line. */
export function swatch(variant: Pick<VariantView, 'colour' | 'dash'>): TemplateResult {
  const colour = panelTokens.series[variant.colour % panelTokens.series.length] ?? 'currentColor';
  const dash = DASHES[variant.dash % DASHES.length] ?? DASHES[0]!;
  const line = svg`<line x1="0" x2="28" y1="4" y2="4" stroke=${colour} stroke-width="2" stroke-dasharray=${dash.join(' ')} />`;
  return html`<svg class="swatch" width="28" height="8" aria-hidden="true">${line}</svg>`;
}

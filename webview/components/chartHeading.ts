import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ChartModel } from '../../src/charts/model/chartModel.ts';

/** Title, what is drawn, and the signs that need a word; among thin lines the name of the one that is pointed at. */
export function chartHeading(model: ChartModel, pointedName = ''): TemplateResult {
  if (pointedName !== '' && model.crowd.length > 0)
    return html`<h2>${model.title} <span class="pointed-name">${pointedName}</span></h2>`;
  return html`<h2>
    ${model.title}
    <span
      >${model.caption}${model.signs.includes('paper') ? html`&ensp; ${diamond()} read off the paper` : nothing}${
        model.signs.includes('prediction') ? html`&ensp; ${cross()} predicted T½ ± 1 sd` : nothing
      }</span
    >
  </h2>`;
}

function diamond(): TemplateResult {
  const path = svg`<path d="M4.5 .8 8.2 4.5 4.5 8.2 .8 4.5Z" fill="none" stroke="currentColor" stroke-width="1.3"/>`;
  return html`<svg class="sign" width="9" height="9" aria-hidden="true">${path}</svg>`;
}

function cross(): TemplateResult {
  const path = svg`<path d="M0 5H11M5.5 0V10" stroke="currentColor" stroke-width="1.5"/>`;
  return html`<svg class="sign" width="11" height="10" aria-hidden="true">${path}</svg>`;
}

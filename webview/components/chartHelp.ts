import { html, type TemplateResult } from 'lit';

/** What the keys do on a chart, for who cannot see that. */
export function chartHelp(): TemplateResult {
  return html`<p class="hidden" id="chart-help">
    Left and right arrow keys move the crosshair, with Shift faster; plus and minus zoom time, up and down
    arrow keys zoom the values, Alt with arrow keys moves the plot, P pins the crosshair, 0 shows all, Escape
    removes the crosshair, then leaves what was turned to.
  </p>`;
}

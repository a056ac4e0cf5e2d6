import { html, nothing, type TemplateResult } from 'lit';
import type { PreviewLine } from '../../src/charts/model/previewLine.ts';
import type { PlotSize } from '../../src/charts/layout.ts';
import { styled } from '../styled.ts';
import { px } from './chartParts.ts';

/** A curve that is not stored, over the plot: an SVG of its own, so that a slider draws nothing else anew. */
export function previewLayer(
  line: PreviewLine | null,
  name: string,
  { width, height }: PlotSize,
): TemplateResult | typeof nothing {
  if (line === null) return nothing;
  const { px: x, py: y, align } = line.label;
  return html`<svg
      class="preview ${line.faint ? 'faint' : ''}"
      aria-hidden="true"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
    >
      <polyline points=${line.points}></polyline>
    </svg>
    <div class="preview-name ${align}" aria-hidden="true" ${styled({ left: px(x), top: px(y) })}>
      ${name}
    </div>`;
}

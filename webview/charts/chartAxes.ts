import { html, nothing, svg, type TemplateResult } from 'lit';
import type { AxisModel, ChartModel } from '../../src/charts/model/chartModel.ts';
import { pixelX, pixelY } from '../../src/charts/model/chartModel.ts';

type SvgTemplate = TemplateResult<2>;

/** Room between a value axis and its labels, and from the time axis to the base line of its labels. */
const [BESIDE, BELOW] = [6, 17];
const TICK = 4;
/** From the middle of letters to their base line. */
const HALF_LETTER = 3.3;
/** Widths of a letter and of a chip's edges at 11 px; labels keep so far from a chip. */
const [LETTER, EDGES, CLEAR] = [6.3, 10, 3];

/** A time that stands under the axis in a box. */
export interface Chip {
  readonly px: number;
  readonly text: string;
}

/** The grid, which lies under everything: horizontal lines only. */
export function grid({ y, size: { width, height } }: ChartModel): TemplateResult {
  return html`<svg class="grid" width=${width} height=${height}>
    ${y.ticks.values.map(value => {
      const at = crisp(pixelY(y, height, value));
      return svg`<line x1="0" x2=${width} y1=${at} y2=${at} />`;
    })}
  </svg>`;
}

/** Axes with their labels. A label of the time axis that a chip would cover is not shown. */
export function axes(model: ChartModel, chips: readonly Chip[]): SvgTemplate {
  const { x, y, right, size } = model;
  const foot = crisp(size.height);
  return svg`<g class="axis time">
      <line class="domain" x1="0" x2=${size.width} y1=${foot} y2=${foot} />
      ${x.ticks.values.map((value, i) => {
        const px = pixelX(model, value);
        const at = crisp(px);
        const text = x.ticks.labels[i] ?? '';
        const covered = chips.some(chip => covers(chip, px, text));
        return svg`<line x1=${at} x2=${at} y1=${foot} y2=${foot + TICK} />
          <text class=${covered ? 'covered' : ''} x=${px} y=${size.height + BELOW} text-anchor="middle">${text}</text>`;
      })}
    </g>
    <g class="axis value">${labels(y, size.height, -BESIDE, 'end', null)}</g>
    ${
      right
        ? svg`<g class="axis value right">${labels(right, size.height, size.width + BESIDE, 'start', right.colour)}</g>`
        : nothing
    }`;
}

function labels(
  axis: AxisModel,
  height: number,
  at: number,
  anchor: 'start' | 'end',
  colour: string | null,
): SvgTemplate[] {
  return axis.ticks.values.map(
    (value, i) =>
      svg`<text x=${at} y=${pixelY(axis, height, value) + HALF_LETTER} text-anchor=${anchor} fill=${colour ?? nothing}>${axis.ticks.labels[i]}</text>`,
  );
}

/** Whether a chip would cover a text of the time axis, or another chip. */
export function covers(chip: Chip, px: number, text: string): boolean {
  return Math.abs(px - chip.px) < ((text.length + chip.text.length) * LETTER + EDGES) / 2 + CLEAR;
}

/** A line of one pixel fills one row of pixels only in the middle of it. */
function crisp(pixel: number): number {
  return Math.round(pixel) + 0.5;
}

import { html, type TemplateResult } from 'lit';
import { pixelX, type ChartModel } from '../../src/charts/model/chartModel.ts';
import { styled } from '../styled.ts';
import { covers, type Chip } from './chartAxes.ts';
import { px } from './chartParts.ts';

/** A pinned time as drawn, and in words. */
export interface Pin {
  readonly at: number;
  readonly text: string;
}

/** Chips under the time axis: the crosshair's, then those of pins in view that are clear of the others. */
export function chipsOf(model: ChartModel, cross: readonly Pin[], pins: readonly Pin[]): readonly Chip[] {
  const chips: Chip[] = [];
  for (const { at, text } of [...cross, ...pins]) {
    const left = pixelX(model, at);
    const inView = left >= 0 && left <= model.size.width;
    if (inView && !chips.some(chip => covers(chip, left, text))) chips.push({ px: left, text });
  }
  return chips;
}

/** Dashed lines at the pinned times, and their chips as far as there is room beside the crosshair's. */
export function pinMarks(
  model: ChartModel,
  cross: readonly Pin[],
  pins: readonly Pin[],
): readonly TemplateResult[] {
  const inView = pins.map(({ at }) => pixelX(model, at)).filter(at => at >= 0 && at <= model.size.width);
  const chips = chipsOf(model, cross, pins).slice(cross.length);
  return [
    ...inView.map(left => html`<div class="pin" ${styled({ left: px(left) })}></div>`),
    ...chips.map(
      ({ px: left, text }) =>
        html`<div class="chip pinned" ${styled({ left: px(left), top: px(model.size.height + 3) })}>
          ${text}
        </div>`,
    ),
  ];
}

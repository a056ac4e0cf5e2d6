import { html, nothing, type TemplateResult } from 'lit';
import type { PlotSize } from '../../src/charts/layout.ts';
import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { isInPlot, pixelX, pixelY } from '../../src/charts/model/chartModel.ts';
import { styled } from '../styled.ts';
import type { Drag } from './zoomGesture.ts';

/** Where a chart and its plot stand: styles of the box around all of it, and of what lies under or over the plot. */
export function plotBoxes({ width, height, padding }: PlotSize): {
  readonly outer: Readonly<Record<'width' | 'height', string>>;
  readonly plot: Readonly<Record<string, string>>;
} {
  return {
    outer: {
      width: px(padding.left + width + padding.right),
      height: px(padding.top + height + padding.bottom),
    },
    plot: { left: px(padding.left), top: px(padding.top), width: px(width), height: px(height) },
  };
}

/** Shaded phases and the floor band, under the curves. */
export function shades(model: ChartModel): TemplateResult[] {
  const { width, height } = model.size;
  const phases = model.phases
    .filter(phase => phase.shaded)
    .map(phase => {
      const from = pixelX(model, phase.from);
      const style = { left: px(from), width: px(Math.min(width, pixelX(model, phase.to)) - from) };
      return html`<div class="shade" ${styled(style)}></div>`;
    });
  if (!model.floor) return phases;
  const top = Math.max(0, pixelY(model.y, height, model.floor[1]));
  const style = { top: px(top), height: px(Math.max(0, height - top)) };
  return [...phases, html`<div class="floor" ${styled(style)}></div>`];
}

/** The stretch that rates are measured in, as far as it is in view. */
export function measured(
  model: ChartModel,
  interval: readonly [number, number] | null,
): TemplateResult | typeof nothing {
  if (!interval) return nothing;
  const [from, to] = interval.map(x => Math.min(model.size.width, Math.max(0, pixelX(model, x))));
  if (!(to! > from!)) return nothing;
  return html`<div class="measured" ${styled({ left: px(from!), width: px(to! - from!) })}></div>`;
}

/** Ends of curves that are still growing. */
export function heads(model: ChartModel): TemplateResult[] {
  return model.heads
    .filter(head => isInPlot(model, head))
    .map(({ x, y, fill }) => {
      const [left, top] = [pixelX(model, x), pixelY(model.y, model.size.height, y)];
      return html`<div class="dot head" ${styled({ left: px(left), top: px(top), background: fill })}></div>`;
    });
}

/** A length for a style. */
export function px(value: number): string {
  return `${Math.round(value * 100) / 100}px`;
}

/** Where the box of a zoom lies: over the whole plot along an axis that is not zoomed. */
export function boxStyle({ kind, from, to }: Drag, { size }: ChartModel): Record<string, string> {
  const left = kind === 'values' ? [0, size.width] : [from.px, to.px].sort((a, b) => a - b);
  const top = kind === 'time' ? [0, size.height] : [from.py, to.py].sort((a, b) => a - b);
  return {
    ...{ left: px(left[0]!), width: px(left[1]! - left[0]!) },
    ...{ top: px(top[0]!), height: px(top[1]! - top[0]!) },
  };
}

/** Phase names above the plot: whole, short or none, as there is room. */
export function phaseNames(model: ChartModel): TemplateResult[] {
  return model.phases.map(phase => {
    const left = pixelX(model, phase.from);
    const room = pixelX(model, phase.to) - left;
    const text = [phase.label, phase.shortLabel, ''].find(name => name.length * 5.9 + 6 <= room) ?? '';
    return html`<div class="phase" ${styled({ left: px(left), width: px(room) })}>${text}</div>`;
  });
}

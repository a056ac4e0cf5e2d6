import { html, nothing, type TemplateResult } from 'lit';
import '../charts/chartElement.ts';
import type { PlotSize } from '../../src/charts/layout.ts';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { lossModel } from '../../src/charts/model/lossModel.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';

/** The first chart, of the loss or what stands for it, of the selected variant alone, under a title; with a crosshair where its owner keeps one. */
export function loneLoss(
  view: PanelView,
  look: ViewState,
  size: PlotSize,
  options: {
    readonly title: string;
    readonly cross?: number;
    readonly timeText?: string;
    readonly moveCross?: (drawn: number | null) => void;
  },
): TemplateResult | typeof nothing {
  const selected = selectedVariant(view, look);
  if (!selected) return nothing;
  const hidden = view.variants.map(({ id }) => id).filter(id => id !== selected.id);
  const model = lossModel({
    view: { ...view, ghosts: [] },
    state: { ...look, mode: 'bands', hidden, zoom: { x: null, y: {} } },
    seeds: {},
    layout: { loss: size, alignment: size, phases: size, stacked: false },
    tokens: panelTokens,
  });
  if (!model) return nothing;
  const named = {
    ...model,
    title: options.title,
    caption: `${selected.name}: ${model.title.toLowerCase()}, ${model.caption}`,
  };
  return html`<lora-chart
    class="figure loss main"
    .model=${named}
    .cross=${options.cross ?? null}
    .timeText=${options.timeText ?? ''}
    .readoutText=${options.timeText ?? 'no crosshair'}
    @chart-cross=${(event: CustomEvent) => options.moveCross?.(event.detail as number | null)}
  ></lora-chart>`;
}

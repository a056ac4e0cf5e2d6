import { html, nothing, type TemplateResult } from 'lit';
import '../charts/chartElement.ts';
import { sweepLayout } from '../../src/charts/layout.ts';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { sweepLook, sweepModel } from '../../src/charts/model/sweepModel.ts';
import { plain } from '../../src/charts/numbers.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { withSelected } from '../looking.ts';
import type { PanelActions } from './actions.ts';
import { exponentTable } from './exponentTable.ts';
import { heatMap } from './heatMap.ts';
import { loneLoss } from './loneLoss.ts';

/** The ends of a batch over what was swept: chart, heat map, exponents, and the curve of the selected cell. */
export function sweepPage(
  view: PanelView,
  look: ViewState,
  width: number,
  cross: number | null,
  moveCross: (drawn: number | null) => void,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  const sweep = sweepLook(view, look);
  if (!sweep) return nothing;
  const layout = sweepLayout(width, sweep.sweep.axes.length > 1);
  const model = sweepModel(view, look, layout.ends, panelTokens);
  const selected = selectedVariant(view, look);
  const select = (variant: string) => actions.look(withSelected(look, variant, view));
  const log = sweep.sweep.axes[sweep.axis]?.log ?? false;
  const at = cross === null ? null : log ? 10 ** cross : cross;
  return html`<div class="pair ${layout.stacked || sweep.sweep.axes.length < 2 ? 'stacked' : ''}">
      <lora-chart
        class="figure sweep"
        .model=${model}
        .cross=${cross}
        .timeText=${at === null ? '' : plain(at)}
        .readoutText=${at === null ? 'no crosshair' : plain(at)}
        @chart-cross=${(event: CustomEvent) => moveCross(event.detail as number | null)}
      ></lora-chart>
      ${heatMap(sweep, selected?.id ?? '', layout.ends, select)}
    </div>
    ${exponentTable(sweep, select)} ${loneLoss(view, look, layout.cell, { title: 'Selected cell' })}`;
}

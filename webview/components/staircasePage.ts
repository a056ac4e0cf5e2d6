import { html, nothing, type TemplateResult } from 'lit';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { SINGULAR_VALUES } from '../../src/charts/model/shownView.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { PanelActions } from './actions.ts';
import { unrecorded } from './unrecorded.ts';

/** Singular values over time of the selected variant: the chart, and what its predicted times rest on. */
export function staircasePage(
  view: PanelView,
  look: ViewState,
  chart: TemplateResult | typeof nothing,
  actions: PanelActions,
): TemplateResult {
  const missing = view.unrecorded.find(({ key }) => key === SINGULAR_VALUES);
  if (missing) return unrecorded(missing, view.state === 'running', actions);
  const target = view.targets[selectedVariant(view, look)?.id ?? ''];
  const predicted = target?.times.some(each => each !== null);
  return html`${chart}
    <p class="hint">
      ${chart === nothing ? 'No samples of this variant yet.' : nothing}
      ${
        predicted
          ? 'Prediction: direction i is half learned at T½ = (1/2λᵢ)·ln(4σᵢ/(σ_W2·‖a₀‖²)), in the order of λᵢ = σᵢ·σ_W2,i, not of σᵢ. The last one comes later where r equals their number.'
          : target?.withheld
            ? `No times are predicted. ${target.withheld}`
            : nothing
      }
    </p>`;
}

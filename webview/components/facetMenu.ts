import { html, nothing, type TemplateResult } from 'lit';
import { facetField } from '../../src/charts/model/facets.ts';
import { facetFields } from '../../src/charts/model/valueGroups.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { withFacetBy } from '../looking.ts';
import './menuElement.ts';

/** Of what field each value has a chart; nothing where there is no choice. */
export function facetMenu(
  view: PanelView,
  state: ViewState,
  look: (state: ViewState) => void,
): TemplateResult | typeof nothing {
  const fields = facetFields(view);
  if (fields.length < 2) return nothing;
  const chosen = facetField(view, state);
  const items = fields.map(field => ({
    label: `One chart each ${field}`,
    checked: field === chosen,
    act: () => look(withFacetBy(state, field)),
  }));
  return html`<lora-menu
    class="facets"
    .label=${`One chart each: ${chosen}`}
    .face=${html`<span class="wide muted">each&nbsp;</span>${chosen} `}
    .items=${items}
  ></lora-menu>`;
}

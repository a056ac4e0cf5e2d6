import { html, type TemplateResult } from 'lit';
import { visibleVariants } from '../../src/charts/model/chartInput.ts';
import { shownView } from '../../src/charts/model/shownView.ts';
import { groupFields } from '../../src/charts/model/valueGroups.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { allShown, toggled, withGrouping } from '../looking.ts';
import './menuElement.ts';
import type { MenuItem } from './menuElement.ts';
import { swatch } from './swatch.ts';

/** What a curve is of, each variant or each value of a field, and which are shown. */
export function seriesMenu(
  view: PanelView,
  state: ViewState,
  look: (state: ViewState) => void,
): TemplateResult {
  const all = view.variants.length;
  const shown = visibleVariants(view, state).length;
  const by = view.grouping ? `by ${view.grouping.field}` : '';
  const groups = groupItems(view, state, look);
  const face = by === '' && all < 100 ? 'Series' : by;
  return html`<lora-menu
    class="series"
    .label=${`Series${by && ` ${by}`}, ${shown} of ${all} shown`}
    .face=${html`${face === '' ? '' : html`<span class="wide">${face}&nbsp;</span>`}${shown} of ${all} `}
    .items=${[...groups, ...shownItems(view, state, look, groups.length > 0 ? 'Shown' : null)]}
  ></lora-menu>`;
}

/** Each variant, or all runs that share the value of a field; nothing where no variants share one, or where they are not looked at over time together. */
function groupItems(view: PanelView, state: ViewState, look: (state: ViewState) => void): MenuItem[] {
  const fields = groupFields(view);
  if (fields.length === 0 || shownView(view, state) !== 'curves') return [];
  const chosen = view.grouping?.field ?? null;
  return [null, ...fields].map((field, i) => ({
    label: field === null ? 'Each variant' : `All runs of each ${field}`,
    checked: field === chosen,
    ...(i === 0 && { section: 'Curves of' }),
    act: () => look(withGrouping(state, field)),
  }));
}

function shownItems(
  view: PanelView,
  state: ViewState,
  look: (state: ViewState) => void,
  section: string | null,
): MenuItem[] {
  const items = view.variants.map((variant, i): MenuItem => ({
    label: variant.name,
    content: html`${swatch(variant)}${variant.name}`,
    checked: !state.hidden.includes(variant.id),
    ...(i === 0 && section !== null && { section }),
    act: () => look(toggled(state, variant.id)),
  }));
  return [...items, { label: 'Show all', act: () => look(allShown(state)) }];
}

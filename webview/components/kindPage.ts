import { html, type TemplateResult } from 'lit';
import '../charts/pageChartElement.ts';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { chartModelOf } from '../../src/charts/page/chartModelOf.ts';
import { pageRows } from '../../src/charts/page/pageLayout.ts';
import { panelTokens } from '../../src/charts/tokens.ts';
import type { PageView } from '../../src/protocol/page.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { withSelected } from '../looking.ts';
import type { PanelActions } from './actions.ts';
import { pageTables } from './pageTables.ts';

/** A page of the kind of problem: its charts, or the same as tables, and what they rest on. */
export function kindPage(
  page: PageView,
  view: PanelView,
  look: ViewState,
  width: number,
  actions: PanelActions,
): TemplateResult {
  const selected = selectedVariant(view, look)?.id ?? null;
  const pick = (event: Event) => {
    if (event instanceof CustomEvent) actions.look(withSelected(look, event.detail as string, view));
  };
  const remarks = page.remarks.map(remark => html`<p class="hint basis">${remark}</p>`);
  if (look.table) return html`${pageTables(page)}${remarks}`;
  return html`${pageRows(page, width).map(
      row =>
        html`<div class=${row.length > 1 ? 'pair' : ''} @page-pick=${pick}>
          ${row.map(
            ({ chart, size }) =>
              html`<lora-page-chart
                class="figure page"
                data-chart=${chart.key}
                .model=${chartModelOf(chart, size, panelTokens, selected)}
              ></lora-page-chart>`,
          )}
        </div>`,
    )}
    ${remarks}
    <p class="hidden" id="page-help">
      Left and right arrow keys read one after another, with Shift faster; Enter selects the variant that is
      read, Escape stops reading, then leaves the page.
    </p>`;
}

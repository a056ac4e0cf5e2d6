import { html, nothing, type TemplateResult } from 'lit';
import { facetLayout } from '../../src/charts/layout.ts';
import { mainSeries, selectedVariant, seriesOf } from '../../src/charts/model/chartInput.ts';
import type { ChartModel } from '../../src/charts/model/chartModel.ts';
import { facetField, facets, openedFacet, type Facet } from '../../src/charts/model/facets.ts';
import { seriesTitle } from '../../src/charts/seriesNames.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { icon } from '../icons.ts';
import { withFacet, withSelected } from '../looking.ts';
import type { Charts } from '../shownCharts.ts';
import type { PanelActions } from './actions.ts';
import { chartHeading } from './chartHeading.ts';

/** Draws a chart; `pick` is what a click on it does, where it does not choose the line under it. */
export type SmallChart = (
  model: ChartModel,
  pick?: (variant: string | null) => void,
) => TemplateResult | typeof nothing;

export interface Multiples {
  readonly view: PanelView;
  readonly look: ViewState;
  readonly width: number;
  readonly charts: Charts;
  readonly chart: SmallChart;
  readonly actions: PanelActions;
}

/** The first chart once for each value of a field, on the same axes; a click on one opens it over the whole width. */
export function multiplesPage(page: Multiples): TemplateResult | typeof nothing {
  const { view, look, width, charts, chart, actions } = page;
  const field = facetField(view, look) ?? '';
  const opened = openedFacet(view, look);
  if (opened && charts.main) {
    const back = () => {
      actions.look(withFacet(look, null));
      focusOn(`.multiples [data-value="${CSS.escape(opened.value)}"]`);
    };
    return html`<div class="opened">
      <button type="button" class="back" @click=${back}>${icon('arrowLeft')}Each ${field}</button>
      ${chart(charts.main)}
    </div>`;
  }
  const all = facets(view, look);
  const [first] = charts.lower;
  if (!first) return nothing;
  const open = ({ value, variants }: Facet, line: string | null) => {
    // what is said of one variant is said of one that can be seen
    const variant = line ?? selectedVariant({ ...view, variants }, look)?.id ?? null;
    actions.look(withFacet(variant === null ? look : withSelected(look, variant, view), value));
    focusOn('.opened .back');
  };
  const series = seriesOf(view, mainSeries(view));
  const title = view.curvePage.charts[0]?.title ?? (series ? seriesTitle(series) : '');
  const caption = `${first.caption}; one chart each ${field}, all on the same axes`;
  const { columns } = facetLayout(width, all.length);
  return html`<section class="multiples" aria-label="${title}, one chart each ${field}">
    ${chartHeading({ ...first, title, caption })}
    <div class="cells of-${columns}">
      ${charts.lower.map((model, i) => {
        const facet = all[i]!;
        return html`<div class="cell">
          ${chart(model, line => open(facet, line))}
          <button
            type="button"
            class="open"
            data-value=${facet.value}
            aria-label="Open ${facet.title} over the whole width"
            title="Open over the whole width"
            @click=${() => open(facet, null)}
          >
            ${icon('fullScreen')}
          </button>
        </div>`;
      })}
    </div>
  </section>`;
}

/** The button that was pressed is gone: what stands in its place gets the focus once it is drawn. */
function focusOn(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus());
}

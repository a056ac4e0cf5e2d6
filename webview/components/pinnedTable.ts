import { html, nothing, type TemplateResult } from 'lit';
import {
  comparedSeries,
  selectedVariant,
  seriesOf,
  visibleVariants,
} from '../../src/charts/model/chartInput.ts';
import { timeScale } from '../../src/charts/model/viewTime.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { timeWords } from '../crossReading.ts';
import { icon } from '../icons.ts';
import { withPin } from '../looking.ts';
import type { PanelActions } from './actions.ts';
import { columnName, reading } from './reading.ts';
import { swatch } from './swatch.ts';

/** Rows that a reader can overlook: the selected variant and the first of the others. */
const MOST_ROWS = 12;

/** What was read where the crosshair was pinned: a pair of columns a pin, a row a variant. */
export function pinnedTable(
  view: PanelView,
  look: ViewState,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  const { pins = [] } = look;
  const series = comparedSeries(view).flatMap(key => seriesOf(view, key) ?? []);
  if (pins.length === 0 || series.length === 0) return nothing;
  const { unit } = timeScale(view, look);
  const selected = selectedVariant(view, look);
  const visible = visibleVariants(view, look);
  const rows = visible.filter((variant, i) => i < MOST_ROWS || variant === selected);
  const left = visible.length - rows.length;
  return html`<section class="events pinned">
    <h2>Pinned ${left > 0 ? html`<span>${left} more variants are not shown</span>` : nothing}</h2>
    <div class="scroll" role="region" tabindex="0" aria-label="Pinned values">
      <table>
        <thead>
          <tr>
            <td colspan="2"></td>
            ${pins.map(pin => {
              const words = timeWords(pin, unit);
              return html`<th scope="colgroup" class="columns" colspan=${series.length}>
                <i
                  >${words}
                  <button
                    type="button"
                    class="unpin"
                    title="Take this pin out"
                    aria-label="Take out the pin at ${words}"
                    @click=${() => actions.look(withPin(look, pin))}
                  >
                    ${icon('close')}
                  </button></i
                >
              </th>`;
            })}
          </tr>
          <tr>
            <th class="start" scope="col"><span class="hidden">line</span></th>
            <th class="start" scope="col">${view.fields.length > 0 ? view.fields.join(', ') : 'run'}</th>
            ${pins.map(() => series.map(one => html`<th scope="col">${columnName(one)}</th>`))}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            variant =>
              html`<tr class=${variant === selected ? 'selected' : ''}>
                <td class="start">${swatch(variant)}</td>
                <th scope="row" class="start">${variant.name}</th>
                ${pins.map(shown => series.map(one => html`<td>${reading(variant, one, { shown, unit })}</td>`))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

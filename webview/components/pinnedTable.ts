import { html, nothing, type TemplateResult } from 'lit';
import { valueAt } from '../../src/charts/curveAt.ts';
import {
  comparedSeries,
  selectedVariant,
  seriesOf,
  visibleVariants,
} from '../../src/charts/model/chartInput.ts';
import { timeScale } from '../../src/charts/model/viewTime.ts';
import { fixed } from '../../src/charts/numbers.ts';
import { statisticName } from '../../src/charts/seriesNames.ts';
import type { PanelView, SeriesView, VariantView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import { crossTime } from '../crossReading.ts';
import { icon } from '../icons.ts';
import { withPin } from '../looking.ts';
import type { PanelActions } from './actions.ts';
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
  const time = timeScale(view, look);
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
              const words = `${time.unit === 'lambda' ? 'λt' : time.unit === 'steps' ? 'step' : 't'} = ${crossTime(pin, time.unit)}`;
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
            ${pins.map(() => series.map(one => html`<th scope="col">${statisticName(one)}</th>`))}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            variant =>
              html`<tr class=${variant === selected ? 'selected' : ''}>
                <td class="start">${swatch(variant)}</td>
                <th scope="row" class="start">${variant.name}</th>
                ${pins.map(pin => series.map(one => html`<td>${valueOf(variant, one, pin / time.factor(variant))}</td>`))}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function valueOf(variant: VariantView, { key }: SeriesView, t: number): TemplateResult | string {
  const curve = variant.curves[key];
  const mean = curve ? valueAt(curve.t, curve.mean, t) : Number.NaN;
  if (!curve || Number.isNaN(mean)) return html`<span class="muted">–</span>`;
  const sd = valueAt(curve.t, curve.sd, t);
  if (variant.runs.total < 2 || !Number.isFinite(sd)) return fixed(mean);
  return html`${fixed(mean)} <span class="muted">± ${fixed(sd)}</span>`;
}

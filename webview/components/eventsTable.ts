import { html, nothing, type TemplateResult } from 'lit';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { unitFactor } from '../../src/charts/model/viewTime.ts';
import { grouped, plain } from '../../src/charts/numbers.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';

const UNITS = { t: 't', steps: 'steps', lambda: 'λt' } as const;

/** When the selected variant's phases ended, beside when they were predicted to; follows the row like the phases. */
export function eventsTable(
  view: PanelView,
  look: ViewState,
  unit: ViewState['time'],
): TemplateResult | typeof nothing {
  const selected = selectedVariant(view, look);
  if (!selected || view.events.length === 0) return nothing;
  const factor = unitFactor(unit, selected);
  const time = (value: { readonly mean: number; readonly sd: number } | null, many: boolean) => {
    if (value === null) return html`<span class="muted">–</span>`;
    const text = (shown: number) => (unit === 'steps' ? grouped(shown * factor) : plain(shown * factor));
    return many && value.sd > 0
      ? html`${text(value.mean)} <span class="muted">± ${plain(value.sd * factor, 2)}</span>`
      : text(value.mean);
  };
  const predictions = view.events.some(({ variants }) => variants[selected.id]?.predicted);
  return html`<section class="events">
    <h2>Events <span>${selected.name}, in ${UNITS[unit]}</span></h2>
    <div class="scroll" role="region" tabindex="0" aria-label="Events of ${selected.name}">
      <table>
        <thead>
          <tr>
            <th scope="col" class="start" colspan="2">event</th>
            <th scope="col" class="start optional">definition</th>
            <th scope="col">simulated</th>
            ${predictions ? html`<th scope="col">prediction</th>` : nothing}
            <th scope="col">${view.grouping ? 'runs' : 'seeds'}</th>
          </tr>
        </thead>
        <tbody>
          ${view.events.map(({ symbol, label, definition, variants }) => {
            const times = variants[selected.id];
            return html`<tr title=${definition}>
              <th scope="row" class="start">${symbol}</th>
              <td class="start">${label}</td>
              <td class="start optional muted">${definition}</td>
              <td>${time(times?.measured ?? null, (times?.had ?? 0) > 1)}</td>
              ${predictions ? html`<td>${time(times?.predicted ?? null, true)}</td>` : nothing}
              <td>${times ? `${times.had} of ${times.ended}` : '–'}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

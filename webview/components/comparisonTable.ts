import { html, nothing, type TemplateResult } from 'lit';
import { selectedVariant } from '../../src/charts/model/chartInput.ts';
import { grouped, plain } from '../../src/charts/numbers.ts';
import type { PanelView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';

/** Columns that a reader can overlook; partings are computed of as many. */
const MOST_SHOWN = 20;

/** In a comparison: the settings that differ, side by side, and when each curve parts from the selected one. */
export function comparisonTable(view: PanelView, look: ViewState): TemplateResult | typeof nothing {
  const { comparison, series } = view;
  if (!comparison) return nothing;
  const selected = selectedVariant(view, look);
  const shown = view.variants.flatMap((variant, i) => (i < MOST_SHOWN || variant === selected ? [i] : []));
  const variants = shown.map(i => view.variants[i]!);
  const more = view.variants.length - shown.length;
  const parts = series.filter(({ key }) => comparison.partings.some(one => one.series === key));
  const time = (key: string, id: string): string => {
    if (id === selected?.id) return '–';
    const found = comparison.partings.find(
      one => one.series === key && [one.a, one.b].includes(id) && [one.a, one.b].includes(selected?.id ?? ''),
    );
    return found === undefined ? '–' : found.t === null ? 'does not part' : `t = ${plain(found.t)}`;
  };
  return html`<section class="events comparison">
    <h2>
      What differs
      <span
        >and when curves part from ${selected?.name ?? ''}
        (○)${more > 0 ? `; ${grouped(more)} more variants are not shown` : ''}</span
      >
    </h2>
    <div class="scroll" role="region" tabindex="0" aria-label="What differs">
      <table>
        <thead>
          <tr>
            <th scope="col" class="start">setting</th>
            ${variants.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${comparison.settings.map(
            ({ path, values }) =>
              html`<tr>
                <th scope="row" class="start">${path}</th>
                ${shown.map(i => html`<td>${values[i]}</td>`)}
              </tr>`,
          )}
          ${parts.map(
            ({ key, label }) =>
              html`<tr title="First time at which the means differ by more than their spread">
                <th scope="row" class="start">${label} parts</th>
                ${variants.map(({ id }) => html`<td>${time(key, id)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

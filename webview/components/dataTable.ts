import { html, type TemplateResult } from 'lit';
import { valueAt } from '../../src/charts/curveAt.ts';
import { selectedVariant, visibleVariants } from '../../src/charts/model/chartInput.ts';
import { LOG_FLOOR } from '../../src/charts/model/valueAxis.ts';
import { timeTitle, unitFactor } from '../../src/charts/model/viewTime.ts';
import { fixed, grouped, plain } from '../../src/charts/numbers.ts';
import { seriesTitle, statisticName } from '../../src/charts/seriesNames.ts';
import type { CurveView, PanelView, SeriesView, VariantView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';

/** Columns a table may have: the selected variant and the first of the others. */
const MOST_COLUMNS = 40;
/** Rows a table may have: more are thinned evenly; all of them are in the CSV. */
const MOST_ROWS = 101;

/** The plots as tables: one a series, a row a time, a column a variant. */
export function dataTables(view: PanelView, state: ViewState, unit: ViewState['time']): TemplateResult {
  const selected = selectedVariant(view, state);
  const visible = visibleVariants(view, state);
  const variants = visible.filter((variant, i) => i < MOST_COLUMNS || variant === selected);
  const present = view.series.filter(series => variants.some(({ curves }) => hasPoints(curves[series.key])));
  if (present.length === 0) return html`<p class="hint">No samples yet.</p>`;
  return html`${present.map(series => seriesTable(series, variants, unit, view))}`;
}

function hasPoints(curve: CurveView | undefined): boolean {
  return curve !== undefined && curve.t.length > 0;
}

function seriesTable(
  series: SeriesView,
  variants: readonly VariantView[],
  unit: ViewState['time'],
  view: PanelView,
): TemplateResult {
  const { seeds } = view.runs;
  const shown = variants.filter(({ curves }) => hasPoints(curves[series.key]));
  const { rows, thinned } = shownTimes(series, shown, unit);
  const spread = seeds > 1 ? ' ± 1 sd' : '';
  const left = view.variants.length - shown.length;
  const thin = [
    ...(thinned > 1 ? [`one sample in ${thinned}`] : []),
    ...(shown.length >= MOST_COLUMNS && left > 0 ? [`${grouped(left)} variants left out`] : []),
  ];
  const note = thin.length > 0 ? `, ${thin.join(', ')} (all are in the CSV)` : '';
  return html`<section class="twin">
    <h2>
      ${seriesTitle(series)}
      <span>${seeds > 1 ? 'mean' : 'value'}${spread} of ${statisticName(series)}${note}</span>
    </h2>
    <div class="scroll tall" role="region" tabindex="0" aria-label="${seriesTitle(series)} as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">${timeTitle(unit, view)}</th>
            ${shown.map(variant => html`<th scope="col">${variant.name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            time =>
              html`<tr>
                <th scope="row">${plain(time, 4)}</th>
                ${shown.map(variant => html`<td>${cell(variant, series, time / unitFactor(unit, variant), seeds)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function shownTimes(
  series: SeriesView,
  variants: readonly VariantView[],
  unit: ViewState['time'],
): { readonly rows: readonly number[]; readonly thinned: number } {
  const all = new Set<number>();
  for (const variant of variants)
    for (const t of variant.curves[series.key]!.t)
      all.add(Number((t * unitFactor(unit, variant)).toPrecision(12)));
  const sorted = [...all].sort((a, b) => a - b);
  const thinned = Math.ceil(sorted.length / MOST_ROWS);
  const rows = sorted.filter((_, i) => i % thinned === 0 || i === sorted.length - 1);
  return { rows, thinned };
}

function cell(variant: VariantView, series: SeriesView, t: number, seeds: number): TemplateResult | string {
  const curve = variant.curves[series.key]!;
  const mean = valueAt(curve.t, curve.mean, t);
  if (Number.isNaN(mean)) return '–';
  if (series.scale === 'log' && mean <= LOG_FLOOR) return 'zero or below';
  const sd = valueAt(curve.t, curve.sd, t);
  const text = (value: number) => (series.scale === 'log' ? fixed(value, 3) : plain(value, 4));
  if (seeds < 2 || !Number.isFinite(sd)) return text(mean);
  return html`${text(mean)} <span class="muted">± ${text(sd)}</span>`;
}

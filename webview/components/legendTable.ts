import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { lastDefined } from '../../src/charts/curveAt.ts';
import {
  chartedSeries,
  isComplete,
  mainSeries,
  selectedVariant,
  seriesOf,
} from '../../src/charts/model/chartInput.ts';
import { escapeTimes } from '../../src/charts/model/overlayChoice.ts';
import { LOG_FLOOR } from '../../src/charts/model/valueAxis.ts';
import { fixed, grouped } from '../../src/charts/numbers.ts';
import type { VariantDiagnosisView } from '../../src/protocol/diagnosis.ts';
import type { PanelView, SeriesView, VariantView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { ReadAt } from '../crossReading.ts';
import { icon } from '../icons.ts';
import { areExplained, isolated, withSelected } from '../looking.ts';
import type { PanelActions } from './actions.ts';
import { rowsInView, spacer } from './longTable.ts';
import { columnName, reading, withSpread } from './reading.ts';
import { swatch } from './swatch.ts';
import { hasVerdicts, verdictCell } from './verdictCell.ts';

/** What the table has of its own: how far it is scrolled, and which variant is pointed at. */
export interface LegendState {
  readonly top: number;
  readonly pointed: string | null;
  scroll(top: number): void;
}

/** Legend and readout in one: a row a variant, its values at the crosshair or at the end, escape and paper. */
export function legendTable(
  view: PanelView,
  state: ViewState,
  at: ReadAt,
  table: LegendState,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  if (view.variants.length === 0) return nothing;
  const { above, rows, below, long } = rowsInView(view.variants, table.top);
  const selected = selectedVariant(view, state);
  const columns = readColumns(view);
  const started = view.state !== 'empty';
  const escapes = view.variants.some(variant => variant.events['escape']);
  const escapesOf = escapeTimes(view);
  const predictions = escapesOf.size > 0;
  const paper = view.variants.some(variant => variant.paper?.loss !== undefined);
  const failures =
    view.variants.some(variant => variant.runs.failed > 0 || variant.divergence) ||
    (view.diagnosis.badges.length > 0 && areExplained(view.notes, view.diagnosis, state));
  const verdicts = hasVerdicts(view.variants);
  const fields = view.fields.length > 0 ? view.fields : ['run'];
  // rows of a long table are counted with those of its head
  const heads = started ? 2 : 1;
  const headIndex = (row: number) => (long ? row : null);
  const lead = fields.length + 1 + (failures ? 1 : 0);
  return html`<div
    class="scroll ${long ? 'long' : ''}"
    role="region"
    aria-label="Legend and values"
    tabindex="0"
    @scroll=${(event: Event) => table.scroll((event.currentTarget as HTMLElement).scrollTop)}
  >
    <table
      class="legend ${started ? '' : 'plan'}"
      aria-rowcount=${long ? view.variants.length + heads : nothing}
    >
      <caption class="hidden">
        Variants and their values, ${at.words}
      </caption>
      ${
        started
          ? html`<thead>
              <tr aria-rowindex=${headIndex(1) ?? nothing}>
                <td colspan=${lead}></td>
                ${
                  columns.length > 0
                    ? html`<th scope="colgroup" class="columns" colspan=${columns.length}>
                        <i>${at.words}</i>
                      </th>`
                    : nothing
                }
                ${verdicts ? html`<td></td>` : nothing}
                ${
                  escapes || predictions
                    ? html`<th
                        scope="colgroup"
                        class="columns late"
                        colspan=${(escapes ? 1 : 0) + (predictions ? 1 : 0)}
                      >
                        <i>escape T½</i>
                      </th>`
                    : nothing
                }
                ${
                  paper
                    ? html`<th scope="colgroup" class="columns optional" colspan="2"><i>end, log₁₀ L</i></th>`
                    : nothing
                }
              </tr>
              ${headRow(headIndex(2), fields, columns, { failures, verdicts, escapes, predictions, paper })}
            </thead>`
          : html`<thead>
              ${headRow(headIndex(1), fields, [], { failures: false, verdicts: false, escapes: false, predictions, paper: false })}
            </thead>`
      }
      <tbody>
        ${spacer(above)}${repeat(
          rows,
          ({ id }) => id,
          variant => {
            const isSelected = variant === selected;
            const labels = variant.labels.length > 0 ? variant.labels : [variant.name];
            const hidden = state.hidden.includes(variant.id);
            return html`<tr
              class="${isSelected ? 'selected' : ''} ${hidden ? 'off' : ''} ${variant.id === table.pointed ? 'pointed' : ''}"
              aria-rowindex=${long ? view.variants.indexOf(variant) + heads + 1 : nothing}
              @pointerenter=${() => actions.point({ variant: variant.id, seed: null })}
              @pointerleave=${() => actions.point(null)}
              @focusin=${() => actions.point({ variant: variant.id, seed: null })}
              @focusout=${() => actions.point(null)}
              @click=${(event: MouseEvent) => choose(variant, event)}
            >
              <td class="start">${swatch(variant)}</td>
              ${labels.map((label, i) =>
                i === 0
                  ? html`<th scope="row" class="start">
                      <button
                        type="button"
                        class="row"
                        aria-pressed=${isSelected ? 'true' : 'false'}
                        aria-label="${variant.name}${hidden ? ', hidden' : ''}"
                        title="Click: phases of this one. Alt-click: show it alone."
                        @keydown=${(event: KeyboardEvent) => isolateByKey(variant, event)}
                      >
                        ${label}
                      </button>
                    </th>`
                  : html`<td class="start">${label}</td>`,
              )}
              ${failures ? html`<td class="start">${runState(variant, view.diagnosis.variants[variant.id])}</td>` : nothing}
              ${started ? columns.map((series, i) => html`<td>${hidden ? unseen(i) : reading(variant, series, at)}</td>`) : nothing}
              ${started && verdicts ? html`<td class="start">${verdictCell(variant)}</td>` : nothing}
              ${started && escapes ? html`<td class="late">${statistic(variant)}</td>` : nothing}
              ${predictions ? html`<td class="late">${predicted(escapesOf.get(variant.id))}</td>` : nothing}
              ${
                started && paper
                  ? html`<td class="optional">${endValue(variant, mainSeries(view))}</td>
                      <td class="optional">
                        ${variant.paper?.loss === undefined ? '' : fixed(variant.paper.loss, 1)}
                      </td>`
                  : nothing
              }
            </tr>`;
          },
        )}${spacer(below)}
      </tbody>
    </table>
  </div>`;

  /** Browsers do not pass Alt on with the click that Enter makes. */
  function isolateByKey(variant: VariantView, event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !event.altKey) return;
    event.preventDefault();
    actions.look(isolated(state, variant.id, view));
  }

  function choose(variant: VariantView, event: MouseEvent): void {
    actions.look(event.altKey ? isolated(state, variant.id, view) : withSelected(state, variant.id, view));
  }
}

function headRow(
  index: number | null,
  fields: readonly string[],
  columns: readonly SeriesView[],
  {
    failures,
    verdicts,
    escapes,
    predictions,
    paper,
  }: Readonly<Record<'failures' | 'verdicts' | 'escapes' | 'predictions' | 'paper', boolean>>,
): TemplateResult {
  return html`<tr aria-rowindex=${index ?? nothing}>
    <th class="start" scope="col"><span class="hidden">line</span></th>
    ${fields.map(field => html`<th scope="col" class="start">${field}</th>`)}
    ${failures ? html`<th scope="col" class="start">state</th>` : nothing}
    ${columns.map(series => html`<th scope="col">${columnName(series)}</th>`)}
    ${verdicts ? html`<th scope="col" class="start">runs end</th>` : nothing}
    ${escapes ? html`<th scope="col" class="late">simulated</th>` : nothing}
    ${
      predictions
        ? html`<th scope="col" class="late">${columns.length > 0 ? 'prediction' : 'predicted T½'}</th>`
        : nothing
    }
    ${
      paper
        ? html`<th scope="col" class="optional">simulated</th>
            <th scope="col" class="optional">paper</th>`
        : nothing
    }
  </tr>`;
}

/** Series that have columns: those that the kind of problem names, else those of the charts. */
function readColumns(view: PanelView): SeriesView[] {
  return (view.curvePage.read ?? chartedSeries(view)).flatMap(key => seriesOf(view, key) ?? []);
}

function unseen(column: number): TemplateResult {
  return html`<span class="muted">${column === 0 ? 'hidden' : '–'}</span>`;
}

function statistic({ events, runs }: VariantView): TemplateResult | string {
  const escape = events['escape'];
  if (!escape) return html`<span class="muted">–</span>`;
  return withSpread(escape.mean, escape.sd, runs.total > 1);
}

function predicted(escape: { readonly t: number; readonly sd: number } | undefined): TemplateResult | string {
  return escape ? withSpread(escape.t, escape.sd, escape.sd > 0) : html`<span class="muted">–</span>`;
}

function endValue(variant: VariantView, main: string): TemplateResult | string {
  const curve = variant.curves[main];
  const last = curve ? lastDefined(curve.mean) : -1;
  if (!curve || last < 0 || !isComplete(variant)) return html`<span class="muted">–</span>`;
  return curve.mean[last]! <= LOG_FLOOR ? 'zero' : fixed(curve.mean[last]!);
}

function runState(
  variant: VariantView,
  diagnosis: VariantDiagnosisView | undefined,
): TemplateResult | string {
  const { failed, done, total } = variant.runs;
  if (variant.divergence)
    return html`${icon('error', 'error')}${failed > 1 ? `${grouped(failed)} of ${grouped(total)} diverged` : 'diverged'}`;
  if (failed > 0) return html`${icon('error', 'error')}${grouped(failed)} of ${grouped(total)} failed`;
  if (diagnosis) return html`${icon(diagnosis.severity, diagnosis.severity)}${diagnosis.state}`;
  return done >= total ? 'done' : `${grouped(done)} of ${grouped(total)}`;
}

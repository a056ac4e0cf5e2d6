import { html, nothing, type TemplateResult } from 'lit';
import { comparedSeries, seriesOf, visibleVariants } from '../../src/charts/model/chartInput.ts';
import { theoryRates, type TheoryRate } from '../../src/charts/model/intervalTheory.ts';
import { timeScale, timeTitle, type TimeScale } from '../../src/charts/model/viewTime.ts';
import { fixed, plain } from '../../src/charts/numbers.ts';
import { seriesSymbol, seriesTitle } from '../../src/charts/seriesNames.ts';
import type { PanelView, SeriesView, Statistic, VariantView } from '../../src/protocol/panel.ts';
import type { ViewState } from '../../src/protocol/viewState.ts';
import type { RateView } from '../../src/protocol/rates.ts';
import { withInterval, withMeasuring } from '../looking.ts';
import { actionButton } from './actionButton.ts';
import type { PanelActions } from './actions.ts';
import { swatch } from './swatch.ts';

type Rates = Readonly<Record<string, RateView>>;

/** Fitted rates of all variants in the measured interval, beside what theory says of them. */
export function ratesSection(
  view: PanelView,
  look: ViewState,
  rates: Rates | null,
  actions: PanelActions,
): TemplateResult | typeof nothing {
  if (!look.measure || view.grouping) return nothing;
  const { interval } = look.measure;
  const time = timeScale(view, look);
  const series = view.series.filter(({ key }) => comparedSeries(view).includes(key));
  const measure = (event: Event) => {
    const inputs = (event.currentTarget as HTMLElement).querySelectorAll('input');
    const [from = Number.NaN, to = Number.NaN] = [...inputs].map(({ valueAsNumber }) => valueAsNumber);
    // one end alone waits for the other: nothing is written into a field that is being filled
    if (Number.isFinite(from) && Number.isFinite(to)) actions.look(withInterval(look, [from, to]));
  };
  const ascending = interval && interval[1] > interval[0];
  return html`<section class="rates">
    <h2>
      Rates
      <span> ${heading(view, interval)} </span>
    </h2>
    <div class="ends" @change=${measure}>
      <label
        >${timeTitle(time.unit, view)} from
        <input type="number" step="any" min="0" .value=${end(interval?.[0])}
      /></label>
      <label>to <input type="number" step="any" min="0" .value=${end(interval?.[1])} /></label>
      ${actionButton('Done', () => actions.look(withMeasuring(look, false)), { small: true, key: 'Esc' })}
    </div>
    ${
      interval && ascending ? series.map(each => rateTable(view, look, each, rates, interval, time)) : nothing
    }
  </section>`;
}

function heading(view: PanelView, interval: readonly [number, number] | null): string {
  if (!interval) return `drag over ${charts(view)}, or type the ends`;
  return interval[1] > interval[0]
    ? 'least squares over the samples in the interval, ± 1 sd over seeds'
    : 'the interval ends before it begins';
}

/** `the loss or the alignment`. */
function charts(view: PanelView): string {
  const names = comparedSeries(view).flatMap(key => seriesOf(view, key) ?? []);
  const words = names.map(series => `the ${seriesTitle(series).toLowerCase()}`);
  return [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ');
}

function end(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(4)));
}

function rateTable(
  view: PanelView,
  look: ViewState,
  series: SeriesView,
  rates: Rates | null,
  interval: readonly [number, number],
  time: TimeScale,
): TemplateResult {
  const symbol = seriesSymbol(series);
  const y = symbol.includes(' ') ? `(${symbol})` : ` ${symbol}`;
  const unit = { t: 't', steps: 'step', lambda: '(λt)' }[time.unit];
  const inLambda = time.unit !== 'lambda' && view.variants.some(({ lambda }) => lambda > 0);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Rates of ${seriesTitle(series)}">
    <table>
      <thead>
        <tr>
          <th class="start" scope="col"><span class="hidden">line</span></th>
          <th class="start" scope="col">${seriesTitle(series).toLowerCase()}</th>
          <th scope="col">d ln${y}/d${unit}</th>
          ${inLambda ? html`<th scope="col" class="optional">in λ</th>` : nothing}
          <th scope="col" class="optional">R²</th>
          <th scope="col" class="late">d ln${y}/d ln t</th>
          <th scope="col" class="start theory">theory</th>
        </tr>
      </thead>
      <tbody>
        ${visibleVariants(view, look).map(variant => {
          const factor = time.factor(variant);
          const found = rates?.[`${variant.id}/${series.key}`];
          const flow = [interval[0] / factor, interval[1] / factor] as const;
          return html`<tr>
            <td class="start">${swatch(variant)}</td>
            <th scope="row" class="start">${variant.name}</th>
            ${
              found?.rate
                ? html`<td>${withSpread(found.rate, 1 / factor, found.seeds)}</td>
                    ${inLambda ? html`<td class="optional">${fixed(found.rate.mean / variant.lambda)}</td>` : nothing}
                    <td class="optional muted">${fixed(found.r2, 3)}</td>
                    <td class="late">${found.power ? withSpread(found.power, 1, found.seeds) : '–'}</td>`
                : html`<td colspan=${inLambda ? 4 : 3} class="muted">
                    ${found ? 'fewer than three samples' : '…'}
                  </td>`
            }
            <td class="start theory">
              ${theory(theoryRates(view, variant.id, series.key, flow), variant, factor, inLambda)}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function withSpread({ mean, sd }: Statistic, unit: number, seeds: number): TemplateResult | string {
  const text = number(mean * unit);
  if (seeds < 2) return text;
  const decimals = decimalsOf(mean * unit);
  const rounded = decimals === null ? '' : fixed(sd * unit, decimals);
  const spread = Number(rounded) > 0 || sd === 0 ? rounded : plain(sd * unit, 1);
  return html`${text} <span class="muted">± ${spread}</span>`;
}

function number(value: number): string {
  const decimals = decimalsOf(value);
  return decimals === null ? plain(value, 2) : fixed(value, decimals);
}

/** Three digits of small numbers, two decimals of others; null where a power of ten says it better. */
function decimalsOf(value: number): number | null {
  const size = Math.abs(value);
  if (size === 0) return 2;
  const decimals = Math.max(2, 2 - Math.floor(Math.log10(size)));
  return decimals > 5 || size >= 1e5 ? null : decimals;
}

/** `prediction −65.0 (−5.26λ), slope −5.3λ`, then what else is known. */
function theory(
  lines: readonly TheoryRate[],
  { lambda }: VariantView,
  factor: number,
  inLambda: boolean,
): TemplateResult {
  const [first, second] = lines;
  if (!first) return html`<span class="muted">nothing here</span>`;
  const said = ({ kind, rate }: TheoryRate) =>
    html`<span class="muted">${kind}</span> ${number(rate / factor)}`;
  return html`<span title=${first.label}
      >${said(first)}<span class="wide"
        >${inLambda ? ` (${fixed(first.rate / lambda)}λ)` : nothing}, ${first.label.split(',')[0]}</span
      ></span
    >${second ? html`<span class="wide" title=${second.label}>; ${said(second)}</span>` : nothing}`;
}

import { html, type TemplateResult } from 'lit';
import { lastDefined, valueAt } from '../../src/charts/curveAt.ts';
import { isComplete } from '../../src/charts/model/chartInput.ts';
import { LOG_FLOOR } from '../../src/charts/model/valueAxis.ts';
import { unitFactor } from '../../src/charts/model/viewTime.ts';
import { fixed } from '../../src/charts/numbers.ts';
import { seriesSymbol, statisticName } from '../../src/charts/seriesNames.ts';
import type { SeriesView, VariantView } from '../../src/protocol/panel.ts';
import type { ReadAt } from '../crossReading.ts';

/** The norm is read on a linear axis, also where its statistics are of logarithms. */
function isReadLinear(series: SeriesView): boolean {
  return series.scale === 'linear' || series.key === 'normZ1';
}

/** `log₁₀ L`, `‖Z₁‖₂`: what a column of readings has. */
export function columnName(series: SeriesView): string {
  return isReadLinear(series) ? seriesSymbol(series) : statisticName(series);
}

/** What is read of a curve: its mean ± 1 sd over seeds there, or why there is nothing. */
export function reading(
  variant: VariantView,
  series: SeriesView,
  at: Pick<ReadAt, 'shown' | 'unit'>,
): TemplateResult | string {
  const curve = variant.curves[series.key];
  const last = curve ? lastDefined(curve.mean) : -1;
  if (!curve || last < 0) return html`<span class="muted">–</span>`;
  const t = at.shown === null ? curve.t[last]! : at.shown / unitFactor(at.unit, variant);
  const mean = valueAt(curve.t, curve.mean, t);
  if (Number.isNaN(mean))
    return html`<span class="muted">${t > curve.t[last]! && !isComplete(variant) ? 'not yet' : '–'}</span>`;
  const sd = valueAt(curve.t, curve.sd, t);
  const many = variant.runs.total > 1;
  if (isReadLinear(series) && series.scale === 'log')
    return withSpread(10 ** mean, (10 ** (mean + sd) - 10 ** (mean - sd)) / 2, many);
  if (series.scale === 'log' && mean <= LOG_FLOOR) return html`zero <span class="muted">or below</span>`;
  return withSpread(mean, sd, many);
}

/** `0.52 ± 0.03`; of a single run the value alone. */
export function withSpread(mean: number, sd: number, many: boolean): TemplateResult | string {
  if (!many || !Number.isFinite(sd)) return fixed(mean);
  return html`${fixed(mean)} <span class="muted">± ${fixed(sd)}</span>`;
}

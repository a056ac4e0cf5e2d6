import type { VerdictRow } from '../../experiment/reproduces.ts';
import type { EventTimes } from '../../protocol/events.ts';
import type { Statistic, VariantView } from '../../protocol/panel.ts';
import type { EndedBatch } from '../endedBatch.ts';
import { fixed, formatNumber } from '../format.ts';

/** A column: its head, and its text for each variant. */
interface Column {
  readonly head: string;
  readonly cell: (variant: VariantView, i: number) => string;
}

/**
 * What a batch came to, the head first, then a variant a row: mean ± standard deviation of the final values over the
 * seeds that ended well, and beside them the values of the paper where the batch reproduces a figure.
 */
export function resultRows({ view, model, verdict }: EndedBatch): readonly (readonly string[])[] {
  const has = (key: string): boolean => view.series.some(series => series.key === key);
  const rowOf = (variant: number, quantity: VerdictRow['quantity']): VerdictRow | undefined =>
    verdict?.rows.find(row => row.variant === variant && row.quantity === quantity);

  const columns: Column[] =
    view.fields.length > 0
      ? view.fields.map((head, field) => ({ head, cell: variant => variant.labels[field] ?? '' }))
      : [{ head: 'variant', cell: () => 'all' }];
  columns.push({ head: 'runs', cell: runsText });
  for (const quantity of ['loss', 'alignment'] as const) {
    if (!has(quantity)) continue;
    columns.push({ head: `log₁₀ ${quantity}`, cell: (_, i) => spread(model.final(i, quantity), 2) });
    if (verdict?.rows.some(row => row.quantity === quantity)) {
      columns.push({ head: 'paper', cell: (_, i) => paperText(rowOf(i, quantity)) });
    }
  }
  for (const { symbol, variants } of view.events) {
    columns.push({ head: symbol, cell: ({ id }) => eventText(variants[id]) });
  }
  return [
    columns.map(({ head }) => head),
    ...view.variants.map((variant, i) => columns.map(({ cell }) => cell(variant, i))),
  ];
}

/** `−20.2 ✓`; a question mark while there are too few seeds to judge. */
function paperText(row: VerdictRow | undefined): string {
  if (row === undefined) return '';
  const mark = row.passed === null ? '?' : row.passed ? '✓' : '✗';
  return `${fixed(row.paper, 1)} ${mark}`;
}

/** Mean ± sd; how many had it where not all did. */
function eventText(times: EventTimes | undefined): string {
  if (!times?.measured) return '–';
  const some = times.had < times.ended ? ` (${times.had})` : '';
  return `${spread(times.measured, 3)}${some}`;
}

function spread(value: Statistic | null, decimals: number): string {
  return value === null ? '–' : `${fixed(value.mean, decimals)} ± ${fixed(value.sd, decimals)}`;
}

function runsText({ runs }: VariantView): string {
  const { done, failed, total } = runs;
  const some = done === total ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`;
  return failed > 0 ? `${some}, ${formatNumber(failed)} failed` : some;
}

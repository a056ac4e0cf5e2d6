import type { SeriesInfo } from '../../engine/simulation.ts';
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
 * What a batch came to, the head first, then a variant a row: how many runs ended with which verdict where ends are
 * judged, and mean ± standard deviation of the numbers that its kind of problem is told by, over the seeds that ended
 * well; beside them the values of the paper where the batch reproduces a figure.
 */
export function resultRows(batch: EndedBatch): readonly (readonly string[])[] {
  const { view } = batch;
  const columns: Column[] =
    view.fields.length > 0
      ? view.fields.map((head, field) => ({ head, cell: variant => variant.labels[field] ?? '' }))
      : [{ head: 'variant', cell: () => 'all' }];
  columns.push({ head: 'runs', cell: runsText }, ...verdictColumns(batch), ...numberColumns(batch));
  for (const { symbol, variants } of view.events) {
    columns.push({ head: symbol, cell: ({ id }) => eventText(variants[id]) });
  }
  return [
    columns.map(({ head }) => head),
    ...view.variants.map((variant, i) => columns.map(({ cell }) => cell(variant, i))),
  ];
}

/** A column for each verdict that some run has: `25 of 60`. */
function verdictColumns({ view, model, kind }: EndedBatch): readonly Column[] {
  const verdicts = view.variants.map((_, i) => model.records(i).flatMap(({ verdict }) => verdict ?? []));
  const had = (kind?.verdicts ?? []).filter(({ key }) => verdicts.some(each => each.includes(key)));
  return had.map(({ key, label }) => ({
    head: label,
    cell: ({ runs }, i) => {
      const count = verdicts[i]?.filter(verdict => verdict === key).length ?? 0;
      return `${formatNumber(count)} of ${formatNumber(runs.done)}`;
    },
  }));
}

/** The numbers that the kind of problem is told by, as far as some variant has them. */
function numberColumns({ view, model, kind, verdict }: EndedBatch): readonly Column[] {
  const rowOf = (variant: number, quantity: string): VerdictRow | undefined =>
    verdict?.rows.find(row => row.variant === variant && row.quantity === quantity);
  const known = (kind?.results ?? []).filter(
    key => model.series.some(one => one.key === key) || view.variants.some((_, i) => model.final(i, key)),
  );
  return known.flatMap((key): Column[] => {
    const info = model.info(key);
    const log = info?.scale === 'log';
    const name = headOf(key, info, view.fields);
    const column: Column = {
      head: log ? `log₁₀ ${name}` : name,
      cell: (_, i) =>
        log ? logSpread(model.final(i, key), info.resolution) : plainSpread(model.final(i, key)),
    };
    const compared = verdict?.rows.some(row => row.quantity === key) === true;
    return compared ? [column, { head: 'paper', cell: (_, i) => paperText(rowOf(i, key)) }] : [column];
  });
}

/** `loss`; `nuclear norm`, for a key in camel case is no word; a symbol where a setting of that name has a column of its own. */
function headOf(key: string, info: SeriesInfo | undefined, fields: readonly string[]): string {
  if (info === undefined) return key;
  if (fields.includes(key)) return info.symbol;
  return /[A-Z]/.test(key) ? `${info.label.charAt(0).toLowerCase()}${info.label.slice(1)}` : key;
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

/** log₁₀ of values; `≤ −12` where none is above the resolution of the quantity. */
function logSpread(value: Statistic | null, resolution = 0): string {
  const least = Math.log10(resolution);
  return value !== null && value.mean <= least ? `≤ ${fixed(least, 0)}` : spread(value, 2);
}

/** Values on a linear scale; those that all runs share have no spread. */
function plainSpread(value: Statistic | null): string {
  if (value === null) return '–';
  const mean = formatNumber(value.mean);
  return value.sd > 1e-9 * Math.abs(value.mean) ? `${mean} ± ${formatNumber(value.sd, 2)}` : mean;
}

function runsText({ runs }: VariantView): string {
  const { done, failed, total } = runs;
  const some = done === total ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`;
  return failed > 0 ? `${some}, ${formatNumber(failed)} failed` : some;
}

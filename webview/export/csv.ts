import { recordHeads, recordsOf } from '../../src/charts/page/pageRecords.ts';
import type { PageView } from '../../src/protocol/page.ts';
import type { PanelView } from '../../src/protocol/panel.ts';

/**
 * All curves as CSV (RFC 4180): one row a variant, series and time; statistics over seeds as plotted, so log₁₀ for
 * series on a log scale; an undefined value is empty.
 */
export function curvesCsv(view: PanelView): string {
  const rows: (string | number)[][] = [[...view.fields, 'series', 'scale', 't', 'mean', 'sd', 'seeds']];
  for (const variant of view.variants) {
    for (const series of view.series) {
      const curve = variant.curves[series.key];
      if (!curve) continue;
      const labels = view.fields.map((_, i) => variant.labels[i] ?? '');
      const scale = series.scale === 'log' ? 'log10' : 'linear';
      curve.t.forEach((t, i) => {
        rows.push([
          ...labels,
          series.key,
          scale,
          t,
          number(curve.mean[i]!),
          number(curve.sd[i]!),
          curve.count[i]!,
        ]);
      });
    }
  }
  return fileOf(rows);
}

/** All that the charts of a page draw, the cells of maps included: one row a thing, under the same heads for every chart. */
export function pageCsv({ charts }: PageView): string {
  const rows: (string | number)[][] = [
    ['chart', 'item', 'x is', 'x', 'value is', 'value', 'low', 'high', 'count', 'remark'],
  ];
  for (const chart of charts) {
    const heads = recordHeads(chart);
    for (const { item, x, y, low, high, count, words } of recordsOf(chart, true))
      rows.push([
        chart.title,
        item,
        heads.x,
        x ?? '',
        heads.y,
        y ?? '',
        low ?? '',
        high ?? '',
        count ?? '',
        words,
      ]);
  }
  return fileOf(rows);
}

function fileOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map(row => row.map(quoted).join(',')).join('\r\n') + '\r\n';
}

function number(value: number): number | string {
  return Number.isFinite(value) ? value : '';
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

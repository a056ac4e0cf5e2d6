import type { SeriesView } from '../protocol/panel.ts';

/** Short names of the series that have a chart of their own; others keep the names that their metric gives. */
const SHORT: Readonly<Record<string, { readonly title: string; readonly symbol: string }>> = {
  loss: { title: 'Loss', symbol: 'L' },
  alignment: { title: 'Alignment', symbol: '1 − cos' },
  normZ1: { title: 'Norm', symbol: '‖Z₁‖₂' },
};

export function seriesTitle(series: SeriesView): string {
  return SHORT[series.key]?.title ?? series.label;
}

export function seriesSymbol(series: SeriesView): string {
  return SHORT[series.key]?.symbol ?? series.symbol;
}

/** `log₁₀ L`, `log₁₀(1 − cos)`: what the statistics of a log series are of. */
export function statisticName(series: SeriesView): string {
  const symbol = seriesSymbol(series);
  if (series.scale === 'linear') return symbol;
  return symbol.includes(' ') ? `log₁₀(${symbol})` : `log₁₀ ${symbol}`;
}

import type { SeriesInfo } from '../engine/simulation.ts';

/** What is plotted of a series: `log₁₀ L`, `log₁₀(1 − cos)`; of one that nobody knows its key. */
export function plottedName(info: SeriesInfo | undefined, key: string): string {
  if (info?.scale !== 'log') return info?.symbol ?? key;
  return info.symbol.includes(' ') ? `log₁₀(${info.symbol})` : `log₁₀ ${info.symbol}`;
}

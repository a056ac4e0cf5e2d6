import type { PhaseView, Statistic } from '../protocol/panel.ts';

/**
 * The phases of one variant from the mean times of its events (theory.md, Metrics): alignment until the escape T½, local
 * convergence until signal and noise are equal, then the slow tail to the end of the axis.
 */
export function phasesOf(
  variant: string,
  events: Readonly<Record<string, Statistic>>,
  horizon: number,
): readonly PhaseView[] {
  const escape = events['escape']?.mean;
  if (escape === undefined || !(escape > 0) || !(escape < horizon)) return [];
  const alignment = { variant, label: 'alignment', shortLabel: 'align', from: 0, to: escape };
  const crossing = events['crossing']?.mean;
  const end = crossing !== undefined && crossing > escape ? Math.min(crossing, horizon) : horizon;
  const local = { variant, label: 'local convergence', shortLabel: 'local', from: escape, to: end };
  if (!(end < horizon)) return [alignment, local];
  return [alignment, local, { variant, label: 'slow tail', shortLabel: 'tail', from: end, to: horizon }];
}

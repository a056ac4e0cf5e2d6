import type { ProblemKind } from '../kinds/contract.ts';

/** The series that charts of this kind of problem draw: lines of the user's own can be drawn over them. */
export function chartedSeries({ curvePage }: Pick<ProblemKind, 'curvePage'>): readonly string[] {
  return [...new Set(curvePage.charts.flatMap(({ series }) => series))];
}

/** The same as words: `loss, alignment and normZ1`. */
export function chartedWords(kind: Pick<ProblemKind, 'curvePage'>, last: 'and' | 'or' = 'and'): string {
  const charted = chartedSeries(kind);
  if (charted.length < 2) return charted.join('');
  return `${charted.slice(0, -1).join(', ')} ${last} ${charted.at(-1) ?? ''}`;
}

/** The series of the first chart, which stands for a run where one number has to: the loss, or how far it is from its least. */
export function mainSeries({ curvePage }: Pick<ProblemKind, 'curvePage'>): string {
  return curvePage.charts[0]?.series[0] ?? '';
}

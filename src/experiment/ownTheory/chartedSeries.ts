import type { ProblemKind } from '../kinds/contract.ts';

/** The series that charts of this kind of problem draw, as words: `loss, alignment and normZ1`. */
export function chartedWords({ charted }: Pick<ProblemKind, 'charted'>, last: 'and' | 'or' = 'and'): string {
  if (charted.length < 2) return charted.join('');
  return `${charted.slice(0, -1).join(', ')} ${last} ${charted.at(-1) ?? ''}`;
}

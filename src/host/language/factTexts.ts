import type { PlacedFact } from '../../experiment/facts/placedFacts.ts';
import type { Fact } from '../../experiment/kinds/contract.ts';
import { formatNumber } from '../../runs/format.ts';

type Told = Pick<PlacedFact, 'info' | 'values'>;

/** More words than these are not listed side by side. */
const MOST_WORDS = 3;

/** `δ_w = 0.907`, `T½ ≈ 0.97 ± 0.04`, and over several variants `T½ ≈ 0.57…0.97`. */
export function factText({ info, values }: Told): string {
  return `${info.before}${valueText(values)}${info.after ?? ''}`;
}

/** One line of a hover: the value, how it comes about, and what follows from it. */
export function factLine(fact: Told): string {
  const { label, formula, help } = fact.info;
  const how = formula === '' ? '' : ` \u2002\`${formula}\``;
  return `**${factText(fact)}**, ${label}${how}  \n${help}`;
}

function valueText(values: readonly Pick<Fact, 'value' | 'spread'>[]): string {
  const [first] = values;
  if (first === undefined) return '';
  const numbers = values.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
  if (numbers.length < values.length) {
    const words = [...new Set(values.map(({ value }) => String(value)))];
    return words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS).join(', ')}, …` : words.join(', ');
  }
  const low = formatNumber(Math.min(...numbers), 3);
  const high = formatNumber(Math.max(...numbers), 3);
  if (low !== high) return `${low}…${high}`;
  const { spread } = first;
  return values.length === 1 && spread !== undefined && spread > 0
    ? `${low} ± ${formatNumber(spread, 1)}`
    : low;
}

/** Where a hint stands: behind a value on one line, behind the bracket that opens a longer one. */
export function hintOffset(text: string, { offset, length }: PlacedFact['span']): number {
  const value = text.slice(offset, offset + length);
  return /^[{[]/.test(value) && value.includes('\n') ? offset + 1 : offset + length;
}

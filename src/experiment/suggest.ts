import { ALIASES } from './aliases.ts';

/** The known word that was probably meant: its name elsewhere, or one near enough (a third of the letters may be wrong). */
export function closest(word: string, known: Iterable<string>): string | null {
  const alias = ALIASES.get(word.toLowerCase());
  if (alias !== undefined && [...known].includes(alias)) return alias;
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const [own, other] = withoutCommonSegments(word.toLowerCase(), candidate.toLowerCase());
    const limit = Math.max(1, Math.floor(Math.max(own.length, other.length) / 3));
    const distance = editDistance(own, other, limit);
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Two dotted paths without the segments they begin with in common: those say nothing about the rest. */
function withoutCommonSegments(a: string, b: string): readonly [string, string] {
  let from = 0;
  for (let i = 0; i < a.length && a[i] === b[i]; i++) if (a[i] === '.') from = i + 1;
  return [a.slice(from), b.slice(from)];
}

/** ` (did you mean "rank"?)`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const guess = closest(word, known);
  return guess === null ? '' : `; did you mean "${guess}"?`;
}

/** Damerau–Levenshtein distance with adjacent swaps; anything over `limit` may be reported as `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || a.length > 200) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length]!;
}

import { folded } from './characters.ts';

/** Characters that a model tells apart. */
export interface Vocabulary {
  /** Code points by class, ascending. */
  readonly codes: readonly number[];
  /** Whether one more class, the last, stands for every other character. */
  readonly other: boolean;
  /** K: classes. */
  readonly size: number;
}

/** Stands for every other character where text is written. */
const OTHER = '□';

/**
 * The vocabulary of texts in which code points occur so often: all characters where there are at most `most`, else the
 * `most` − 1 that are the most frequent in all texts together (of equal ones the lower code points), and one class for all others.
 */
export function vocabularyOf(
  texts: readonly ReadonlyMap<number, number>[],
  most: number,
  lowerCase: boolean,
): Vocabulary {
  const counts = new Map<number, number>();
  for (const text of texts)
    for (const [code, count] of text) {
      const own = folded(code, lowerCase);
      counts.set(own, (counts.get(own) ?? 0) + count);
    }
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([code]) => code);
  const other = frequent.length > most;
  const codes = frequent.slice(0, other ? most - 1 : most).sort((a, b) => a - b);
  return { codes, other, size: codes.length + (other ? 1 : 0) };
}

/** The class of every character. */
export function classesOf(codes: Int32Array, vocabulary: Vocabulary, lowerCase: boolean): Int32Array {
  const classes = new Map(vocabulary.codes.map((code, i) => [code, i]));
  const others = vocabulary.codes.length;
  return codes.map(code => classes.get(folded(code, lowerCase)) ?? others);
}

/** What a class is written as. */
export function characterOf({ codes }: Vocabulary, own: number): string {
  const code = codes[own];
  return code === undefined ? OTHER : String.fromCodePoint(code);
}

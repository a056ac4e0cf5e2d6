/** At most so many characters of a text are looked at, from its beginning. */
export const MOST_CHARACTERS = 1_000_000;

/** A text as code points. */
export interface Characters {
  readonly codes: Int32Array;
  /** How many there are in all, `codes` having the first of them. */
  readonly length: number;
}

const SPACE = 32;
const LINE = 10;

/** The characters of a text: line ends of any kind as one `\n`, runs of spaces, tabs and form feeds as one space. */
export function charactersOf(text: string): Characters {
  const codes = new Int32Array(Math.min(text.length, MOST_CHARACTERS));
  let length = 0;
  let before = -1;
  let returned = false;
  for (const character of text) {
    const given = character.codePointAt(0)!;
    const ended = returned && given === LINE;
    returned = given === 13;
    if (ended) continue;
    const code = returned ? LINE : given === 9 || given === 11 || given === 12 ? SPACE : given;
    if (code === SPACE && before === SPACE) continue;
    before = code;
    if (length < codes.length) codes[length] = code;
    length++;
  }
  return { codes: codes.subarray(0, Math.min(length, codes.length)), length };
}

/** The code point that stands for it: of the letters A … Z the small one, where all are small. */
export function folded(code: number, lowerCase: boolean): number {
  return lowerCase && code >= 65 && code <= 90 ? code + 32 : code;
}

/** How often each code point occurs. */
export function countsOf({ codes }: Characters): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

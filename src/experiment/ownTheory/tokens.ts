import type { Stretch } from './expression.ts';

/** A word of an expression. `text` is what it means: typographic signs are read as their plain forms. */
export interface Token extends Stretch {
  readonly kind: 'number' | 'name' | 'sign' | 'foreign' | 'end';
  readonly text: string;
}

/** What may be pasted from a page, and what is meant. */
const TYPOGRAPHIC: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['**', '^'],
]);

const BLANK = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const SIGN = /\*\*|<=|>=|==|!=|[-+*/^()<>?:,−×·÷≤≥≠]/y;

/** Cuts an expression into words; the last is its end. What belongs to no word is `foreign`, one character each. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const taken = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const blank = taken(BLANK);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const number = taken(NUMBER);
    const name = number === undefined ? taken(NAME) : undefined;
    const sign = number === undefined && name === undefined ? taken(SIGN) : undefined;
    const found = number ?? name ?? sign ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const kind =
      number !== undefined ? 'number' : name !== undefined ? 'name' : sign !== undefined ? 'sign' : 'foreign';
    tokens.push({ kind, text: TYPOGRAPHIC.get(found) ?? found, from: at, to: at + found.length });
    at += found.length;
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length });
  return tokens;
}

import { textCounts } from './generated/textCounts.ts';

/** Texts that ship: the project’s own documentation, and a piece of its own TypeScript. */
export type BuiltInText = keyof typeof textCounts;

/** What is known of a text before anything is trained on it. */
export interface TextDescription {
  /** Characters that are looked at, and characters in all. */
  readonly read: number;
  readonly length: number;
  readonly counts: ReadonlyMap<number, number>;
}

/** Of a text that ships: whoever describes an experiment needs this and never the text, which workers load. */
export function builtInDescription(kind: BuiltInText): TextDescription {
  const { length, characters, counts } = textCounts[kind];
  const codes = Array.from(characters, character => character.codePointAt(0)!);
  return { read: length, length, counts: new Map(codes.map((code, i) => [code, counts[i]!])) };
}

import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;

const Prose = Type.Object(
  { kind: Type.Literal('prose') },
  {
    ...closed,
    title: 'prose',
    description: 'Paragraphs of this extension’s own documentation: 65 000 characters of English.',
  },
);

const Code = Type.Object(
  { kind: Type.Literal('code') },
  {
    ...closed,
    title: 'code',
    description: 'The TypeScript by which this extension computes networks: 43 000 characters.',
  },
);

const TextFile = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      examples: ['notes.txt'],
      description: 'A text in UTF-8, relative to the experiment. Its first million characters are read.',
    }),
  },
  { ...closed, title: 'file', description: 'A text of your own: prose, code, a log, DNA …' },
);

/** A text to learn, with the one that it is by default. */
export const textSource = (title: string, description: string, kind: 'prose' | 'code') =>
  Type.Union([Prose, Code, TextFile], { title, description, default: { kind } });
export type TextSource = Static<ReturnType<typeof textSource>>;

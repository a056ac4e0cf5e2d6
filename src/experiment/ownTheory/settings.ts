import Type, { type TSchema } from 'typebox';
import type { ProblemKind } from '../kinds/contract.ts';
import { chartedSeries, chartedWords } from './chartedSeries.ts';

/** How much a line of one's own promises, in a file. */
export const OWN_KINDS = ['bound', 'prediction', 'fit'] as const;
export type OwnKind = (typeof OWN_KINDS)[number];

/** A theory line of the file's own, every default explicit. */
export interface OwnOverlay {
  readonly on: string;
  readonly label: string;
  readonly kind: OwnKind;
  readonly expr: string;
  readonly with: Readonly<Record<string, number>>;
}

/** A curve from elsewhere that is drawn beside ours. */
export interface ReferenceFile {
  readonly kind: 'file';
  readonly path: string;
  readonly label: string;
}

/** Schema of `overlays` for one kind of problem. Columns without a chart can be named; a warning says what that is worth. */
export function overlaysSchema(kind: ProblemKind): TSchema {
  const charted = chartedSeries(kind);
  return Type.Array(
    Type.Object({
      on: Type.Union(
        [Type.Enum(kind.columns.filter(key => charted.includes(key))), Type.String({ minLength: 1 })],
        {
          title: 'series',
          description:
            `The series that the line is drawn over: ${chartedWords(kind, 'or')}. Other series have no chart. ` +
            'Values are those of the series itself, not their logarithms.',
          default: charted[0],
        },
      ),
      label: Type.Optional(
        Type.String({
          minLength: 1,
          title: 'name',
          description: 'Shown at the line. Left out, it is the expression.',
        }),
      ),
      kind: Type.Enum([...OWN_KINDS], {
        title: 'what it promises',
        description:
          '`bound`: never crossed. `prediction`: follows from theory. `fit`: has numbers that were fitted to a run. ' +
          'Nothing checks it; it is written at the line.',
        default: 'prediction',
      }),
      expr: Type.String({
        minLength: 1,
        title: 'expression',
        description:
          'A formula in `t`, the named quantities (`lambda`, `Tescape`, `alpha` …) and the constants of `with`: ' +
          '`C*exp(-2*lambda*t)`. It is read and worked out term by term, never executed.',
      }),
      with: Type.Object(
        {},
        {
          additionalProperties: Type.Number(),
          title: 'constants',
          description:
            'Numbers with names of your own, for use in `expr`: `{ "C": 0.5 }`. They go before quantities of the same name.',
          default: {},
        },
      ),
    }),
    {
      title: 'your own theory lines',
      description:
        'Lines drawn over the curves, each variant with its own quantities. Not part of the identity of a run: ' +
        'changing them computes nothing again.',
    },
  );
}

const referenceFile = Type.Object(
  {
    kind: Type.Literal('file'),
    path: Type.String({
      minLength: 1,
      title: 'path',
      description:
        'A table of comma-, semicolon- or tab-separated values, relative to the experiment. Its first line names the ' +
        'columns: `t` or `step`, and keys of series.',
    }),
    label: Type.Optional(
      Type.String({
        minLength: 1,
        title: 'name',
        description: 'Shown at the curve. Left out, it is the name of the file.',
      }),
    ),
  },
  { title: 'table of values', description: 'A curve from a text table.' },
);

/** Schema of `reference`. */
export const referenceSchema = Type.Union(
  [referenceFile, Type.Array(referenceFile, { title: 'list of tables' })],
  {
    title: 'curves from elsewhere',
    description:
      'Tables with values of another program, drawn beside ours with the largest difference. Not part of the identity ' +
      'of a run.',
  },
);

import Type, { type TSchema } from 'typebox';
import { FIGURE_IDS } from './paper/figures.ts';
import type { ProblemKind } from './kinds/contract.ts';
import { overlaysSchema, referenceSchema } from './ownTheory/settings.ts';
import { plainSchema, settingPaths, type Schema } from './schemaModel.ts';

/** The sections of a file that hold settings: what `sweep` and `variants` may change. */
export const SECTIONS = ['problem', 'adapter', 'dynamics', 'metrics'] as const;
export type Section = (typeof SECTIONS)[number];

const seed = Type.Integer({ minimum: 0, maximum: 2 ** 32 - 1 });

/** The keys of a file besides its settings. */
export const documentKeys = {
  $schema: Type.Optional(Type.String({ description: 'Ignored: the schema belongs to the file name.' })),
  version: Type.Integer({
    title: 'version of the file format',
    description: 'Currently 1. Older files are migrated with a note, newer ones refused.',
    default: 1,
  }),
  title: Type.String({
    title: 'title',
    description: 'Shown above the plots. Not part of the identity of a run.',
    default: '',
  }),
  notes: Type.Optional(
    Type.String({ title: 'notes', description: 'For yourself. Not part of the identity of a run.' }),
  ),
  seeds: Type.Union(
    [
      Type.Integer({ minimum: 1, maximum: 100_000 }),
      Type.Array(seed, { minItems: 1, uniqueItems: true, title: 'list of seeds' }),
    ],
    {
      title: 'seeds',
      description:
        'How many draws of the adapters (`30` means seeds 0 to 29), or a list of seeds (`[3, 7]`). Seeds redraw ' +
        'adapters and optimiser noise only; `pretrained.seed` redraws the weights.',
      default: 1,
    },
  ),
  reproduces: Type.Optional(
    Type.Enum([...FIGURE_IDS], {
      title: 'published figure',
      description:
        'Compares the final values with those of a figure of arXiv 2503.06982. It judges only the variants whose ' +
        'settings are those of the figure.',
    }),
  ),
};

/** The keys of a file that draw something besides the curves: presentation, not part of the identity of a run. */
export function presentationKeys(kind: ProblemKind): {
  readonly overlays: TSchema;
  readonly reference: TSchema;
} {
  return { overlays: Type.Optional(overlaysSchema(kind)), reference: Type.Optional(referenceSchema) };
}

/** Schema of `metrics` for one kind of problem: keys of its series. */
export function metricsSchema(kind: ProblemKind): TSchema {
  const keys = kind.series.map(series => series.key);
  return Type.Array(
    Type.Enum(keys, { enumDescriptions: kind.series.map(series => `${series.symbol}: ${series.label}`) }),
    {
      title: 'further series',
      description: `Series to record besides ${kind.defaultSeries.map(key => `\`${key}\``).join(', ')}.`,
      default: [],
      uniqueItems: true,
    },
  );
}

/** The settings sections of one kind of problem. */
export function sectionSchemas(kind: ProblemKind): Readonly<Record<Section, Schema>> {
  return {
    problem: plainSchema(kind.sections.problem),
    adapter: plainSchema(kind.sections.adapter),
    dynamics: plainSchema(kind.sections.dynamics),
    metrics: plainSchema(metricsSchema(kind)),
  };
}

/** `problem` in a file: one of the kinds, the first where none is written. */
export function problemSchema(kinds: readonly ProblemKind[]): Schema {
  return {
    title: 'problem',
    description: 'What is fitted. The kind decides what the other sections can say.',
    anyOf: kinds.map(kind => plainSchema(kind.sections.problem)),
  };
}

/** These have readers of their own: to the structure check of the document anything may stand there. */
const ANYTHING: Schema = {};

/** Schema of a whole file with that kind of problem. */
export function documentSchema(kind: ProblemKind): Schema {
  const { problem, ...sections } = sectionSchemas(kind);
  const keys = plainSchema(Type.Object(documentKeys));
  return {
    type: 'object',
    properties: {
      ...keys.properties,
      problem,
      ...sections,
      sweep: ANYTHING,
      variants: ANYTHING,
      overlays: ANYTHING,
      reference: ANYTHING,
    },
    required: ['problem'],
  };
}

/** Every dotted path of a setting of that kind of problem, with the schemas it can have. */
export function sweepablePaths(kind: ProblemKind): ReadonlyMap<string, readonly Schema[]> {
  const sections = sectionSchemas(kind);
  const paths = settingPaths({ type: 'object', properties: sections });
  paths.delete('problem');
  paths.delete('problem.kind');
  return paths;
}

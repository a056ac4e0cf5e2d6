import Type from 'typebox';
import { SchemaWriter, documentation, type Extent } from './editorSchema.ts';
import type { JsonObject } from './json.ts';
import type { ProblemKind } from './kinds/contract.ts';
import { problemKinds } from './kinds/registry.ts';
import { documentKeys, presentationKeys, problemSchema, sectionSchemas } from './schema.ts';
import { plainSchema, type Schema } from './schemaModel.ts';
import { rootSnippets, snippetsOf } from './snippets.ts';
import { sweepSchema } from './sweepSchema.ts';

/** Keys whose values depend on the kind of problem. */
const BY_KIND = ['adapter', 'dynamics', 'metrics', 'sweep', 'variants', 'overlays', 'reference'] as const;

/**
 * The JSON Schema that editors use for `*.lora.json`: draft 7 with VS Code's extensions. What the kinds of problem
 * share stands once; of the rest the kind that is written decides.
 */
export function fileJsonSchema(): JsonObject {
  const writer = new SchemaWriter();
  const keys = plainSchema(Type.Object(documentKeys)).properties ?? {};
  const problem = problemSchema(problemKinds);
  const properties: JsonObject = {
    ...Object.fromEntries(
      Object.entries(keys).map(([key, schema]) => [key, writer.write(key, schema, 'whole')]),
    ),
    problem: writer.write('problem', problem, 'whole'),
    ...Object.fromEntries(BY_KIND.map(key => [key, true])),
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'LoRA experiment',
    allowComments: true,
    allowTrailingCommas: true,
    type: 'object',
    defaultSnippets: rootSnippets(problemKinds),
    // A file without a problem is somebody else's: it gets completion, and no complaints.
    if: { required: ['problem'] },
    then: {
      properties,
      additionalProperties: false,
      allOf: problemKinds.map((kind, i) => ({
        if: { properties: { problem: isOfKind(kind, i === 0) } },
        then: { properties: propertiesOf(kind, problem, writer) },
      })),
    },
    else: { properties: lenient(keys, problem) },
    definitions: writer.definitions(),
  };
}

/** A problem of that kind; without a `kind` it is of the default one. */
function isOfKind({ kind }: ProblemKind, byDefault: boolean): JsonObject {
  const written = { type: 'object', properties: { kind: { const: kind } }, required: ['kind'] };
  const leftOut = { type: 'object', not: { required: ['kind'] } };
  return { anyOf: [{ const: kind }, written, ...(byDefault ? [leftOut] : [])] };
}

function propertiesOf(kind: ProblemKind, problem: Schema, writer: SchemaWriter): JsonObject {
  const { problem: _own, ...sections } = sectionSchemas(kind);
  const presentation = presentationKeys(kind);
  const write = (extent: Extent): readonly [string, JsonObject][] =>
    Object.entries(sections).map(([key, schema]) => [key, writer.write(key, schema, extent)]);
  return {
    ...Object.fromEntries(write('whole')),
    sweep: sweepSchema(kind, writer),
    variants: variantsSchema([['problem', writer.write('problem', problem, 'partial')], ...write('partial')]),
    overlays: {
      ...writer.write('overlays', plainSchema(presentation.overlays), 'whole'),
      ...overlaySnippets,
    },
    reference: {
      ...writer.write('reference', plainSchema(presentation.reference), 'whole'),
      ...referenceSnippets,
    },
  };
}

function variantsSchema(sections: readonly (readonly [string, JsonObject])[]): JsonObject {
  return {
    title: 'variants: named alternatives',
    markdownDescription:
      'Settings laid over those of the file, for alternatives that no axis can express. Every variant runs with ' +
      'every point of the sweep. Where an overlay changes a `kind`, settings that the new kind does not have are ' +
      'dropped.',
    type: 'array',
    items: {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1, markdownDescription: 'Shown in legends and tables.' },
        ...Object.fromEntries(sections),
      },
      required: ['name'],
      additionalProperties: false,
      defaultSnippets: [
        { label: 'named variant', body: { name: '${1:name}', adapter: { rank: '^${2:8}' } } },
      ],
    },
  };
}

const overlaySnippets: JsonObject = {
  examples: [
    [{ on: 'loss', label: 'my bound', kind: 'bound', expr: 'C*exp(-2*lambda*t)', with: { C: 0.5 } }],
  ],
  defaultSnippets: [
    {
      label: 'line of your own',
      body: [
        {
          on: '${1:loss}',
          label: '${2:my bound}',
          kind: '${3|bound,prediction,fit|}',
          expr: '${4:C*exp(-2*lambda*t)}',
          with: { C: '^${5:0.5}' },
        },
      ],
    },
  ],
};

const referenceSnippets: JsonObject = {
  examples: [{ kind: 'file', path: 'torch.csv' }],
  defaultSnippets: [{ label: 'table of values', body: { kind: 'file', path: '${1:torch.csv}' } }],
};

/** The keys with their documentation alone; those of the sections are of the default kind. */
function lenient(keys: Readonly<Record<string, Schema>>, problem: Schema): JsonObject {
  const [kind] = problemKinds;
  const presentation = plainSchema(Type.Object(presentationKeys(kind))).properties ?? {};
  const all: Readonly<Record<string, Schema>> = {
    ...{ ...keys, ...sectionSchemas(kind), problem, sweep: {}, variants: {}, ...presentation },
  };
  return Object.fromEntries(
    Object.entries(all).map(([key, schema]) => [key, { ...documentation(schema), ...snippetsOf(schema) }]),
  );
}

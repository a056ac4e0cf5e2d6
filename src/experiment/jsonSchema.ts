import Type from 'typebox';
import { SchemaWriter, documentation } from './editorSchema.ts';
import type { JsonObject } from './json.ts';
import type { ProblemKind } from './kinds/contract.ts';
import { problemKinds } from './kinds/registry.ts';
import { documentKeys, presentationKeys, sectionSchemas } from './schema.ts';
import { plainSchema, type Schema } from './schemaModel.ts';
import { rootSnippets, snippetsOf } from './snippets.ts';
import { sweepSchema } from './sweepSchema.ts';

/** The JSON Schema that editors use for `*.lora.json`: draft 7 with VS Code's extensions. */
export function fileJsonSchema(): JsonObject {
  const [kind] = problemKinds;
  const writer = new SchemaWriter();
  const presentation = presentationKeys(kind);
  const keys = plainSchema(Type.Object({ ...documentKeys, ...presentation })).properties ?? {};
  const sections = Object.entries(sectionSchemas(kind));
  const properties: JsonObject = {
    ...Object.fromEntries(
      Object.entries(keys).map(([key, schema]) => [key, writer.write(key, schema, 'whole')]),
    ),
    ...Object.fromEntries(sections.map(([key, schema]) => [key, writer.write(key, schema, 'whole')])),
    sweep: sweepSchema(kind, writer),
    variants: variantsSchema(sections, writer),
    overlays: {
      ...writer.write('overlays', plainSchema(presentation.overlays), 'whole'),
      ...overlaySnippets,
    },
    reference: {
      ...writer.write('reference', plainSchema(presentation.reference), 'whole'),
      ...referenceSnippets,
    },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'LoRA experiment',
    allowComments: true,
    allowTrailingCommas: true,
    type: 'object',
    defaultSnippets: rootSnippets(),
    // A file without a problem is somebody else's: it gets completion, and no complaints.
    if: { required: ['problem'] },
    then: { properties, additionalProperties: false },
    else: { properties: lenient(keys, kind) },
    definitions: writer.definitions(),
  };
}

function variantsSchema(sections: readonly [string, Schema][], writer: SchemaWriter): JsonObject {
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
        ...Object.fromEntries(sections.map(([key, schema]) => [key, writer.write(key, schema, 'partial')])),
      },
      required: ['name'],
      additionalProperties: false,
      defaultSnippets: [
        { label: 'named variant', body: { name: '${1:Adam}', dynamics: { kind: '${2:adam}' } } },
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

/** The keys with their documentation alone. */
function lenient(keys: Readonly<Record<string, Schema>>, kind: ProblemKind): JsonObject {
  const all: Readonly<Record<string, Schema>> = { ...keys, ...sectionSchemas(kind), sweep: {}, variants: {} };
  return Object.fromEntries(
    Object.entries(all).map(([key, schema]) => [key, { ...documentation(schema), ...snippetsOf(schema) }]),
  );
}

import { documentation, type SchemaWriter } from './editorSchema.ts';
import type { Json, JsonObject } from './json.ts';
import type { ProblemKind } from './kinds/contract.ts';
import { sweepablePaths } from './schema.ts';
import type { Schema } from './schemaModel.ts';
import { sweepSnippets } from './sweepValues.ts';

/** Schema of `sweep` for editors: every path that can be swept, with the values it can take. */
export function sweepSchema(kind: ProblemKind, writer: SchemaWriter): JsonObject {
  const properties: Record<string, Json> = {
    zip: {
      title: 'zip: axes that move together',
      markdownDescription:
        'Groups of swept paths of equal length whose values are paired instead of multiplied.',
      type: 'array',
      items: { type: 'array', items: { type: 'string' }, minItems: 2 },
    },
  };
  const patternProperties: Record<string, Json> = {};
  for (const [path, schemas] of sweepablePaths(kind)) {
    const values = axisSchema(path, schemas, writer);
    if (!path.includes('*')) properties[path] = values;
    else patternProperties[`^${path.replaceAll('.', '\\.').replaceAll('*', '\\d+')}$`] = values;
  }
  return {
    title: 'sweep: axes of the grid',
    markdownDescription:
      'Dotted paths of settings, each with a list of values, `{ "logspace": [from, to, count] }` or ' +
      '`{ "linspace": [from, to, count] }`. All combinations run; `zip` pairs axes instead.',
    type: 'object',
    properties,
    patternProperties,
    additionalProperties: false,
    defaultSnippets: [
      { label: 'sweep over the scale', body: { 'adapter.initScale': [1e-3, 1e-4, 1e-5] } },
      { label: 'sweep over 13 scales', body: { 'adapter.initScale': { logspace: [1e-6, 1, 13] } } },
    ],
  };
}

function axisSchema(path: string, schemas: readonly Schema[], writer: SchemaWriter): JsonObject {
  const [first] = schemas;
  const items = schemas.map(schema => writer.write(path.split('.').at(-1) ?? path, schema, 'partial'));
  const list = {
    type: 'array',
    minItems: 1,
    items: items.length === 1 ? (items[0] ?? {}) : { anyOf: items },
  };
  const numeric = schemas.some(isNumeric);
  const snippets = sweepSnippets(schemas);
  const { title, markdownDescription } = first ? documentation(first) : {};
  return {
    ...(title !== undefined && { title }),
    ...(markdownDescription !== undefined && { markdownDescription }),
    ...(snippets.length > 0 && { defaultSnippets: snippets }),
    ...(numeric ? { anyOf: [list, range('logspace', writer), range('linspace', writer)] } : list),
  };
}

function isNumeric(schema: Schema): boolean {
  return schema.type === 'number' || schema.type === 'integer' || schema.anyOf?.some(isNumeric) === true;
}

function range(form: 'logspace' | 'linspace', writer: SchemaWriter): JsonObject {
  return writer.define(form, rangeSchema(form));
}

function rangeSchema(form: 'logspace' | 'linspace'): JsonObject {
  const spacing = form === 'logspace' ? 'equal ratios' : 'equal differences';
  return {
    type: 'object',
    properties: {
      [form]: {
        markdownDescription: `\`[from, to, count]\`: count values with ${spacing}, both ends included.`,
        type: 'array',
        items: [{ type: 'number' }, { type: 'number' }, { type: 'integer', minimum: 1 }],
        minItems: 3,
        maxItems: 3,
      },
    },
    required: [form],
    additionalProperties: false,
    defaultSnippets: [{ label: form, body: { [form]: [1e-6, 1e-1, 11] } }],
  };
}

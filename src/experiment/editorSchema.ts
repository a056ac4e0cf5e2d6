import { isObject, show, type Json, type JsonObject } from './json.ts';
import { choices, defaultKind, kindBranches, otherMembers, type Schema } from './schemaModel.ts';
import { snippetsOf } from './snippets.ts';

/**
 * How much of a setting must be there: `whole` in the file itself, `partial` in a variant or a swept value, which is
 * laid over the rest.
 */
export type Extent = 'whole' | 'partial';

/**
 * Writes settings as JSON Schema for editors. Settings that are chosen by `kind` become definitions, written once
 * and referred to, of if/then branches rather than alternatives: a wrong key is underlined within the kind that is
 * written, and no heuristic has to guess which alternative was meant.
 */
export class SchemaWriter {
  private readonly names = new Map<Schema, string>();
  private readonly written = new Map<string, JsonObject>();

  /** Everything that has been referred to so far. */
  definitions(): JsonObject {
    return Object.fromEntries(this.written);
  }

  /** Writes a definition and refers to it. */
  define(name: string, schema: JsonObject): JsonObject {
    this.written.set(name, schema);
    return { $ref: `#/definitions/${name}` };
  }

  /** Schema of a setting. `key` names the definition if it becomes one. */
  write(key: string, schema: Schema, extent: Extent): JsonObject {
    const documented = documentation(schema);
    const allowed = choices(schema);
    if (allowed !== null) {
      const { enumDescriptions } = schema;
      return { ...documented, enum: allowed, ...(enumDescriptions && { enumDescriptions }) };
    }
    const branches = kindBranches(schema);
    if (branches !== null) return this.refer(key, schema, branches, extent);
    if (schema.anyOf) {
      return { ...documented, anyOf: schema.anyOf.map(option => this.write(key, option, extent)) };
    }
    if (schema.properties) return { ...documented, ...this.object(schema, extent) };
    const { title: _title, description: _description, items, ...rest } = schema;
    return {
      ...plainKeywords(rest),
      ...documented,
      ...(items && !Array.isArray(items) && { items: this.write(key, items as Schema, extent) }),
    };
  }

  private refer(
    key: string,
    schema: Schema,
    branches: ReadonlyMap<string, Schema>,
    extent: Extent,
  ): JsonObject {
    const base = this.names.get(schema) ?? this.freeName(key);
    this.names.set(schema, base);
    const name = extent === 'whole' ? base : `${base}Overlay`;
    if (!this.written.has(name)) {
      this.written.set(name, {});
      this.written.set(name, { ...documentation(schema), ...this.kinds(schema, branches, extent) });
    }
    return { $ref: `#/definitions/${name}` };
  }

  private freeName(key: string): string {
    const taken = new Set(this.names.values());
    let name = key;
    for (let i = 2; taken.has(name); i++) name = `${key}${i}`;
    return name;
  }

  private object(schema: Schema, extent: Extent): JsonObject {
    const properties = Object.entries(schema.properties ?? {});
    const required = properties
      .filter(([key, below]) => key !== 'kind' && schema.required?.includes(key) === true && !optional(below))
      .map(([key]) => key);
    const others = otherMembers(schema);
    // Names that the file makes up: there are none to list.
    if (others !== undefined && properties.length === 0)
      return { type: 'object', additionalProperties: this.write('member', others, extent) };
    return {
      type: 'object',
      properties: Object.fromEntries(
        properties.map(([key, below]) => [
          key,
          key === 'kind' && below.const !== undefined ? true : this.write(key, below, extent),
        ]),
      ),
      additionalProperties: others === undefined ? false : this.write('member', others, extent),
      ...(extent === 'whole' && required.length > 0 && { required }),
    };
  }

  private kinds(schema: Schema, branches: ReadonlyMap<string, Schema>, extent: Extent): JsonObject {
    const kinds = [...branches.keys()];
    const enumDescriptions = [...branches.values()].map(summary);
    const preset = defaultKind(schema, branches);
    const choice: JsonObject = {
      title: 'kind',
      markdownDescription: extent === 'whole' ? `Which one. Left out, it is \`${preset}\`.` : 'Which one.',
      enum: kinds,
      enumDescriptions,
    };
    const whenWritten = [...branches].map(([kind, branch]) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      then: this.object(branch, extent),
    }));
    const assumed = extent === 'whole' ? branches.get(preset) : undefined;
    const whenLeftOut = assumed ? this.object(assumed, extent) : this.anyKind(branches);
    return {
      anyOf: [
        { type: 'string', enum: kinds, enumDescriptions },
        {
          type: 'object',
          properties: { kind: choice },
          allOf: [...whenWritten, { if: { not: { required: ['kind'] } }, then: whenLeftOut }],
          ...snippetsOf(schema),
        },
      ],
    };
  }

  /** An overlay without a kind: whatever some kind has. */
  private anyKind(branches: ReadonlyMap<string, Schema>): JsonObject {
    const properties: Record<string, Json> = {};
    for (const branch of branches.values()) {
      for (const [key, below] of Object.entries(branch.properties ?? {})) {
        properties[key] ??= key === 'kind' ? true : this.write(key, below, 'partial');
      }
    }
    return { properties, additionalProperties: false };
  }
}

/** TypeBox's keywords are JSON already. */
function plainKeywords(schema: Schema): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

function optional(schema: Schema): boolean {
  return schema.default !== undefined || schema.properties !== undefined || kindBranches(schema) !== null;
}

function summary(branch: Schema): string {
  return branch.description ?? branch.title ?? '';
}

/** Title, hover text (with range and default) and default of a setting. */
export function documentation(schema: Schema): JsonObject {
  const facts = [range(schema), preset(schema)].filter(fact => fact !== '').join(' · ');
  const text = [schema.description ?? '', facts].filter(part => part !== '').join('\n\n');
  return {
    ...(schema.title !== undefined && { title: schema.title }),
    ...(text !== '' && { markdownDescription: text }),
    ...(schema.default !== undefined && { default: schema.default }),
  };
}

function preset(schema: Schema): string {
  if (schema.default === undefined) return '';
  const value =
    isObject(schema.default) || Array.isArray(schema.default)
      ? JSON.stringify(schema.default)
      : show(schema.default);
  return `Default: \`${value}\``;
}

function range(schema: Schema): string {
  if (schema.type !== 'number' && schema.type !== 'integer') return '';
  const limits = [
    schema.minimum === undefined ? '' : `≥ ${schema.minimum}`,
    schema.exclusiveMinimum === undefined ? '' : `> ${schema.exclusiveMinimum}`,
    schema.maximum === undefined ? '' : `≤ ${schema.maximum}`,
    schema.exclusiveMaximum === undefined ? '' : `< ${schema.exclusiveMaximum}`,
  ].filter(limit => limit !== '');
  const type = schema.type === 'integer' ? 'Whole number' : 'Number';
  return limits.length === 0 ? type : `${type} ${limits.join(', ')}`;
}

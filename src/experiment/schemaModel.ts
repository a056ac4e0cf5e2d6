import type { TSchema } from 'typebox';
import { isObject, member, type Json, type JsonObject } from './json.ts';

/** The part of JSON Schema that settings use, as plain data. */
export interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: Json;
  readonly examples?: readonly string[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly enumDescriptions?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** What members besides `properties` may be; false or absent: there are none. */
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema | readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** A TypeBox schema as plain data. TypeBox's schemas are JSON Schema objects; only their type is wider. */
export function plainSchema(schema: TSchema): Schema {
  return schema;
}

/** The alternatives of a setting that is chosen by its `kind`, by that kind; null for any other schema. */
export function kindBranches(schema: Schema): ReadonlyMap<string, Schema> | null {
  const branches = new Map<string, Schema>();
  for (const branch of schema.anyOf ?? (schema.properties ? [schema] : [])) {
    const kind = branch.properties?.['kind']?.const;
    if (typeof kind !== 'string') return null;
    branches.set(kind, branch);
  }
  return branches.size > 0 ? branches : null;
}

/** The kind that is meant where none is written: that of the default, else the first. */
export function defaultKind(schema: Schema, branches: ReadonlyMap<string, Schema>): string {
  const preset = isObject(schema.default) ? member(schema.default, 'kind') : schema.default;
  if (typeof preset === 'string' && branches.has(preset)) return preset;
  return branches.keys().next().value ?? '';
}

/** A kind alone is shorthand for the object with that kind: `"gaussian"` for `{ "kind": "gaussian" }`. */
export function expandShorthand(schema: Schema, value: Json): Json {
  if (typeof value !== 'string') return value;
  return kindBranches(schema)?.has(value) === true ? { kind: value } : value;
}

/** The alternative that an object with this `kind` belongs to; undefined for an unknown kind. */
export function branchOf(schema: Schema, value: JsonObject | undefined): Schema | undefined {
  const branches = kindBranches(schema);
  if (branches === null) {
    return schema.properties ? schema : schema.anyOf?.find(option => option.properties !== undefined);
  }
  const kind = value && member(value, 'kind');
  if (kind === undefined) return branches.get(defaultKind(schema, branches));
  return typeof kind === 'string' ? branches.get(kind) : undefined;
}

/** The schema of a member of an object, given what the object is. */
export function memberSchema(schema: Schema, value: JsonObject | undefined, key: string): Schema | undefined {
  const properties = branchOf(schema, value)?.properties;
  return properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
}

/** The schema of a list's entries, where the setting is or can be a list. */
export function itemSchema(schema: Schema, index: number): Schema | undefined {
  const list = schema.items === undefined ? schema.anyOf?.find(option => option.items) : schema;
  const items = list?.items;
  return Array.isArray(items) ? (items as readonly Schema[])[index] : (items as Schema | undefined);
}

/** What members that have no schema of their own may be; undefined where there are none. */
export function otherMembers({ additionalProperties }: Schema): Schema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/** True where a file may leave the setting out. */
export function hasDefault(schema: Schema): boolean {
  return schema.default !== undefined;
}

/** The fixed values of a choice, if the schema is nothing but a choice. */
export function choices(schema: Schema): readonly Json[] | null {
  if (schema.enum) return schema.enum;
  if (schema.const !== undefined) return [schema.const];
  if (schema.anyOf?.every(option => option.const !== undefined) === true) {
    return schema.anyOf.map(option => option.const ?? null);
  }
  return null;
}

/**
 * Every dotted path that some choice of kinds allows, with the schemas it can have. `kind` itself is included; `*`
 * stands for the index of a list entry.
 */
export function settingPaths(schema: Schema, prefix = ''): Map<string, Schema[]> {
  const found = new Map<string, Schema[]>();
  const add = (path: string, at: Schema) => {
    const known = found.get(path);
    if (known === undefined) found.set(path, [at]);
    else if (!known.includes(at)) known.push(at);
  };
  for (const branch of schema.anyOf ?? [schema]) {
    const entry = branch.items && itemSchema(branch, 0);
    if (entry) {
      for (const [deeper, schemas] of settingPaths(entry, `${prefix}.*`))
        schemas.forEach(at => add(deeper, at));
    }
    for (const [key, below] of Object.entries(branch.properties ?? {})) {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      add(path, below);
      for (const [deeper, schemas] of settingPaths(below, path)) schemas.forEach(at => add(deeper, at));
    }
  }
  return found;
}

import { isList, isObject, member, objectOf, type Json } from './json.ts';
import {
  branchOf,
  defaultKind,
  expandShorthand,
  itemSchema,
  kindBranches,
  type Schema,
} from './schemaModel.ts';

/**
 * A setting with everything that was left out made explicit: shorthands expanded, kinds chosen, defaults filled in,
 * members in the schema's order. What the schema does not know, or what is of the wrong type, stays as it is.
 */
export function withDefaults(schema: Schema, given: Json | undefined): Json | undefined {
  const written = given ?? schema.default ?? (branchOf(schema, undefined) ? {} : undefined);
  if (written === undefined) return undefined;
  const value = expandShorthand(schema, written);
  if (isList(value)) {
    return value.map((entry, i) => {
      const items = itemSchema(schema, i);
      return (items && withDefaults(items, entry)) ?? entry;
    });
  }
  if (!isObject(value)) return value;
  const branch = branchOf(schema, value);
  if (branch?.properties === undefined) return value;

  const entries: [string, Json][] = [];
  const branches = kindBranches(schema);
  for (const [key, below] of Object.entries(branch.properties)) {
    const given = member(value, key);
    if (key === 'kind' && branches !== null) {
      entries.push([key, given ?? below.const ?? defaultKind(schema, branches)]);
      continue;
    }
    const needed =
      given !== undefined || branch.required?.includes(key) === true || below.default !== undefined;
    const full = needed ? withDefaults(below, given) : undefined;
    if (full !== undefined) entries.push([key, full]);
  }
  for (const [key, extra] of Object.entries(value)) {
    if (!Object.hasOwn(branch.properties, key)) entries.push([key, extra]);
  }
  return objectOf(entries);
}

import { isList, isObject, member, objectOf, type Json, type Path } from './json.ts';
import { branchOf, expandShorthand, itemSchema, memberSchema, type Schema } from './schemaModel.ts';

/**
 * Lays settings over others. What the overlay names replaces what was there; objects are merged member by member.
 * Where it changes the `kind`, members that the new kind does not have are dropped and the others stay: with
 * `{ "kind": "gaussian", "randomFactor": "B" }` below, `"gaussian"` changes nothing and `"spectral"` drops
 * `randomFactor`.
 */
export function merge(schema: Schema | undefined, below: Json | undefined, overlay: Json): Json {
  const top = schema ? expandShorthand(schema, overlay) : overlay;
  const base = schema && below !== undefined ? expandShorthand(schema, below) : below;
  if (!isObject(top) || !isObject(base)) return top;
  const kind = member(top, 'kind');
  const merged = new Map(Object.entries(base));
  if (schema && kind !== undefined) {
    const properties = branchOf(schema, top)?.properties;
    if (properties) {
      for (const key of merged.keys()) if (!Object.hasOwn(properties, key)) merged.delete(key);
    }
    merged.set('kind', kind);
  }
  const target = objectOf(merged);
  for (const [key, value] of Object.entries(top)) {
    merged.set(key, merge(schema && memberSchema(schema, target, key), merged.get(key), value));
  }
  return objectOf(merged);
}

/** Lays one value over the setting at a path; the path may lead through lists by index. */
export function assign(schema: Schema | undefined, below: Json | undefined, path: Path, value: Json): Json {
  const [head, ...rest] = path;
  if (head === undefined) return merge(schema, below, value);
  const base = schema && below !== undefined ? expandShorthand(schema, below) : below;
  if (isList(base) && /^\d+$/.test(String(head)) && Number(head) < base.length) {
    const index = Number(head);
    const items = schema && itemSchema(schema, index);
    return base.map((entry, i) => (i === index ? assign(items, entry, rest, value) : entry));
  }
  const object = isObject(base) ? base : {};
  const key = String(head);
  if (key === 'kind' && rest.length === 0) return merge(schema, object, { kind: value });
  const below2 = schema && memberSchema(schema, object, key);
  return objectOf([
    ...Object.entries(object).filter(([name]) => name !== key),
    [key, assign(below2, member(object, key), rest, value)],
  ]);
}

/** Values as a JSON document can hold them. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Keys are the user's: look them up with `Object.hasOwn`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Where something is in a document: `['sweep', 'adapter.initScale', 2]`. */
export type Path = readonly (string | number)[];

/** True for JSON objects, and not for arrays or null. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for JSON arrays (narrowing that `Array.isArray` does not give for readonly arrays). */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The object's own member of that name. */
export function member(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An object of these entries; safe for keys such as `__proto__`. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(entries);
}

/** The value as a message shows it: short, on one line. */
export function show(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (isList(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (isObject(value)) return 'an object';
  if (typeof value === 'string') {
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
  }
  return String(value);
}

/** `adapter.init.kind`, or `the file` for the empty path. */
export function dotted(path: Path): string {
  return path.length === 0 ? 'the file' : path.join('.');
}

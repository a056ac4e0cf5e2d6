import type { Node } from 'jsonc-parser';
import type { TextEdit } from './issue.ts';
import { isList, isObject, type Json } from './json.ts';

/** Adds a member at the end of an object, on a line of its own where the last member has one. */
export function insertion(object: Node, key: string, value: Json, text: string): readonly TextEdit[] {
  const member = `${JSON.stringify(key)}: ${written(value)}`;
  const last = object.children?.at(-1);
  if (last === undefined) return [{ offset: object.offset + 1, length: 0, text: ` ${member} ` }];
  const end = last.offset + last.length;
  const lineStart = text.lastIndexOf('\n', last.offset - 1) + 1;
  const indent = text.slice(lineStart, last.offset);
  const ownLine = lineStart > 0 && indent.trim() === '';
  return [{ offset: end, length: 0, text: `,${ownLine ? `\n${indent}` : ' '}${member}` }];
}

/** Removes a member of an object together with one comma, and its line where nothing else stands on it. */
export function removal(property: Node, text: string): readonly TextEdit[] {
  const siblings = property.parent?.children ?? [];
  const index = siblings.indexOf(property);
  const previous = siblings[index - 1];
  const next = siblings[index + 1];
  const end = property.offset + property.length;
  if (next !== undefined)
    return [{ offset: property.offset, length: next.offset - property.offset, text: '' }];
  if (previous === undefined) return [{ offset: property.offset, length: property.length, text: '' }];
  const comma = previous.offset + previous.length;
  // A comment between the two stays: then only the member goes, and the trailing comma is allowed.
  const clear = /^\s*,\s*$/.test(text.slice(comma, property.offset));
  const start = clear ? comma : property.offset;
  return [{ offset: start, length: end - start, text: '' }];
}

/** JSON on one line as people write it: `{ "kind": "gd", "steps": 10 }`, `[1, 2]`. */
export function spacedJson(value: Json): string {
  if (isList(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${spacedJson(member)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** A value as people write it: small numbers as powers, `1e-5`. */
export function written(value: Json): string {
  const small = typeof value === 'number' && value !== 0 && Math.abs(value) < 1e-3;
  return small ? value.toExponential() : spacedJson(value);
}

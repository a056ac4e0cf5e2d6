import { spanOf, type JsonDocument } from './document.ts';
import type { ResolvedVariantEntry } from './expand.ts';
import type { TextEdit } from './issue.ts';
import { isList, type Json, type Path } from './json.ts';
import { LineIndex } from './lines.ts';
import { settingEdits } from './locate.ts';
import { parseText } from './parse.ts';
import { resolve } from './resolve.ts';

/** The text of an experiment, ready for edits of single settings of single variants. */
export interface EditableFile {
  readonly document: JsonDocument;
  readonly variants: readonly ResolvedVariantEntry[];
}

/** An edit of the text, and the line (from 1) where it is made. */
export interface SettingEdit {
  readonly line: number;
  readonly edits: readonly TextEdit[];
}

/** Reads a text as far as it can be understood. */
export function editableFile(text: string): EditableFile {
  const { document } = parseText(text);
  return { document, variants: resolve(document.value).variants };
}

/**
 * The smallest edit that gives a setting of the variant with this label a value: in its overlay, its place in a sweep's
 * list, or the base settings. Null where the text has no such variant, has the value already, computes the axis from a
 * range, or sweeps over the value anyway.
 */
export function settingEdit(
  { document, variants }: EditableFile,
  label: Readonly<Record<string, unknown>>,
  path: Path,
  value: Json,
): SettingEdit | null {
  const wanted = canonical(label);
  const variant = variants.find(entry => canonical(entry.label) === wanted);
  if (variant === undefined) return null;
  const { path: at, edits } = settingEdits(path, value, document, variant.sources);
  const [first] = edits ?? [];
  if (edits === undefined || first === undefined || isSweptTo(document, at, value)) return null;
  const before = document.text.slice(first.offset, first.offset + first.length);
  if (edits.length === 1 && before !== '' && before === first.text) return null;
  return { line: new LineIndex(document.text).at(first.offset).line, edits };
}

/**
 * The smallest edit that puts an entry at the end of a list of the variant with this label, or makes the list. Null
 * where the text has no such variant, the list has the entry already, or something else stands there.
 */
export function listEdit(
  file: EditableFile,
  label: Readonly<Record<string, unknown>>,
  path: Path,
  entry: string,
): SettingEdit | null {
  const variant = file.variants.find(({ label: own }) => canonical(own) === canonical(label));
  if (variant === undefined) return null;
  const { path: at } = settingEdits(path, null, file.document, variant.sources);
  const there = valueAt(file.document, at);
  if (there !== undefined && (!isList(there) || there.includes(entry))) return null;
  return settingEdit(file, label, path, [...(there ?? []), entry]);
}

/** The line (from 1) of a setting of a variant, or of the nearest that stands in the text. */
export function settingLine(
  file: EditableFile,
  label: Readonly<Record<string, unknown>>,
  path: Path,
): number | null {
  const variant = file.variants.find(entry => canonical(entry.label) === canonical(label));
  if (variant === undefined) return null;
  const { path: at } = settingEdits(path, null, file.document, variant.sources);
  return new LineIndex(file.document.text).at(spanOf(file.document, at, 'value').offset).line;
}

/** Writing here would break a range, or give two variants the same settings. */
function isSweptTo(document: JsonDocument, at: Path, value: Json): boolean {
  const [root, axis, index] = at;
  if (root !== 'sweep' || axis === undefined) return false;
  if (index === undefined) return true;
  const values = valueAt(document, at.slice(0, 2));
  return isList(values) && values.includes(value);
}

/** The value at a path through objects; undefined where there is none. */
function valueAt(document: JsonDocument, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (below, key) =>
      typeof below === 'object' && below !== null && !isList(below) ? below[String(key)] : undefined,
    document.value,
  );
}

/** Text that equal labels share, whatever the order of their keys. */
function canonical(label: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(label).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { applyEdits } from 'jsonc-parser';
import { editableFile, settingEdit, type SettingEdit } from './editableFile.ts';
import type { TextEdit } from './issue.ts';
import type { Json } from './json.ts';

/**
 * The smallest edit that gives several settings of one variant their values, as `settingEdit` gives one; null where one of
 * them cannot be written. Values that stand in the text are replaced each by itself; where settings are added, the
 * stretch from the first to the last change is.
 */
export function settingsEdit(
  text: string,
  label: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, Json>>,
): SettingEdit | null {
  let after = text;
  let ownLabel = label;
  let line = Infinity;
  const single: TextEdit[] = [];
  for (const [path, value] of Object.entries(values)) {
    const segments = path.split('.');
    const here = settingEdit(editableFile(text), label, segments, value);
    const next = settingEdit(editableFile(after), ownLabel, segments, value);
    if (here === null || next === null) return null;
    single.push(...here.edits);
    line = Math.min(line, here.line);
    after = applyEdits(after, next.edits.map(asContent));
    // a swept value is part of what its variant is called
    if (Object.hasOwn(ownLabel, path)) ownLabel = { ...ownLabel, [path]: value };
  }
  if (single.length === 0) return null;
  const replaced = single.every(({ length }) => length > 0);
  return { line, edits: replaced ? single : [difference(text, after)] };
}

function asContent({ offset, length, text }: TextEdit) {
  return { offset, length, content: text };
}

/** The stretch in which two texts differ. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return {
    offset: start,
    length: before.length - end - start,
    text: after.slice(start, after.length - end),
  };
}

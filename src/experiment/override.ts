import { applyEdits, modify } from 'jsonc-parser';

/** A setting given outside the file: `adapter.rank=8`. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * Reads `path=value`: the path is dotted (a sweep axis is `sweep.adapter.rank`), the value JSON, or a plain word,
 * which stands for itself. Undefined when there is no `=` or no path.
 */
export function parseOverride(text: string): Override | undefined {
  const at = text.indexOf('=');
  const dottedPath = text.slice(0, Math.max(0, at)).trim();
  if (dottedPath === '' || dottedPath.split('.').includes('')) return undefined;
  const parts = dottedPath.split('.');
  // The keys of `sweep` are dotted paths themselves.
  const path = parts[0] === 'sweep' && parts.length > 1 ? ['sweep', parts.slice(1).join('.')] : parts;
  return { path, value: parseValue(text.slice(at + 1).trim()) };
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The text of an experiment with the settings changed; comments and everything else stay as they are. */
export function withOverrides(text: string, overrides: readonly Override[]): string {
  return overrides.reduce(
    (before, { path, value }) =>
      applyEdits(
        before,
        modify(before, [...path], value, { formattingOptions: { insertSpaces: true, tabSize: 2 } }),
      ),
    text,
  );
}

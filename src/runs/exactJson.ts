/**
 * JSON that keeps the numbers JSON has no word for: NaN, the infinities and −0 become `{ "$number": "NaN" }`.
 * For files of our own; what others read (CLI, exports) has `null` instead.
 */
export function stringifyExact(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, entry: unknown) => {
      if (typeof entry !== 'number') return entry;
      if (Number.isFinite(entry) && !Object.is(entry, -0)) return entry;
      return { $number: Object.is(entry, -0) ? '-0' : String(entry) };
    },
    indent,
  );
}

/** Reads `stringifyExact`'s text. Throws a SyntaxError on text that is not JSON. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, entry: unknown) => {
    if (typeof entry === 'object' && entry !== null && '$number' in entry) return Number(entry.$number);
    return entry;
  }) as unknown;
}

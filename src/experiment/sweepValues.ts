import type { Json, JsonObject } from './json.ts';
import { choices, kindBranches, type Schema } from './schemaModel.ts';

/** Values worth trying first for a swept setting, as completions of its list: choices, kinds, or numbers about the default. */
export function sweepSnippets(schemas: readonly Schema[]): readonly JsonObject[] {
  const words = schemas.flatMap(wordsOf);
  const numeric = schemas.flatMap(schema => numberSchema(schema) ?? []).at(0);
  const snippets: JsonObject[] = [];
  if (words.length > 1) snippets.push({ label: `all ${words.length} values`, body: [...new Set(words)] });
  const numbers = numeric ? numbersAbout(numeric) : [];
  if (numbers.length > 1) snippets.push({ label: 'values about the default', body: numbers });
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (numeric?.type === 'number' && low > 0 && high >= 10 * low)
    snippets.push({ label: 'equal ratios', body: { logspace: [low, high, 9] } });
  else if (numeric?.type === 'number' && numbers.length > 1)
    snippets.push({ label: 'equal differences', body: { linspace: [low, high, 5] } });
  return snippets;
}

function wordsOf(schema: Schema): readonly Json[] {
  const branches = kindBranches(schema);
  if (branches !== null) return [...branches.keys()];
  if (schema.type === 'boolean') return [false, true];
  return choices(schema) ?? [];
}

function numberSchema(schema: Schema): Schema | undefined {
  const found = [schema, ...(schema.anyOf ?? [])].find(({ type }) => type === 'number' || type === 'integer');
  return found && { ...found, ...(typeof schema.default === 'number' && { default: schema.default }) };
}

/**
 * Whole numbers are doubled, small numbers change by factors of ten, others by two; decay rates come nearer to one by
 * factors of ten. What no limit allows is left out.
 */
function numbersAbout(schema: Schema): readonly number[] {
  const { default: preset, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const value = typeof preset === 'number' ? preset : (minimum ?? 1);
  const factor = schema.type === 'number' && value > 0 && value < 0.1 ? 10 : 2;
  const candidates =
    exclusiveMaximum === 1 && (value === 0 || value > 0.5)
      ? [0, 0.5, 0.9, 0.99, 0.999]
      : value > 0
        ? [value / factor, value, value * factor, value * factor ** 2]
        : [0, 0.1, 0.5, 1];
  const whole = schema.type === 'integer';
  const fits = (one: number): boolean =>
    one >= (minimum ?? -Infinity) &&
    one <= (maximum ?? Infinity) &&
    one > (exclusiveMinimum ?? -Infinity) &&
    one < (exclusiveMaximum ?? Infinity);
  return [...new Set(candidates.map(one => (whole ? Math.round(one) : Number(one.toPrecision(3)))))].filter(
    fits,
  );
}

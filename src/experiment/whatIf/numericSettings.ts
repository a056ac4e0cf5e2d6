import { isList, isObject, type Json, type Path } from '../json.ts';
import type { ProblemKind, ResolvedVariant } from '../kinds/contract.ts';
import { sectionSchemas } from '../schema.ts';
import { itemSchema, memberSchema, type Schema } from '../schemaModel.ts';

/** A setting of a variant that is a number. */
export interface NumericSetting {
  readonly path: Path;
  /** Of a number: limits, title. */
  readonly schema: Schema;
  readonly value: number;
}

/** Every number among the settings of a variant, in the order of the file; numbers of plain lists are left out. */
export function numericSettings(kind: ProblemKind, variant: ResolvedVariant): readonly NumericSetting[] {
  const schemas = sectionSchemas(kind);
  return (['problem', 'adapter', 'dynamics'] as const).flatMap(section => [
    ...below(schemas[section], variant[section], [section]),
  ]);
}

function* below(schema: Schema, value: Json, path: Path): Generator<NumericSetting> {
  if (typeof value === 'number') {
    const numeric = numberSchema(schema);
    if (numeric && typeof path.at(-1) === 'string') yield { path, schema: numeric, value };
  } else if (isList(value)) {
    for (const [i, entry] of value.entries()) {
      const items = itemSchema(schema, i);
      if (items) yield* below(items, entry, [...path, i]);
    }
  } else if (isObject(value)) {
    for (const [key, entry] of Object.entries(value)) {
      const member = memberSchema(schema, value, key);
      if (member) yield* below(member, entry, [...path, key]);
    }
  }
}

/** The schema of the number, where a setting may be something else too (`until`: a time, or "auto"). */
function numberSchema(schema: Schema): Schema | undefined {
  const candidates = [schema, ...(schema.anyOf ?? [])];
  const found = candidates.find(({ type }) => type === 'number' || type === 'integer');
  return found && { ...found, ...(schema.title !== undefined && { title: schema.title }) };
}

import type { Finding } from './issue.ts';
import { dotted, show, type Json, type Path } from './json.ts';
import { choices, type Schema } from './schemaModel.ts';
import { closest } from './suggest.ts';

/** A structural error at a path. */
export function structural(code: string, message: string, remedy: string, path: Path): Finding {
  return { code, severity: 'error', origin: 'structure', message, remedy, path };
}

/** Says that a value is none of the choices. */
export function choiceFindings(allowed: readonly Json[], value: Json, path: Path): readonly Finding[] {
  if (allowed.includes(value)) return [];
  const names = allowed.map(show).join(', ');
  const words = allowed.filter(choice => typeof choice === 'string');
  const guess = typeof value === 'string' ? closest(value, words) : null;
  const problem = structural(
    'unknown-value',
    `${dotted(path)} cannot be ${show(value)}${guess === null ? '' : `; did you mean "${guess}"?`}`,
    allowed.length === 1 ? `write ${names}` : `choose one of ${names}`,
    path,
  );
  if (guess === null) return [problem];
  return [{ ...problem, proposal: { kind: 'set', title: `Change to "${guess}"`, path, value: guess } }];
}

/** Says what is wrong with a value that should be a number of that schema. */
export function numberFindings(schema: Schema, value: Json, path: Path): readonly Finding[] {
  if (typeof value !== 'number') return [wrongType(schema, value, path)];
  if (schema.type === 'integer' && !Number.isInteger(value)) {
    const message = `${dotted(path)} must be a whole number, not ${show(value)}`;
    const rounded = Math.round(value);
    return [
      {
        ...structural('wrong-type', message, `write ${rounded}`, path),
        proposal: { kind: 'set', title: `Change to ${rounded}`, path, value: rounded },
      },
    ];
  }
  const limit = violatedLimit(schema, value);
  if (limit === null) return [];
  return [
    structural(
      'out-of-range',
      `${dotted(path)} must be ${limit}, not ${value}`,
      limit === 'positive' ? 'give a positive number' : `give a number that is ${limit}`,
      path,
    ),
  ];
}

function violatedLimit(schema: Schema, value: number): string | null {
  if (schema.minimum !== undefined && value < schema.minimum) return `at least ${schema.minimum}`;
  if (schema.exclusiveMinimum !== undefined && value <= schema.exclusiveMinimum) {
    return schema.exclusiveMinimum === 0 ? 'positive' : `above ${schema.exclusiveMinimum}`;
  }
  if (schema.maximum !== undefined && value > schema.maximum) return `at most ${schema.maximum}`;
  if (schema.exclusiveMaximum !== undefined && value >= schema.exclusiveMaximum) {
    return `below ${schema.exclusiveMaximum}`;
  }
  return null;
}

/** Says that a value is not of the type that the schema asks for. */
export function wrongType(schema: Schema, value: Json, path: Path): Finding {
  const problem = structural(
    'wrong-type',
    `${dotted(path)} must be ${describe(schema)}, not ${typeof value === 'string' ? 'the string ' : ''}${show(value)}`,
    `write ${describe(schema)}`,
    path,
  );
  const numeric = schema.type === 'number' || schema.type === 'integer';
  if (!numeric || typeof value !== 'string' || value.trim() === '' || !Number.isFinite(Number(value)))
    return problem;
  const proposal = { kind: 'set', title: 'Remove the quotes', path, value: Number(value) } as const;
  return { ...problem, remedy: 'remove the quotes', proposal };
}

/** What a schema allows, in words. */
export function describe(schema: Schema): string {
  const allowed = choices(schema);
  if (allowed !== null) return allowed.map(show).join(' or ');
  if (schema.anyOf) return schema.anyOf.map(describe).join(' or ');
  switch (schema.type ?? '') {
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'string':
      return 'a string';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    default:
      return 'an object';
  }
}

import type { Finding } from './issue.ts';
import { dotted, isList, isObject, member, show, type Json, type JsonObject, type Path } from './json.ts';
import {
  branchOf,
  choices,
  expandShorthand,
  hasDefault,
  itemSchema,
  kindBranches,
  type Schema,
} from './schemaModel.ts';
import { closest, didYouMean } from './suggest.ts';

/** `whole`: everything that is required must be there. `partial`: an overlay, which may leave anything out. */
export type Completeness = 'whole' | 'partial';

/** Compares a value with its schema: types, ranges, choices, unknown and missing keys, each with its own message. */
export function structureFindings(
  schema: Schema,
  written: Json,
  path: Path,
  completeness: Completeness,
): readonly Finding[] {
  const value = expandShorthand(schema, written);
  const allowed = choices(schema);
  if (allowed !== null) return choiceFindings(allowed, value, path);
  if (kindBranches(schema) !== null) return kindFindings(schema, value, path, completeness);
  if (schema.anyOf) return unionFindings(schema.anyOf, value, path, completeness);
  switch (schema.type ?? '') {
    case 'object':
      return isObject(value)
        ? memberFindings(schema, value, path, completeness)
        : [wrongType(schema, value, path)];
    case 'array':
      return isList(value)
        ? listFindings(schema, value, path, completeness)
        : [wrongType(schema, value, path)];
    case 'number':
    case 'integer':
      return numberFindings(schema, value, path);
    case 'string':
      if (typeof value !== 'string') return [wrongType(schema, value, path)];
      return value.length < (schema.minLength ?? 0)
        ? [finding('empty-string', `${dotted(path)} is empty`, 'give a name', path)]
        : [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(schema, value, path)];
    default:
      return [];
  }
}

function finding(code: string, message: string, remedy: string, path: Path): Finding {
  return { code, severity: 'error', origin: 'structure', message, remedy, path };
}

function choiceFindings(allowed: readonly Json[], value: Json, path: Path): readonly Finding[] {
  if (allowed.includes(value)) return [];
  const names = allowed.map(show).join(', ');
  const words = allowed.filter(choice => typeof choice === 'string');
  const guess = typeof value === 'string' ? closest(value, words) : null;
  const problem = finding(
    'unknown-value',
    `${dotted(path)} cannot be ${show(value)}${guess === null ? '' : `; did you mean "${guess}"?`}`,
    allowed.length === 1 ? `write ${names}` : `choose one of ${names}`,
    path,
  );
  if (guess === null) return [problem];
  return [{ ...problem, proposal: { kind: 'set', title: `Change to "${guess}"`, path, value: guess } }];
}

function kindFindings(
  schema: Schema,
  value: Json,
  path: Path,
  completeness: Completeness,
): readonly Finding[] {
  const kinds = [...(kindBranches(schema)?.keys() ?? [])];
  if (!isObject(value)) {
    // A word can only have been meant as the shorthand of a kind.
    if (typeof value === 'string') return choiceFindings(kinds, value, path);
    return [
      finding(
        'wrong-type',
        `${dotted(path)} must be an object with a "kind", not ${show(value)}`,
        `write { "kind": "${kinds[0] ?? ''}" }`,
        path,
      ),
    ];
  }
  const branch = branchOf(schema, value);
  if (branch === undefined) return choiceFindings(kinds, member(value, 'kind') ?? null, [...path, 'kind']);
  return memberFindings(branch, value, path, completeness);
}

function memberFindings(
  schema: Schema,
  value: JsonObject,
  path: Path,
  completeness: Completeness,
): readonly Finding[] {
  const properties = schema.properties ?? {};
  const findings: Finding[] = [];
  for (const [key, entry] of Object.entries(value)) {
    const below = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (below === undefined) findings.push(unknownKey(key, properties, value, path));
    else findings.push(...structureFindings(below, entry, [...path, key], completeness));
  }
  if (completeness === 'partial') return findings;
  for (const key of schema.required ?? []) {
    const below = properties[key];
    if (key === 'kind' || below === undefined || Object.hasOwn(value, key)) continue;
    if (hasDefault(below) || branchOf(below, undefined) !== undefined) continue;
    const kind = properties['kind']?.const;
    findings.push(
      finding(
        'missing-key',
        `${dotted(path)}${typeof kind === 'string' ? ` of kind "${kind}"` : ''} needs "${key}"`,
        `add "${key}"${below.title === undefined ? '' : ` (${below.title})`}`,
        path,
      ),
    );
  }
  return findings;
}

function unknownKey(
  key: string,
  properties: Readonly<Record<string, Schema>>,
  siblings: JsonObject,
  path: Path,
): Finding {
  const known = Object.keys(properties);
  const free = known.filter(name => !Object.hasOwn(siblings, name));
  const guess = closest(key, free);
  const where = path.length === 0 ? 'an experiment' : dotted(path);
  const kind = properties['kind']?.const;
  const of = typeof kind === 'string' ? ` of kind "${kind}"` : '';
  return {
    ...finding(
      'unknown-key',
      `${where}${of} has no "${key}"${didYouMean(key, free)}`,
      guess === null ? `remove it; the keys here are ${known.join(', ')}` : `rename it to "${guess}"`,
      [...path, key],
    ),
    at: 'key',
    proposal:
      guess === null
        ? { kind: 'remove', title: `Remove "${key}"` }
        : { kind: 'rename', title: `Rename to "${guess}"`, to: guess },
  };
}

/** Alternatives without a kind: the one of the value's type speaks; if there is none, the list of all. */
function unionFindings(
  options: readonly Schema[],
  value: Json,
  path: Path,
  completeness: Completeness,
): readonly Finding[] {
  let best: readonly Finding[] | null = null;
  for (const option of options) {
    const findings = structureFindings(option, value, path, completeness);
    if (findings.length === 0) return [];
    if (speaksFor(option, value) && (best === null || findings.length < best.length)) best = findings;
  }
  if (best !== null) return best;
  const words = options.flatMap(option => choices(option) ?? []).filter(word => typeof word === 'string');
  const guess = typeof value === 'string' ? closest(value, words) : null;
  const problem = finding(
    'wrong-type',
    `${dotted(path)} must be ${options.map(describe).join(' or ')}, not ${show(value)}`,
    guess === null ? `write ${options.map(describe).join(' or ')}` : `did you mean "${guess}"?`,
    path,
  );
  if (guess === null) return [problem];
  return [{ ...problem, proposal: { kind: 'set', title: `Change to "${guess}"`, path, value: guess } }];
}

function speaksFor(option: Schema, value: Json): boolean {
  if (choices(option) !== null) return false;
  if (isObject(value)) return option.properties !== undefined;
  if (isList(value)) return option.type === 'array';
  if (typeof value === 'number') return option.type === 'number' || option.type === 'integer';
  return typeof value === option.type;
}

function listFindings(
  schema: Schema,
  value: readonly Json[],
  path: Path,
  completeness: Completeness,
): readonly Finding[] {
  const findings: Finding[] = [];
  const tuple = Array.isArray(schema.items) ? schema.items.length : null;
  const least = schema.minItems ?? 0;
  const most = schema.maxItems ?? tuple ?? Infinity;
  if (value.length < least || value.length > most) {
    const wanted =
      least === most ? `exactly ${least}` : value.length < least ? `at least ${least}` : `at most ${most}`;
    const message = `${dotted(path)} needs ${wanted} ${wanted.endsWith(' 1') ? 'entry' : 'entries'}, not ${value.length}`;
    findings.push(finding('wrong-length', message, `give ${wanted}`, path));
  }
  value.forEach((entry, i) => {
    const items = itemSchema(schema, i);
    if (items) findings.push(...structureFindings(items, entry, [...path, i], completeness));
  });
  return findings;
}

function numberFindings(schema: Schema, value: Json, path: Path): readonly Finding[] {
  if (typeof value !== 'number') return [wrongType(schema, value, path)];
  if (schema.type === 'integer' && !Number.isInteger(value)) {
    const message = `${dotted(path)} must be a whole number, not ${show(value)}`;
    const rounded = Math.round(value);
    return [
      {
        ...finding('wrong-type', message, `write ${rounded}`, path),
        proposal: { kind: 'set', title: `Change to ${rounded}`, path, value: rounded },
      },
    ];
  }
  const limit = violatedLimit(schema, value);
  if (limit === null) return [];
  return [
    finding(
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

function wrongType(schema: Schema, value: Json, path: Path): Finding {
  const problem = finding(
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

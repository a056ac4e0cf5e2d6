import type { Finding } from './issue.ts';
import { dotted, isList, isObject, member, show, type Json, type JsonObject, type Path } from './json.ts';
import {
  branchOf,
  choices,
  expandShorthand,
  hasDefault,
  itemSchema,
  kindBranches,
  otherMembers,
  type Schema,
} from './schemaModel.ts';
import { choiceFindings, describe, numberFindings, structural, wrongType } from './scalars.ts';
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
        ? [structural('empty-string', `${dotted(path)} is empty`, 'give a name', path)]
        : [];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(schema, value, path)];
    default:
      return [];
  }
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
      structural(
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
    const below = Object.hasOwn(properties, key) ? properties[key] : otherMembers(schema);
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
      structural(
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
    ...structural(
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
  const problem = structural(
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
    findings.push(structural('wrong-length', message, `give ${wanted}`, path));
  }
  value.forEach((entry, i) => {
    const items = itemSchema(schema, i);
    if (items) findings.push(...structureFindings(items, entry, [...path, i], completeness));
  });
  return findings;
}

import type { Finding } from './issue.ts';
import { isList, isObject, member, show, type Json, type JsonObject, type Path } from './json.ts';
import { linspace, logspace } from './spacing.ts';
import { closest } from './suggest.ts';

/** One swept setting with its values. */
export interface Axis {
  /** Dotted path of the setting, as written: `adapter.initScale`. */
  readonly path: string;
  readonly values: readonly Json[];
  /** True where the values stand in the file one by one, and can be pointed at. */
  readonly listed: boolean;
}

/** One swept value: which axis, which of its values. */
export interface Assignment {
  readonly axis: Axis;
  readonly index: number;
  readonly value: Json;
}

/** Axes that move together: one axis, or several that `zip` pairs. All have the same length. */
export type AxisGroup = readonly Axis[];

const MAX_AXIS = 100_000;
const ROOT: Path = ['sweep'];

/**
 * Reads `sweep`: axes by dotted path, each a list, `{ "logspace": [from, to, count] }` or
 * `{ "linspace": [from, to, count] }`; `zip` pairs axes of equal length. The product runs over the groups in the order
 * of their first axis in the file, the last one fastest.
 * @param known dotted paths that can be swept
 */
export function readSweep(
  sweep: Json | undefined,
  known: ReadonlySet<string>,
): { readonly groups: readonly AxisGroup[]; readonly findings: readonly Finding[] } {
  if (sweep === undefined) return { groups: [], findings: [] };
  if (!isObject(sweep)) {
    const remedy = 'write { "adapter.initScale": [1e-3, 1e-4, 1e-5] }';
    const message = `sweep must be an object of lists, not ${show(sweep)}`;
    return { groups: [], findings: [wrong('wrong-type', message, remedy, ROOT)] };
  }
  const findings: Finding[] = [];
  const axes = new Map<string, Axis>();
  for (const [path, value] of Object.entries(sweep)) {
    if (path === 'zip') continue;
    if (!isKnownPath(path, known)) findings.push(unknownPath(path, known));
    const axis = readAxis(path, value);
    if ('code' in axis) findings.push(axis);
    else axes.set(path, axis);
  }
  const groups = groupAxes(axes, member(sweep, 'zip'), findings);
  return { groups, findings };
}

/** Every point of the grid: one assignment an axis, the last group fastest. Without axes one empty point. */
export function* gridPoints(groups: readonly AxisGroup[]): Generator<readonly Assignment[]> {
  const [first, ...rest] = groups;
  if (first === undefined) {
    yield [];
    return;
  }
  const length = first[0]?.values.length ?? 0;
  for (let index = 0; index < length; index++) {
    const here = first.map(axis => ({ axis, index, value: axis.values[index] ?? null }));
    for (const others of gridPoints(rest)) yield [...here, ...others];
  }
}

/** How many points the grid has. */
export function gridSize(groups: readonly AxisGroup[]): number {
  return groups.reduce((size, group) => size * (group[0]?.values.length ?? 0), 1);
}

function wrong(code: string, message: string, remedy: string, path: Path): Finding {
  return { code, severity: 'error', origin: 'meaning', message, remedy, path };
}

/** A list index stands for any entry: `problem.target.pairs.0.strength`. */
function isKnownPath(path: string, known: ReadonlySet<string>): boolean {
  return known.has(path) || known.has(path.replace(/\.\d+(?=\.|$)/g, '.*'));
}

function unknownPath(path: string, known: ReadonlySet<string>): Finding {
  // A wrong section is more likely than a wrong name: `initScale` alone means `adapter.initScale`.
  const last = path.split('.').at(-1);
  const guess =
    closest(path, known) ?? [...known].find(candidate => candidate.split('.').at(-1) === last) ?? null;
  return {
    ...wrong(
      'unknown-sweep-path',
      `there is no setting "${path}" to sweep${guess === null ? '' : `; did you mean "${guess}"?`}`,
      guess === null
        ? 'give the dotted path of a setting, such as "adapter.initScale"'
        : `rename it to "${guess}"`,
      [...ROOT, path],
    ),
    at: 'key',
    ...(guess !== null && {
      proposal: { kind: 'rename', title: `Rename to "${guess}"`, to: guess } as const,
    }),
  };
}

function readAxis(path: string, value: Json): Axis | Finding {
  const at = [...ROOT, path];
  if (isList(value)) {
    if (value.length > 0) return { path, values: value, listed: true };
    return wrong('empty-axis', `sweep over "${path}" has no values`, 'list at least one value', at);
  }
  const forms: Readonly<Record<string, typeof linspace>> = { linspace, logspace };
  const [form, ...more] = isObject(value) ? Object.keys(value) : [];
  const space = form !== undefined && Object.hasOwn(forms, form) ? forms[form] : undefined;
  if (!isObject(value) || form === undefined || space === undefined || more.length > 0) {
    return wrong(
      'wrong-type',
      `sweep over "${path}" must be a list of values, { "logspace": [from, to, count] } or { "linspace": … }`,
      isObject(value) ? 'write { "logspace": [1e-6, 1e-1, 11] }' : `write [${show(value)}]`,
      at,
    );
  }
  const range = member(value, form);
  const [from, to, count] = isList(range) ? range : [];
  const fits = isList(range) && range.length === 3 && isNumber(from) && isNumber(to) && isNumber(count);
  if (!fits || !Number.isInteger(count) || count < 1 || count > MAX_AXIS) {
    const message = `"${form}" takes [from, to, count] with two numbers and a whole count from 1 to ${MAX_AXIS}`;
    return wrong('wrong-range', message, `write { "${form}": [1e-6, 1e-1, 11] }`, [...at, form]);
  }
  if (form === 'logspace' && (from <= 0 || to <= 0)) {
    const message = `"logspace" needs positive ends, not ${from} and ${to}`;
    return wrong('wrong-range', message, 'give the values themselves, not their logarithms', [...at, form]);
  }
  return { path, values: space(from, to, count), listed: false };
}

function isNumber(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function groupAxes(
  axes: ReadonlyMap<string, Axis>,
  zip: Json | undefined,
  findings: Finding[],
): readonly AxisGroup[] {
  const partners = new Map<string, readonly string[]>();
  for (const [i, names] of readZip(zip, findings).entries()) {
    const at = [...ROOT, 'zip', i];
    const members = names.map(name => axes.get(name)).filter(axis => axis !== undefined);
    const missing = names.find(name => !axes.has(name));
    const twice = names.find((name, k) => partners.has(name) || names.indexOf(name) !== k);
    if (missing !== undefined) {
      const guess = closest(missing, axes.keys());
      const message = `zip names "${missing}", which is not swept${guess === null ? '' : `; did you mean "${guess}"?`}`;
      findings.push(wrong('unknown-zip', message, 'name two or more axes of this sweep', at));
    } else if (twice !== undefined) {
      findings.push(wrong('unknown-zip', `zip names "${twice}" twice`, 'name every axis once', at));
    } else if (new Set(members.map(axis => axis.values.length)).size > 1) {
      const lengths = members.map(axis => `${axis.path} has ${axis.values.length}`).join(', ');
      findings.push(
        wrong('zip-lengths', `zipped axes differ in length: ${lengths}`, 'give equally many values', at),
      );
    } else {
      for (const name of names) partners.set(name, names);
    }
  }
  const groups: AxisGroup[] = [];
  const placed = new Set<string>();
  for (const axis of axes.values()) {
    if (placed.has(axis.path)) continue;
    const names = partners.get(axis.path) ?? [axis.path];
    names.forEach(name => placed.add(name));
    groups.push([...axes.values()].filter(other => names.includes(other.path)));
  }
  return groups;
}

function readZip(zip: Json | undefined, findings: Finding[]): readonly (readonly string[])[] {
  if (zip === undefined) return [];
  const groups = isList(zip) ? zip : [zip];
  const named = groups.filter(group => isList(group) && group.every(name => typeof name === 'string'));
  if (!isList(zip) || named.length < groups.length) {
    const remedy = 'write "zip": [["adapter.rank", "adapter.initScale"]]';
    findings.push(
      wrong('wrong-type', 'zip must be a list of lists of swept paths', remedy, [...ROOT, 'zip']),
    );
    return [];
  }
  return named.map(group => (isList(group) ? group.map(String) : []));
}

/** The label of a grid point: swept settings as written. */
export function labelOf(point: readonly Assignment[]): JsonObject {
  return Object.fromEntries(point.map(({ axis, value }) => [axis.path, value]));
}

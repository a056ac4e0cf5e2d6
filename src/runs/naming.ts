import { exactPowerOfTen, formatNumber, powerOfTen } from './format.ts';
import { distinctWords } from '../protocol/labelWords.ts';
import { variantStyle } from '../protocol/variantStyle.ts';
import type { VariantRecord } from './record.ts';

/** How a variant is called and drawn. Depends on the settings alone, so it is the same in every batch of them. */
export interface VariantName {
  /** `adapter.initScale=0.001;adapter.init="gaussian"`; the name where the file gives one. */
  readonly id: string;
  /** One a differing field, in the order of `fields`. */
  readonly labels: readonly string[];
  readonly name: string;
  /** 0…5: series colour, by the value of the first differing field. */
  readonly colour: number;
  /** 0…3: dash pattern, by the value of the second differing field. */
  readonly dash: number;
}

export interface BatchNames {
  /** Short names of the fields that differ: `initScale`, `init`. */
  readonly fields: readonly string[];
  readonly variants: readonly VariantName[];
}

/**
 * Names variants by what differs between them. A name given in the file counts as the first field; settings that
 * the name already decides are left out.
 */
export function nameVariants(
  variants: readonly Pick<VariantRecord, 'label' | 'name'>[],
  seeds: readonly number[],
): BatchNames {
  const columns = differingFields(variants);
  const fields = shortFieldNames(columns.map(column => column.path));
  const texts = columns.map(column => labelTexts(column.values));
  const indices = columns.map(column => valueIndices(column.values));
  const counts = columns.map(column => distinct(column.values));
  const named = variants.map((variant, i): VariantName => {
    const labels = texts.map(column => column[i] ?? '');
    const place = columns.map((_, j) => indices[j]?.[i] ?? 0);
    return {
      id: variantId(variant),
      labels,
      name: labels.length > 0 ? nameOf(fields, labels) : onlyName(seeds),
      ...variantStyle(place, counts),
    };
  });
  return { fields, variants: named };
}

/** `10⁻³ gaussian`; `rank 2, initScale 0.01` where numbers alone could be taken for one another. */
function nameOf(fields: readonly string[], labels: readonly string[]): string {
  const words = distinctWords(fields, labels);
  return words.join(words === labels ? ' ' : ', ');
}

interface Column {
  readonly path: string;
  readonly values: readonly unknown[];
}

function differingFields(variants: readonly Pick<VariantRecord, 'label' | 'name'>[]): readonly Column[] {
  const names = variants.map(variant => variant.name);
  const paths = [...new Set(variants.flatMap(variant => Object.keys(variant.label)))];
  const settings = paths
    .map((path): Column => ({ path, values: variants.map(variant => variant.label[path]) }))
    .filter(column => distinct(column.values) > 1)
    .filter(column => !decidedBy(names, column.values));
  return distinct(names) > 1 ? [{ path: 'variant', values: names }, ...settings] : settings;
}

function distinct(values: readonly unknown[]): number {
  return new Set(values.map(canonical)).size;
}

/** True where equal names always go with equal values, so that the name says it already. */
function decidedBy(names: readonly (string | undefined)[], values: readonly unknown[]): boolean {
  if (distinct(names) < 2) return false;
  const seen = new Map<string | undefined, string>();
  return values.every((value, i) => {
    const text = canonical(value);
    const before = seen.get(names[i]);
    seen.set(names[i], text);
    return before === undefined || before === text;
  });
}

function valueIndices(values: readonly unknown[]): readonly number[] {
  const order = new Map<string, number>();
  return values.map(value => {
    const key = canonical(value);
    const index = order.get(key) ?? order.size;
    order.set(key, index);
    return index;
  });
}

/** The last segment of each path, with as many before it as it takes to tell the fields apart. */
export function shortFieldNames(paths: readonly string[]): readonly string[] {
  return paths.map(path => {
    const segments = path.split('.');
    for (let length = 1; length < segments.length; length += 1) {
      const short = segments.slice(-length).join('.');
      const clashes = paths.filter(other => other === short || other.endsWith(`.${short}`));
      if (clashes.length === 1) return short;
    }
    return path;
  });
}

/** Values of one field as a person writes them, all in one style: a column of powers of ten stays one. */
export function labelTexts(values: readonly unknown[]): readonly string[] {
  const exponents = values.map(value => (typeof value === 'number' ? exactPowerOfTen(value) : null));
  const scientific =
    exponents.every(exponent => exponent !== null) &&
    exponents.some(exponent => exponent <= -3 || exponent >= 5);
  if (scientific) return exponents.map(exponent => powerOfTen(exponent));
  const kindsTell = distinct(values) === distinct(values.map(kindOf));
  return values.map(value => labelText(value, kindsTell));
}

function labelText(value: unknown, kindOnly: boolean): string {
  if (value === undefined) return '–';
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(entry => labelText(entry, kindOnly)).join(', ');
  if (isPlainObject(value)) {
    const kind = typeof value['kind'] === 'string' ? value['kind'] : '';
    if (kindOnly && kind !== '') return kind;
    const rest = Object.entries(value)
      .filter(([key]) => key !== 'kind')
      .map(([key, entry]) => `${key} ${labelText(entry, kindOnly)}`);
    return [kind, ...rest].filter(part => part !== '').join(' ');
  }
  return JSON.stringify(value);
}

/** `"gaussian"` and `{ "kind": "gaussian" }` are of the same kind. */
function kindOf(value: unknown): unknown {
  return isPlainObject(value) && typeof value['kind'] === 'string' ? value['kind'] : value;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyName(seeds: readonly number[]): string {
  return seeds.length === 1 ? `seed ${seeds[0] ?? 0}` : `mean of ${seeds.length} seeds`;
}

function variantId(variant: Pick<VariantRecord, 'label' | 'name'>): string {
  const settings = Object.keys(variant.label)
    .sort()
    .map(path => `${path}=${canonical(variant.label[path])}`);
  const parts = variant.name === undefined ? settings : [variant.name, ...settings];
  return parts.length > 0 ? parts.join(';') : 'all';
}

/** JSON with keys in order, so that equal settings give equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isPlainObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${entries.join(',')}}`;
  }
  return value === undefined ? 'undefined' : JSON.stringify(value);
}

import { show, type Json } from '../src/experiment/json.ts';
import { choices, itemSchema, kindBranches, type Schema } from '../src/experiment/schemaModel.ts';

/** A row of a table of settings. */
export interface SettingRow {
  /** Key below the section, dotted; `[]` stands for each entry of a list. */
  readonly key: string;
  readonly type: string;
  readonly preset: string;
  readonly meaning: string;
}

/** Every setting of an object, those of objects within it included; `kind` and settings chosen by kind are one row. */
export function settingRows(schema: Schema, prefix = ''): readonly SettingRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, below]) => {
    if (key === 'kind' && below.const !== undefined) return [];
    const path = `${prefix}${key}`;
    const row = rowOf(path, below, schema.required?.includes(key) === true);
    return [row, ...rowsBelow(below, path)];
  });
}

function rowsBelow(schema: Schema, path: string): readonly SettingRow[] {
  if (kindBranches(schema) !== null) return [];
  if (schema.properties) return settingRows(schema, `${path}.`);
  return [...(schema.anyOf ?? []), schema].flatMap(option => {
    const entry = option.items && itemSchema(option, 0);
    if (entry?.properties) return settingRows(entry, `${path}[].`);
    return option !== schema && option.properties ? settingRows(option, `${path}.`) : [];
  });
}

/** The row of one setting. */
export function rowOf(key: string, schema: Schema, required: boolean): SettingRow {
  const { title = '', description = '' } = schema;
  const meaning = [title === '' ? '' : `**${capital(title)}.**`, description].filter(part => part !== '');
  const optional = required ? 'must be given' : 'may be left out';
  return {
    key,
    type: typeText(schema),
    preset: schema.default === undefined ? optional : `\`${written(schema.default)}\``,
    meaning: meaning.join(' '),
  };
}

/** What may stand there, in words: `number > 0`, `"auto" or number > 0`. */
export function typeText(schema: Schema): string {
  const allowed = choices(schema);
  if (allowed !== null) return allowed.map(value => `\`${JSON.stringify(value)}\``).join(' or ');
  if (kindBranches(schema) !== null && schema.anyOf) return 'one of the kinds below';
  if (schema.anyOf) return schema.anyOf.map(typeText).join(' or ');
  const entry = itemSchema(schema, 0);
  switch (schema.type ?? '') {
    case 'integer':
      return `whole number${limits(schema)}`;
    case 'number':
      return `number${limits(schema)}`;
    case 'boolean':
      return '`true` or `false`';
    case 'array':
      return `list${entry && !entry.properties && choices(entry) === null ? ` of ${plural(typeText(entry))}` : ''}`;
    case 'object':
      return 'object';
    default:
      return schema.type ?? 'any value';
  }
}

function limits(schema: Schema): string {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  const parts = [
    minimum === undefined ? '' : `≥ ${minimum}`,
    exclusiveMinimum === undefined ? '' : `> ${exclusiveMinimum}`,
    maximum === undefined ? '' : `≤ ${maximum}`,
    exclusiveMaximum === undefined ? '' : `< ${exclusiveMaximum}`,
  ].filter(part => part !== '');
  return parts.length === 0 ? '' : ` ${parts.join(' and ')}`;
}

function plural(type: string): string {
  return type.replace(/^(whole number|number|string)/, '$1s');
}

/** A default as a file writes it; a kind with nothing else by its name. */
function written(value: Json): string {
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 1 && keys[0] === 'kind') return show(Object.values(value)[0] ?? null);
    return JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  }
  return JSON.stringify(value);
}

/** The rows as a Markdown table. */
export function settingTable(rows: readonly SettingRow[]): string {
  return table(
    ['Key', 'Type and range', 'Default', 'Meaning'],
    rows.map(({ key, type, preset, meaning }) => [`\`${key}\``, type, preset, meaning]),
  );
}

/** A Markdown table; bars within cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function capital(text: string): string {
  // Symbols keep their case: `α: initialisation scale`.
  return /^[^:]{1,12}: /.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

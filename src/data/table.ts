import type { Result } from '../engine/fault.ts';
import { csvRows, separatorOf, type CsvRow } from './csv.ts';
import { refuse } from './fault.ts';

/** A text table whose columns can be read one by one: a column of words hurts only where it is wanted. */
export interface TableFile {
  /** Names of the columns, in order. */
  readonly names: readonly string[];
  /** How many rows of values it has. */
  readonly rows: number;
  /** The line of a row in the file, from 1. */
  lineOf(row: number): number;
  /** Numbers of a column by its name. An empty cell and `nan` are NaN. */
  column(name: string): Result<Float64Array>;
}

/** Larger texts are not taken apart while somebody types. */
const MOST_BYTES = 32e6;

const SAVE = 'save it as text with one header line, such as t,loss';

/**
 * Opens a table of comma-, semicolon- or tab-separated values in UTF-8, its first line naming the columns (`# t,loss`
 * too, as `numpy.savetxt` writes it). Never throws; every fault names file, line and reason.
 * @param file the path as the experiment writes it, for messages
 */
export function openTable(bytes: Uint8Array, file: string): Result<TableFile> {
  if (bytes.length > MOST_BYTES) {
    const size = `${Math.round(bytes.length / 1e6)} MB; at most ${MOST_BYTES / 1e6} MB are read`;
    return refuse('csv-too-large', `${file}: the table has ${size}`, 'keep fewer rows');
  }
  if (bytes.includes(0)) return refuse('csv-not-text', `${file}: this is no text table in UTF-8`, SAVE);
  const text = new TextDecoder().decode(bytes);
  const { rows, unclosed } = csvRows(text, separatorOf(text));
  if (unclosed !== null)
    return refuse('csv-quote', `${file}: the quote in line ${unclosed} is not closed`, 'close it with "');
  const [header, ...body] = rows;
  if (header === undefined || body.length === 0)
    return refuse('csv-empty', `${file}: the table has no values`, SAVE);
  const names = header.cells.map((name, i) => (i === 0 ? name.replace(/^#\s*/, '') : name));
  if (names.every(name => numberOf(name) !== null))
    return refuse('csv-header', `${file}: the first line names no columns`, SAVE);
  const twice = names.find((name, i) => name !== '' && names.indexOf(name) !== i);
  if (twice !== undefined)
    return refuse('csv-header', `${file}: two columns are called ${twice}`, 'give each its own name');
  const ragged = body.find(row => row.cells.length !== names.length);
  if (ragged !== undefined) {
    const counts = `${ragged.cells.length} cells and the header ${names.length}`;
    return refuse(
      'csv-ragged',
      `${file}: line ${ragged.line} has ${counts}`,
      'give every line the same cells',
    );
  }
  const read = new Map<string, Result<Float64Array>>();
  return {
    ok: true,
    value: {
      names,
      rows: body.length,
      lineOf: row => body[row]?.line ?? header.line,
      column: name => {
        const column = read.get(name) ?? columnOf(body, names.indexOf(name), name, file);
        read.set(name, column);
        return column;
      },
    },
  };
}

function columnOf(body: readonly CsvRow[], place: number, name: string, file: string): Result<Float64Array> {
  if (place < 0) return refuse('csv-column', `${file}: there is no column ${name}`, 'name one that it has');
  const numbers = new Float64Array(body.length);
  for (const [i, { line, cells }] of body.entries()) {
    const cell = cells[place] ?? '';
    const value = numberOf(cell);
    if (value === null) {
      const shown = cell.length > 20 ? `${cell.slice(0, 19)}…` : cell;
      return refuse(
        'csv-cell',
        `${file}: "${shown}" in line ${line}, column ${name}, is not a number`,
        'write numbers like 0.5 or 1e-5, with a point, and leave a cell empty where there is none',
      );
    }
    numbers[i] = value;
  }
  return { ok: true, value: numbers };
}

/** What a cell holds; null for a word. */
function numberOf(cell: string): number | null {
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell)) return Number(cell);
  if (cell === '' || /^[+-]?nan$/i.test(cell)) return Number.NaN;
  if (/^[+-]?inf(inity)?$/i.test(cell)) return cell.startsWith('-') ? -Infinity : Infinity;
  return null;
}

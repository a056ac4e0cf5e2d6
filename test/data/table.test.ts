import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRows, separatorOf } from '../../src/data/csv.ts';
import { openTable, type TableFile } from '../../src/data/table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function tableOf(text: string): TableFile {
  const opened = openTable(bytes(text), 'torch.csv');
  if (!opened.ok) throw new Error(opened.faults[0]?.message);
  return opened.value;
}

function columnOf(text: string, name: string): readonly number[] {
  const column = tableOf(text).column(name);
  if (!column.ok) throw new Error(column.faults[0]?.message);
  return [...column.value];
}

function faultOf(content: string | Uint8Array): string {
  const opened = openTable(typeof content === 'string' ? bytes(content) : content, 'torch.csv');
  return opened.ok ? 'no fault' : `${opened.faults[0]?.code}: ${opened.faults[0]?.message}`;
}

describe('a table of numbers', () => {
  test.each([
    ['commas', 't,loss\n0,12.5\n1,1e-3\n'],
    ['semicolons', 't;loss\n0;12.5\n1;1e-3\n'],
    ['tabs', 't\tloss\n0\t12.5\n1\t1e-3\n'],
    ['Windows line ends', 't,loss\r\n0,12.5\r\n1,1e-3\r\n'],
    ['old Mac line ends', 't,loss\r0,12.5\r1,1e-3'],
    ['no line end at the end', 't,loss\n0,12.5\n1,1e-3'],
    ['a byte-order mark', '\uFEFFt,loss\n0,12.5\n1,1e-3\n'],
    ['quotes', '"t","loss"\n"0","12.5"\n"1","1e-3"\n'],
    ['blanks and blank lines', '\n t , loss \n\n 0 , 12.5 \n1,1e-3\n\n'],
    ['numpy.savetxt', '# t,loss\n0,12.5\n1,1e-3\n'],
    ['signs and points', 't,loss\n+0,12.5\n1.,.001\n'],
  ])('with %s', (_, text) => {
    expect(tableOf(text).names).toEqual(['t', 'loss']);
    expect(columnOf(text, 't')).toEqual([0, 1]);
    expect(columnOf(text, 'loss')).toEqual([12.5, 1e-3]);
  });

  test('may have gaps and infinities', () => {
    expect(columnOf('t,loss\n0,\n1,nan\n2,NaN\n3,inf\n4,-Infinity\n', 'loss')).toEqual([
      ...[Number.NaN, Number.NaN, Number.NaN, Infinity, -Infinity],
    ]);
  });

  test('may have words in columns that nobody asks for', () => {
    const table = tableOf('t,loss,note\n0,1,"a, ""b""\nc"\n1,2,\n');
    expect(table.column('loss').ok).toBe(true);
    expect(table.column('note').ok).toBe(false);
    expect(table.lineOf(0)).toBe(2);
    expect(table.lineOf(1)).toBe(4);
  });
});

describe('what is wrong with a table', () => {
  test.each([
    ['', 'csv-empty: torch.csv: the table has no values'],
    ['t,loss\n', 'csv-empty: torch.csv: the table has no values'],
    ['0,12.5\n1,1e-3\n', 'csv-header: torch.csv: the first line names no columns'],
    ['t,loss,loss\n0,1,2\n', 'csv-header: torch.csv: two columns are called loss'],
    ['t,loss\n0,1\n1\n', 'csv-ragged: torch.csv: line 3 has 1 cells and the header 2'],
    ['t,"loss\n0,1\n', 'csv-quote: torch.csv: the quote in line 1 is not closed'],
  ])('%j', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('bytes that are no text', () => {
    expect(faultOf(Uint8Array.of(0x93, 0x4e, 0, 1))).toBe(
      'csv-not-text: torch.csv: this is no text table in UTF-8',
    );
  });

  test('words where numbers belong are named with their place; a decimal comma is one', () => {
    for (const [text, cell] of [
      ['t,loss\n0,1\n1,big\n', 'big'],
      ['t;loss\n0;1\n1;0,5\n', '0,5'],
      ['t,loss\n0,1\n1,0x10\n', '0x10'],
    ] as const) {
      const column = tableOf(text).column('loss');
      expect(column.ok ? '' : column.faults[0]?.message).toBe(
        `torch.csv: "${cell}" in line 3, column loss, is not a number`,
      );
    }
  });
});

describe('cutting into cells', () => {
  const cell = fc.string({ maxLength: 8 }).map(text => text.replaceAll('\r', '').trim());

  test('gives back what was quoted, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '\t'),
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (separator, table) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = table.map(row => row.map(quoted).join(separator)).join('\n');
          const { rows, unclosed } = csvRows(text, separator);
          expect(unclosed).toBeNull();
          expect(rows.map(({ cells }) => cells)).toEqual(table);
        },
      ),
    );
  });

  test('never throws and never hangs, for any bytes and any text', () => {
    const pieces = fc.array(fc.constantFrom(',', ';', '\t', '"', '\n', '\r', ' ', 't', 'loss', '1', '-'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 100 }),
          fc.string({ unit: 'binary' }).map(bytes),
          pieces.map(all => bytes(all.join(''))),
        ),
        content => {
          const opened = openTable(content, 'x.csv');
          if (!opened.ok) expect(opened.faults[0]?.remedy).not.toBe('');
          else for (const name of opened.value.names) opened.value.column(name);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('finds the separator in the first line, quotes aside', () => {
    expect(separatorOf('"a;b;c",d\n1;2;3')).toBe(',');
    expect(separatorOf('\n\na;b,c;d\n')).toBe(';');
    expect(separatorOf('a\tb')).toBe('\t');
    expect(separatorOf('alone')).toBe(',');
  });
});

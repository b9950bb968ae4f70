import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { cellsOf, readRows, rowsOf } from '../../src/import/csv.js';
import { bytes } from './fixtures/all.js';

const cell = fc.string({ unit: fc.constantFrom('a', 'å', ',', ';', '"', '\n', ' ', '='), maxLength: 8 });
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

test('what is well-formed reads as csv-parse reads it', () => {
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.boolean(), (all, ends) => {
      const text = all.map((cells) => cells.map(quoted).join(',')).join('\n') + (ends ? '\n' : '');
      const theirs: string[][] = parse(text, { relax_column_count: true });
      const filled = theirs.filter((cells) => cells.some((one) => one.trim()));
      expect(rowsOf(text, '"', ',').map(({ cells }) => cells)).toEqual(filled);
    }),
  );
});

test.each([
  ['a quotation mark inside of a cell', 'a"b,c', ['a"b', 'c']],
  ['one before other text', '"a"b",c', ['a"b', 'c']],
  ['one after a blank', 'a, "b"', ['a', ' "b"']],
  ['an empty cell at the end', 'a,', ['a', '']],
  ['an empty cell in quotes', '"",a', ['', 'a']],
  ['a mark alone in quotes', '"""",a', ['"', 'a']],
])('%s is read', (_, line, cells) => {
  expect(rowsOf(line)).toEqual([{ number: 1, cells }]);
});

test('a backslash escapes where the program says so', () => {
  const [row] = readRows(bytes('"sa \\"hej\\"","c:\\\\d","\\n"'), '\\');
  expect(row.cells).toEqual(['sa "hej"', 'c:\\d', '\\n']);
});

test('rows are numbered as a spreadsheet numbers them, empty ones and lines inside of cells too', () => {
  expect(rowsOf('a;b\n\n"x\ny";z\n ; \nq').map(({ number, cells: [first] }) => [number, first])).toEqual([
    [1, 'a'],
    [3, 'x\ny'],
    [5, 'q'],
  ]);
});

test('a cell that is a list is CSV too, and text that is none is one entry', () => {
  expect(cellsOf('a,"b,c"')).toEqual(['a', 'b,c']);
  expect(cellsOf('"a,b')).toEqual(['"a,b']);
  expect(cellsOf('')).toEqual([]);
});

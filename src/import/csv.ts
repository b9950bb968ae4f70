import { say } from '../web/message.js';
import { checkCount, LIMITS } from './limits.js';
import { evenLines, readText } from './text.js';
import { UnreadableFile } from './unreadable.js';

const LONGEST_ROW = 1024 * 1024;
const MOST_ROWS = 2 * LIMITS.items;
const MOST_CELLS = 20_000_000;
const QUOTE = '"'.charCodeAt(0);
const LINE_END = '\n'.charCodeAt(0);
const ESCAPED = { '"': /"(")/g, '\\': /\\(["\\])/g };
const DELIMITERS = [',', ';', '\t', '|'];

/** What stands before a quotation mark inside of quotes. */
type Escaping = '"' | '\\';

/** A row of a file, counted as a spreadsheet does. Rows without any text are not given. */
export interface Cells {
  number: number;
  cells: string[];
}

/**
 * The rows of a CSV file: the delimiter is the one of comma, semicolon, tab and bar that its first line has most of, quotes
 * are `"`, and rows may be short or long.
 *
 * @throws UnreadableFile for what {@link readText} refuses, a row longer than 1 MiB, too many rows or cells, an open quote
 */
export const readRows = (file: Uint8Array, escaping: Escaping = '"'): Cells[] =>
  rowsOf(evenLines(readText(file)), escaping);

/** {@link readRows} of a text whose lines end with LF. */
export const rowsOf = (text: string, escaping: Escaping = '"', delimiter = delimiterOf(text)): Cells[] =>
  parse(text, delimiter, escaping)
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));

/** The cells of a cell that is a list itself. Text that is no CSV is one cell. */
export function cellsOf(list: string): string[] {
  try {
    return parse(list, ',', '"').flat();
  } catch {
    return [list];
  }
}

/** The cells of a header, trimmed and in lower case. */
export function headerOf(line: string): string[] {
  try {
    return parse(line, delimiterOf(line), '"')
      .flat()
      .map((cell) => cell.trim().toLowerCase());
  } catch {
    return [];
  }
}

/** What separates the cells: the comma, semicolon, tab or bar that stands most often in the first MiB of the first row. */
function delimiterOf(text: string): string {
  const end = text.indexOf('\n');
  const line = text.slice(0, end < 0 ? LONGEST_ROW : Math.min(end, LONGEST_ROW));
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))];
}

const tooLong = () => say('A row of this file is longer than 1 MiB.');

/**
 * RFC 4180, and what programs write in spite of it: a quotation mark inside of a cell without quotes, or before other text,
 * is itself. (csv-parse makes an Error of each row that is not as long as the first: 100 µs a row, twenty seconds for the
 * most that a file may hold, and some formats have no two rows alike.)
 */
function parse(text: string, delimiter: string, escaping: Escaping): string[][] {
  const rows: string[][] = [];
  let [row, start, total]: [string[], number, number] = [[], 0, 0];
  for (let at = 0; at < text.length; at++) {
    const { cell, end } = text[at] === '"' ? quoted(text, at, delimiter, escaping) : bare(text, at, delimiter);
    row.push(cell);
    if (end - start > LONGEST_ROW) throw new UnreadableFile(tooLong());
    if (++total > MOST_CELLS) throw new UnreadableFile(say('This file has more cells than an import may hold.'));
    at = end;
    if (text[at] === delimiter && at + 1 < text.length) continue;
    if (text[at] === delimiter) row.push('');
    if (rows.push(row) > MOST_ROWS) checkCount('items', rows.length);
    [row, start] = [[], at + 1];
  }
  return rows;
}

/** A cell, and where the delimiter or the line's end is that ends it. */
interface Cell {
  cell: string;
  end: number;
}

function bare(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
  return { cell: text.slice(start, end), end };
}

function quoted(text: string, start: number, delimiter: string, escaping: Escaping): Cell {
  const escapeCode = escaping.charCodeAt(0);
  let [at, escapes] = [start + 1, false];
  for (; at < text.length && at - start <= LONGEST_ROW; at++) {
    const code = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code === escapeCode && (next === QUOTE || next === escapeCode)) {
      escapes = true;
      at++;
    } else if (code === QUOTE && (at + 1 === text.length || next === LINE_END || text[at + 1] === delimiter)) {
      const cell = text.slice(start + 1, at);
      return { cell: escapes ? cell.replace(ESCAPED[escaping], '$1') : cell, end: at + 1 };
    }
  }
  if (at < text.length) throw new UnreadableFile(tooLong());
  throw new UnreadableFile(say('This is not a CSV file: a quotation mark is missing.'));
}

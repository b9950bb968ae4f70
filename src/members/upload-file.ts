import { parse } from 'csv-parse/sync';
import type { Message } from '../web/message.js';
import { say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';
import type { UploadedFile } from '../web/uploaded-file.js';

const MOST = 5000;
const DELIMITERS = [',', ';', '\t'];

export const COLUMNS = ['email', 'name', 'role', 'groups', 'collections'] as const;
export type UploadColumn = (typeof COLUMNS)[number];

/** What stands in each. */
export const COLUMNS_SAID: { name: UploadColumn; about: Message }[] = [
  { name: 'email', about: say('The address; the only column that has to be there') },
  { name: 'name', about: say('Shown until the person has an account') },
  { name: 'role', about: say('owner, admin or user; empty for user') },
  { name: 'groups', about: say('Names, with a semicolon between them') },
  {
    name: 'collections',
    about: say('Names, with a semicolon between them, each with = and view, view-hidden, edit, edit-hidden or manage'),
  },
];

/** As heads may be written, too. */
const ALSO: Record<string, UploadColumn> = {
  'e-mail': 'email',
  'e-post': 'email',
  epost: 'email',
  namn: 'name',
  roll: 'role',
  grupper: 'groups',
  samlingar: 'collections',
};

/** A row of the file by its columns, counted as a spreadsheet does. */
export type UploadRow = { number: number } & Record<UploadColumn, string>;

/**
 * At most twice as many rows as may be filled are read at all: spreadsheets leave empty ones.
 * @throws Refusal at `file` for one that is no such list as a whole
 */
export function readUpload({ bytes }: UploadedFile): UploadRow[] {
  const [head = [], ...records] = recordsOf(textOf(bytes));
  const columns = head.map((cell) => {
    const name = cell.trim().toLowerCase();
    return Object.hasOwn(ALSO, name) ? ALSO[name] : COLUMNS.find((column) => column === name);
  });
  if (!columns.includes('email')) throw wrong(say('The first row has to name the columns, one of them email.'));
  const rows = records
    .map((cells, index) => {
      const row: UploadRow = { number: index + 2, email: '', name: '', role: '', groups: '', collections: '' };
      for (const [place, column] of columns.entries()) if (column) row[column] = (cells[place] ?? '').trim();
      return row;
    })
    .filter((row) => COLUMNS.some((column) => row[column] !== ''));
  if (rows.length === 0) throw wrong(say('Nobody stands in this file.'));
  if (rows.length > MOST || records.length === 2 * MOST) {
    throw wrong(
      say('{{count}} people or more stand in this file. Invite at most {{max}} at once.', {
        ...{ count: rows.length, max: MOST },
      }),
    );
  }
  return rows;
}

const wrong = (message: Message) => refuseField('file', message);

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw wrong(say('Save the file as CSV in UTF-8 and choose it again.'));
  }
}

function recordsOf(text: string): string[][] {
  const [head = ''] = text.split('\n', 1);
  const counts = DELIMITERS.map((delimiter) => head.split(delimiter).length);
  const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))];
  try {
    return parse(text, { delimiter, bom: true, relax_column_count: true, max_record_size: 20_000, to: 2 * MOST + 1 });
  } catch {
    throw wrong(say('This is not a CSV file: a quotation mark is missing or too much.'));
  }
}

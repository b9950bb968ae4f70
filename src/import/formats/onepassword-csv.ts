import type { CardPart, IdentityPart, ItemType } from '../../items/plain-item.js';
import { readRows } from '../csv.js';
import type { Draft } from '../draft.js';
import type { Row } from '../row.js';
import { type Kind, table } from '../table.js';
import { fromSeconds } from '../text.js';

const IGNORED = new Set(['ainfo', 'autosubmit', 'notesplain', 'ps', 'scope', 'tags', 'title', 'uuid', 'notes', 'type']);
const SECTION = /^section[: ]/i;
const SECRET = /password|key|secret/i;
const DATES = new Set(['created date', 'modified date']);

const CARD = new Map<string, CardPart>([
  ['cardholder name', 'cardholderName'],
  ['verification number', 'code'],
]);
const PERSON = new Map<string, IdentityPart>([
  ['first name', 'firstName'],
  ['initial', 'middleName'],
  ['last name', 'lastName'],
  ['username', 'username'],
  ['company', 'company'],
  ['default phone', 'phone'],
  ['email', 'email'],
]);

/** What a column is about: `number` of both `2: NUMBER` (Windows) and `number(ccnum)` (Mac). */
const labelOf = (column: string): string =>
  column
    .toLowerCase()
    .replace(/^(?:\w+ )?\d+: /, '')
    .replace(/\([^()]*\)$/, '');

function read(draft: Draft, row: Row, type: ItemType): void {
  draft.type = type;
  draft.notes = row.filled('notesPlain', 'notes').join('\n');
  for (const [column, cell] of row.others([...IGNORED])) {
    if (SECTION.test(column) || part(draft, labelOf(column), cell)) continue;
    if (DATES.has(column.toLowerCase())) draft.field(`1Password ${column}`, dateOf(cell));
    else draft.extra(nameOf(column), cell, SECRET.test(column) ? 'hidden' : 'text');
  }
  if (type === 'login' && !draft.username) draft.username = row.cell('email');
  draft.noteIfBare();
}

const dateOf = (cell: string) => fromSeconds(Number(cell))?.toUTCString() ?? cell;
const nameOf = (column: string) => (/^ADDRESS \d+: ADDRESS$/.test(column) ? 'address' : column);

/** Takes what has a place in an item of this type, once. */
function part(draft: Draft, label: string, cell: string): boolean {
  if (draft.type === 'login') return loginPart(draft, label, cell);
  if (draft.type === 'card') return cardPart(draft, label, cell);
  const person = draft.type === 'identity' ? PERSON.get(label) : undefined;
  if (!person || draft.identity.has(person)) return false;
  draft.identity.set(person, cell);
  return true;
}

function loginPart(draft: Draft, label: string, cell: string): boolean {
  if (label === 'url' || label === 'urls') for (const uri of cell.split('\n')) draft.uri(uri);
  else if (label === 'username' && !draft.username) draft.username = cell;
  else if (label === 'password' && !draft.password) draft.password = cell;
  else return false;
  return true;
}

function cardPart(draft: Draft, label: string, cell: string): boolean {
  if (label === 'number' && !draft.card.has('number')) draft.cardNumber(cell);
  else if (label === 'expiry date') return draft.expiry(monthOf(cell));
  else {
    const part = CARD.get(label);
    if (!part || draft.card.has(part)) return false;
    draft.card.set(part, cell);
  }
  return true;
}

/** `1/3/1970 12:23 AM` is a month with a day in it. */
const monthOf = (cell: string) => cell.replace(/^(\d{1,2})\/\d{1,2}\/(\d{4}) .*$/, '$1/$2');

const shared: Pick<Kind, 'skips'> = { skips: (row) => !row.cell('title') };
const rows = (file: Uint8Array) => readRows(file, '\\');

const NUMBERED: [ItemType, RegExp[]][] = [
  ['card', [/^\d+: number$/i, /^\d+: expiry date$/i]],
  ['identity', [/^name \d+: (?:first name|initial|last name)$|^internet \d+: email$/i]],
];

function typeOfNumbered(row: Row): ItemType {
  const columns = row.others([]).map(([column]) => column);
  return NUMBERED.find(([, all]) => all.every((one) => columns.some((column) => one.test(column))))?.[0] ?? 'login';
}

const NAMED = new Map<string, ItemType>([
  ['Secure Note', 'note'],
  ['Credit Card', 'card'],
  ['Identity', 'identity'],
]);

/** Source: import-formats §4.2. Headers are numbered; what is filled tells the type. */
export const onePasswordWindowsCsv = table({
  ...shared,
  id: '1passwordwincsv',
  name: '1Password 6 and 7 for Windows (csv)',
  rows,
  needs: ['UUID', 'TITLE', 'SCOPE', 'AUTOSUBMIT'],
  columns: { name: 'TITLE' },
  refine: (draft, row) => read(draft, row, typeOfNumbered(row)),
});

/** Source: import-formats §4.2. The same header for all types, which a column names. */
export const onePasswordMacCsv = table({
  ...shared,
  id: '1passwordmaccsv',
  name: '1Password 6 and 7 for Mac (csv)',
  rows,
  needs: ['Title', 'Type', 'Created Date', 'Modified Date'],
  columns: { name: 'Title' },
  refine: (draft, row) => read(draft, row, NAMED.get(row.cell('Type')) ?? 'login'),
});

import type { IdentityPart } from '../../items/plain-item.js';
import type { Collector } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Row } from '../row.js';
import type { Kind } from '../table.js';

const PERSON: [column: string, part: IdentityPart][] = [
  ['title', 'title'],
  ['first_name', 'firstName'],
  ['middle_name', 'middleName'],
  ['last_name', 'lastName'],
  ['login', 'username'],
  ['email', 'email'],
  ['phone_number', 'phone'],
  ['address', 'address1'],
  ['country', 'country'],
  ['state', 'state'],
  ['city', 'city'],
  ['zip', 'postalCode'],
];
const KNOWN = ['type', 'item_name', ...PERSON.map(([column]) => column)];

/** Rows about persons: of one person all of them are one identity, of several each row is a note. */
export const personal: Kind = {
  needs: ['type', 'title', 'first_name', 'last_name', 'login', 'item_name'],
  readAll(rows, found) {
    const names = rows.filter((row) => row.cell('type') === 'name');
    if (names.length === 1) onePerson(rows, names[0], found);
    else for (const row of rows) asNote(row, found);
  },
};

const nameIn = (row: Row) =>
  ['title', 'first_name', 'middle_name', 'last_name']
    .map((column) => row.cell(column))
    .filter(Boolean)
    .join(' ');

function onePerson(rows: Row[], named: Row, found: Collector): void {
  const draft = found.draft(named.number);
  draft.type = 'identity';
  draft.name = nameIn(named);
  for (const row of rows) {
    for (const [column, part] of PERSON) setOrKeep(draft, column, part, row.cell(column));
    for (const [column, cell] of row.others(KNOWN)) draft.extra(column, cell);
  }
  found.add(draft);
}

/** The second of a kind, such as another telephone, is a custom field. */
function setOrKeep(draft: Draft, column: string, part: IdentityPart, cell: string): void {
  if (draft.identity.has(part)) draft.extra(column, cell);
  else draft.identity.set(part, cell);
}

function asNote(row: Row, found: Collector): void {
  const draft = found.draft(row.number);
  draft.type = 'note';
  draft.name = row.cell('type') === 'name' ? nameIn(row) : row.cell('item_name');
  for (const [column, cell] of row.others([])) draft.field(column, cell);
  found.add(draft);
}

import type { IdentityPart } from '../../items/plain-item.js';
import type { Collector } from '../collector.js';
import type { Draft } from '../draft.js';
import type { Row } from '../row.js';

const PERSON: [column: string, part: IdentityPart][] = [
  ['title', 'title'],
  ['firstname', 'firstName'],
  ['middlename', 'middleName'],
  ['lastname', 'lastName'],
  ['username', 'username'],
  ['company', 'company'],
  ['ssn', 'ssn'],
  ['address1', 'address1'],
  ['address2', 'address2'],
  ['address3', 'address3'],
  ['city', 'city'],
  ['state', 'state'],
  ['zip', 'postalCode'],
  ['country', 'country'],
  ['email', 'email'],
  ['phone', 'phone'],
];
const TELLING = ['title', 'firstname', 'lastname', 'address1', 'phone', 'username', 'email'];

/** A form that LastPass fills: a person, a card, or both of them as two items (source: import-formats §4.4). */
export function fillForm(draft: Draft, row: Row, found: Collector): void {
  draft.notes = row.cell('notes');
  if (row.cell(...TELLING)) {
    if (row.cell('ccnum')) addCard(draft.name, row, found);
    fillPerson(draft, row);
  } else fillCard(draft, row);
}

function addCard(name: string, row: Row, found: Collector): void {
  const card = found.draft(row.number);
  card.name = name;
  fillCard(card, row);
  found.add(card);
}

function fillPerson(draft: Draft, row: Row): void {
  draft.type = 'identity';
  for (const [column, part] of PERSON) draft.identity.set(part, row.cell(column));
}

function fillCard(draft: Draft, row: Row): void {
  draft.type = 'card';
  draft.card.set('cardholderName', row.cell('ccname'));
  draft.cardNumber(row.cell('ccnum'));
  draft.card.set('code', row.cell('cccsc'));
  const [year, month = ''] = row.cell('ccexp').split('-');
  draft.expiry(`${month}/${year}`);
}
